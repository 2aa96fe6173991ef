"""A small IMAP server that answers like 163, and can stall, drop and lie where it is told to.

It runs in a process of its own: `python imap_fake.py` forks one for each line that names a file of
settings, and prints its port and its process. It opens no folder to a program that has not said who
it is. What it was asked it writes into a file, a line each, without passwords. `config` of
`mailserver.fake` tells the settings.
"""

import asyncio
import json
import os
import re
import signal
import ssl
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CONFIG: dict[str, Any] = {}
FAULTS: dict[str, Any] = {}


def message(number: int) -> bytes:
    """The message of that number: a file of the folder, or one that is made up."""
    if CONFIG["files"]:
        return Path(CONFIG["files"][str(number)]).read_bytes()
    filling = b"x" * CONFIG["size"]
    return b"From: a@b.example\r\nSubject: no. %d\r\n\r\n%s\r\n" % (number, filling)


def numbers() -> list[int]:
    """The numbers of the messages that are there."""
    return (
        sorted(map(int, CONFIG["files"])) if CONFIG["files"] else [*range(1, CONFIG["count"] + 1)]
    )


def among(wanted: str) -> Iterator[int]:
    """Those of them that a set of numbers names."""
    there = numbers()
    for part in wanted.split(","):
        first, _, last = part.partition(":")
        low, high = int(first), there[-1] if last == "*" else int(last or first)
        yield from (one for one in there if low <= one <= high)


def quoted(text: str) -> str:
    """A text as a command holds it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def note(asked: str) -> None:
    """Write down what was asked."""
    with Path(CONFIG["log"]).open("a", encoding="utf-8") as log:
        log.write(f"{asked}\n")


class Client:
    """One that is connected."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.has_said_who = False
        self.fetched = 0

    async def serve(self) -> None:
        """Answer until it leaves."""
        if FAULTS.get("silent"):
            await asyncio.sleep(600)
        await self.say("* OK Coremail System IMap Server Ready")
        while line := await self.reader.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            asked = re.sub(r"^LOGIN .*", "LOGIN", rest)
            note(asked)
            await self.answer(tag, rest)
            if rest.startswith("LOGOUT"):
                break
        self.writer.close()

    async def say(self, line: str | bytes) -> None:
        """Send a line."""
        self.writer.write((line.encode() if isinstance(line, str) else line) + b"\r\n")
        await self.writer.drain()

    async def answer(self, tag: str, asked: str) -> None:
        """Answer a command."""
        verb = asked.removeprefix("UID ").split()[0].lower()
        known = getattr(self, f"on_{verb}", None)
        done = await known(asked) if known else "BAD command not known"
        await self.say(f"{tag} {done}")

    async def on_capability(self, _asked: str) -> str:
        await self.say("* CAPABILITY IMAP4rev1 ID UIDPLUS AUTH=PLAIN")
        return "OK completed"

    async def on_login(self, asked: str) -> str:
        right = " ".join(map(quoted, (CONFIG["user"], CONFIG["password"])))
        if FAULTS.get("busy"):
            return "NO [UNAVAILABLE] try again later"
        if FAULTS.get("refuses") or right not in asked:
            return f"NO LOGIN error: {asked.split(' ', 2)[2]}"
        return "OK LOGIN completed"

    async def on_authenticate(self, _asked: str) -> str:
        await self.say("+ ")
        given = b64decode(await self.reader.readline()).decode()
        right = f"\0{CONFIG['user']}\0{CONFIG['password']}"
        return "OK welcome" if given == right else "NO wrong"

    async def on_id(self, _asked: str) -> str:
        if FAULTS.get("no_id"):
            self.has_said_who = True
            return "BAD what is ID"
        self.has_said_who = True
        await self.say('* ID ("name" "fake")')
        return "OK ID completed"

    async def on_list(self, _asked: str) -> str:
        for folder in ("INBOX", CONFIG["folder"]):
            await self.say(f'* LIST () "/" "{folder}"')
        return "OK LIST completed"

    async def on_examine(self, asked: str) -> str:
        if not self.has_said_who:
            return "NO EXAMINE Unsafe Login. Please contact kefu@188.com for help"
        if asked != f'EXAMINE "{CONFIG["folder"]}"':
            return "NO folder not found"
        await self.say(f"* {len(numbers())} EXISTS")
        if CONFIG["validity"]:
            await self.say(f"* OK [UIDVALIDITY {CONFIG['validity']}] ok")
        if not FAULTS.get("no_next"):
            await self.say(f"* OK [UIDNEXT {numbers()[-1] + 1 if numbers() else 1}] ok")
        return "OK [READ-ONLY] EXAMINE completed"

    async def on_search(self, asked: str) -> str:
        if FAULTS.get("endless"):
            for _ in range(80):
                await self.say(f"* SEARCH {'1 ' * 450_000}")
        which = among(asked.rsplit(maxsplit=1)[-1])
        await self.say(f"* SEARCH {' '.join(map(str, which))}")
        return "OK SEARCH completed"

    async def on_fetch(self, asked: str) -> str:
        _, _, wanted, *_ = asked.split()
        for number in among(wanted):
            if "RFC822.SIZE" in asked:
                size = len(message(number)) + FAULTS.get("off", 0)
                size = FAULTS.get("large", {}).get(str(number), size)
                await self.say(f"* {number} FETCH (UID {number} RFC822.SIZE {size})")
            else:
                await self.body(number, asked)
        return "OK FETCH completed"

    async def body(self, number: int, asked: str) -> None:
        """Send a message, or what a fault makes of it."""
        self.fetched += 1
        content = message(number)
        if "HEADER" in asked:
            content = content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        if FAULTS.get("changing"):
            content += b"%d\r\n" % self.fetched
        if FAULTS.get("rebuilt_at") == number:
            await self.say("* OK [UIDVALIDITY 99] numbered anew")
        size = FAULTS.get("literal", len(content))
        start = f"* {number} FETCH (UID {number} BODY[]<0> {{{size}}}\r\n"
        if number in {FAULTS.get("stall_at"), FAULTS.get("drop_at")}:
            self.writer.write(start.encode() + content[: len(content) // 2])
            await self.writer.drain()
            if FAULTS.get("stall_at"):
                await asyncio.sleep(600)
            self.writer.transport.abort()
            return
        await self.say(start.encode() + content + b")")

    async def on_logout(self, _asked: str) -> str:
        await self.say("* BYE")
        return "OK LOGOUT completed"


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await Client(reader, writer).serve()
    except (ConnectionError, asyncio.IncompleteReadError):
        return


async def main() -> None:
    """Serve until the process is ended."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CONFIG["certificate"])
    tls = None if FAULTS.get("plain") else context
    server = await asyncio.start_server(_serve, "127.0.0.1", 0, ssl=tls)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]} {os.getpid()}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is ended is gone
    for settings in sys.stdin:
        if not os.fork():
            CONFIG |= json.loads(Path(settings.strip()).read_text(encoding="utf-8"))
            FAULTS |= CONFIG["faults"]
            asyncio.run(main())
