"""A real SMTP server (aiosmtpd) in a process of its own.

`python smtp_server.py` forks one for each line, which names a folder, how it speaks TLS and its
certificate, and prints its port and its process. It speaks TLS from the start, with `starttls`
after the greeting, or with `plain` never. Each mail that it takes is a file in the folder; what it
does beside stands in `log`. By whom a mail goes to it is told how to behave: refused@, grey@, drop@
(it breaks off when it has the mail), hang@ (it says nothing more), full@ (it refuses the mail
itself).
"""

import asyncio
import json
import os
import signal
import ssl
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = b"office@street.example", b"word of the office"
_REFUSED = {
    "refused": "550 5.1.1 <{0}> no such user",
    "grey": "451 4.7.1 greylisted, try again in 300 seconds",
}


def told(line: str) -> None:
    """Write down what happened."""
    with Path("log").open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")


def kept(name: str, content: bytes) -> int:
    """The number of a mail, which is kept as a file."""
    number = len([*Path().glob("*.eml")]) + 1
    Path(f"{number}-{name}.eml").write_bytes(content)
    return number


def authenticate(
    _server: Any, _session: Any, _envelope: Any, mechanism: str, data: Any
) -> AuthResult:
    """Let in whoever has the password."""
    told(f"auth {mechanism}")
    is_right = (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=is_right, handled=False)


class Handler:
    """What becomes of a mail, by whom it goes to."""

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        del server, session, options
        told(f"rcpt {address}")
        refused = _REFUSED.get(address.partition("@")[0])
        if refused:
            return refused.format(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del session
        [to] = envelope.rcpt_tos
        name = to.partition("@")[0]
        number = kept(name, envelope.content)
        told(f"data {to}")
        if name == "full":
            return "552 5.2.2 mailbox full"
        if name == "drop":
            server.transport.abort()
        if name in {"drop", "hang"}:
            await asyncio.sleep(60)
        return f"250 2.0.0 OK queued as {number}"


async def serve(tls: str, certificate: str) -> None:
    """Serve until the process is ended."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    turns: dict[str, Any] = (
        {"tls_context": context, "require_starttls": True} if tls == "starttls" else {}
    )

    def protocol() -> SMTP:
        return SMTP(
            Handler(),
            authenticator=authenticate,
            auth_required=True,
            auth_require_tls=tls == "starttls",
            hostname="street.example",
            **turns,
        )

    loop = asyncio.get_running_loop()
    over = None if tls in {"starttls", "plain"} else context
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=over)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]} {os.getpid()}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is ended is gone
    for line in sys.stdin:
        folder, *how = json.loads(line)
        if not os.fork():
            os.chdir(folder)
            asyncio.run(serve(*how))
