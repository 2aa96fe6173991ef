"""The office's own Word template: read, and asked what it lacks; which fonts are here."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from inforeport import intake
from inforeport.cli._output import note
from inforeport.cli._session import Session
from inforeport.documents.page import Page
from inforeport.errors import TemplateUnusable, WrongUsage
from inforeport.settings import setting
from inforeport.text import one_line
from inforeport.words import Message, message

if TYPE_CHECKING:
    from inforeport.render import Draw

_SECONDS = 20  # more than any list of fonts takes
_SET = {".docx", ".pdf"}  # what is set in a template


def _usual(session: Session, output: Path) -> Path | None:
    """The template of the settings, else the office's, for a paper that is set in one."""
    if output.suffix.lower() not in _SET:
        return None
    named, beside = setting("template").value, session.template
    return Path(named) if named else beside if beside.exists() else None


class Font(Struct, frozen=True):
    """A font that a template names: whether it is here, None for not to be told; what else is."""

    name: str
    installed: bool | None
    instead: str = ""


class Findings(Struct, frozen=True):
    """What a template lacks: styles by name, and its fonts, all of them; what would spoil a paper.

    `departures` are those from the standard, which an office may want.
    """

    styles: tuple[str, ...]
    fonts: tuple[Font, ...]
    spoiling: tuple[Message, ...] = ()
    departures: tuple[tuple[Message, str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to put right."""
        lacking = any(font.installed is False for font in self.fonts)
        return bool(self.styles or self.spoiling) or lacking


class Stationery(Struct, frozen=True):
    """The office's own template: draws a page in it, less what it has itself."""

    content: bytes

    def __call__(self, page: Page, language: str) -> bytes:
        """The file."""
        from inforeport.render import word

        return word.draw(page, language, self.content)

    def fitted(self, page: Page) -> Page:
        """The page without a red head where the template has one."""
        from inforeport.render import template

        return template.fitted(page, self.content)


def fitted(page: Page, draw: "Draw | None") -> Page:
    """The page less what the office's own template has itself, where it is drawn in one."""
    return draw.fitted(page) if isinstance(draw, Stationery) else page


def drawing(session: Session, template: Path | None, output: Path) -> "Draw | None":
    """How a paper is drawn in the office's template; the styles that it lacks are told once."""
    if template is None:
        template = _usual(session, output)
    if template is None:
        return None
    if output.suffix.lower() not in _SET:
        what = message("{name} is for .docx and .pdf", name="--template")
        raise WrongUsage(what=what, command="inforeport export")
    content, findings = examined(template)
    tell_findings(session, template.name, findings)
    return Stationery(content)


def tell_findings(session: Session, name: str, findings: Findings) -> None:
    """Say what is taken from ours, and what is left out of every paper."""
    if findings.styles:
        sentence = message(
            "{file} lacks styles, which are taken from the template that ships: {names}",
            file=one_line(name),
            names=list(findings.styles),
        )
        note(session, sentence)
    for one in findings.spoiling:
        facts = {"file": one_line(name), "what": one}
        note(session, message("{file}: left out of the paper: {what}", **facts))


def examined(path: Path, *, with_fonts: bool = False) -> tuple[bytes, Findings]:
    """A template and what it lacks; fonts are looked for `with_fonts` only.

    Raises `TemplateUnusable`, `FileMissing` and `FileUnreadable`.
    """
    from inforeport.files.package import UnusablePackageError
    from inforeport.render import standard, template

    content = intake.content_of(path)
    try:
        styles = tuple(template.lacking(content))
        spoiling = tuple(template.spoiling(content))
        departures = tuple(standard.departures(template.opened(content))) if with_fonts else ()
        fonts = tuple(_fonts_here(template.fonts(content))) if with_fonts else ()
    except UnusablePackageError as error:
        raise TemplateUnusable(file=one_line(path.name), why=error.reason) from None
    return content, Findings(styles, fonts, spoiling, departures)


def _fonts_here(fonts: Mapping[str, list[str]]) -> Iterator[Font]:
    """Each font with whether it is installed, and with what text is shown where it is not."""
    here = _output_of("fc-list", ":", "family")
    if here is None:
        yield from (Font(name, None) for name in fonts)
        return
    families = {name.strip() for line in here.splitlines() for name in line.split(",")}
    for name, others in fonts.items():
        if name in families:
            yield Font(name, True)
        else:
            other = next((one for one in others if one in families), None)
            yield Font(name, False, other or _nearest(name))


def _nearest(name: str) -> str:
    found = _output_of("fc-match", "--format=%{family}", f"{name}:lang=zh-cn") or ""
    return one_line(found.split(",")[0])


def _output_of(*command: str) -> str | None:
    """What a program for fonts answers; None where there is none."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        ran = subprocess.run(  # noqa: S603  the words are ours; a font's name is no command
            (program, *command[1:]), capture_output=True, check=True, timeout=_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout.decode("utf-8", "replace")
