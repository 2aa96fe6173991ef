"""How long 2,000 messages with a Word file each take, against the reading of their parts alone.

    python tools/bench_mail.py [RUNS [MESSAGES]]

There are enough of them for one run. Both are measured in it, in seconds of the processor, with
files as Word saves them and with the least that Word opens; beside them the most memory for one
mailbox of so many messages, and for one of a tenth. Nothing here fails.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from docx import Document

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import mail_corpus as corpus
from arrived import Report
from inforeport.intake import Asked, gather
from inforeport.intake.letters import letter
from mailed import file
from typed_up import zipped

COUNT = 2_000
ASKED = Asked(today=date(2009, 8, 3), zone=ZoneInfo("Asia/Shanghai"))
COVER = "您好！本周信息见附件，请查收。".encode()
SENTENCES = "".join(f"第{n}户居民参加了活动，效果很好。" for n in range(60))


def reports(count: int) -> Iterator[Report]:
    for number in range(count):
        text = (f"5月{1 + number % 28}日，甲社区开展第{number}次活动。{SENTENCES}", "下一步继续。")
        day = f"2009-05-{2 + number % 28:02}"
        yield Report("甲社区", f"甲社区开展第{number}次活动", day, text, "某")


def least(report: Report) -> bytes:
    """The report in the least that Word opens."""
    return corpus.word_file(report)


def as_saved(report: Report) -> bytes:
    """The report among the styles and settings that Word saves with it."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(least(report))) as archive:
        said = archive.read("word/document.xml")
    return zipped(STYLED | {"word/document.xml": said})


def _styled() -> dict[str, str | bytes]:
    from zipfile import ZipFile

    out = BytesIO()
    Document().save(out)
    with ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


STYLED = _styled()


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure(name: str, made: Callable[[Report], bytes], count: int) -> list[corpus.Mailed]:
    """Print the ratio for one make of files, and give the messages."""
    files = [(one, made(one)) for one in reports(count)]
    messages = [
        corpus.sent(one, f"{number}", [file("甲社区信息.docx", content)])
        for number, (one, content) in enumerate(files)
    ]

    def parts_alone() -> None:
        for _, content in files:
            letter(content, "甲社区信息.docx", ASKED)
            letter(COVER, "正文.txt", ASKED)

    def whole() -> None:
        for content in messages:
            letter(content, "1.eml", ASKED)

    alone, took = seconds(parts_alone), seconds(whole)
    size = sum(map(len, messages)) // count
    print(f"{name} / their parts alone: {took / alone:.2f} ({size} bytes each, {took:.1f} s)")
    return [corpus.Mailed(one, ()) for one in messages]


def memory(messages: list[corpus.Mailed]) -> float:
    """The most memory, in megabytes, that one mailbox of these messages takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = corpus.as_mailbox(Path(folder, "a.mbox"), messages)
        tracemalloc.start()
        for _ in gather.letters(path, ASKED):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most / 1_000_000


def main() -> None:
    """Measure, and print."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT  # noqa: PLR2004  the second word
    measure("as Word saves them", as_saved, count)
    messages = measure("the least that Word opens", least, count)
    few, many = memory(messages[: count // 10]), memory(messages)
    print(f"memory of a mailbox / of a tenth: {many / few:.2f} ({many:.1f} MB at most)")


if __name__ == "__main__":
    main()
