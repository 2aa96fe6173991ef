"""The sheets of a workbook, looked over before it is read; what a cell means is not known here."""

from inforeport.errors import WorkbookUnusable
from inforeport.files.package import OPEN_WORKBOOK, WORKBOOK, UnusablePackageError, check
from inforeport.intake import sheet_xml, workbook
from inforeport.intake.kind import Kind
from inforeport.intake.rows import Row, Sheet
from inforeport.words import Message, message

_PACKAGES = {Kind.XLSX: WORKBOOK, Kind.ODS: OPEN_WORKBOOK}
_LOCKED = message("it is locked with a password")


def sheets(content: bytes, file: str, kind: Kind) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx, .xls, .et or .ods. Raises `WorkbookUnusable`."""
    why = _LOCKED if kind is Kind.LOCKED else _fault(content, kind)
    if why:
        raise WorkbookUnusable(file=file, why=why)
    try:
        read = workbook.sheets(content)
    except workbook.DiedError as died:
        raise WorkbookUnusable(file=file, why=_reason(died.status)) from None
    valueless = sheet_xml.valueless(content) if kind is Kind.XLSX else {}
    return tuple(_sheet(one, valueless.get(one.name, frozenset())) for one in read)


def _fault(content: bytes, kind: Kind) -> Message | None:
    """Why a workbook is not opened."""
    if kind not in _PACKAGES:
        return None
    try:
        check(content, _PACKAGES[kind])
    except UnusablePackageError as error:
        return error.reason
    far = sheet_xml.far_cell(content) if kind is Kind.XLSX else None
    return message("something stands far out in {cell}: delete it", cell=far) if far else None


def _reason(status: int) -> Message:
    if status == workbook.LOCKED:
        return _LOCKED
    if status == workbook.UNREADABLE:
        return message("not a workbook, or a damaged one")
    return message("it is damaged, or far too large when it is unpacked")


def _sheet(raw: workbook.Raw, valueless: frozenset[tuple[int, int]]) -> Sheet:
    return Sheet(
        rows=tuple(Row(number, tuple(cells)) for number, cells in enumerate(raw.rows, 1)),
        name=raw.name,
        hidden=raw.hidden,
        merged=tuple(raw.merged),
        shorn=frozenset(raw.shorn),
        valueless=valueless,
    )
