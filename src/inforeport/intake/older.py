"""Older Word files (.doc, .wps, .rtf): what they are known by."""

from collections.abc import Mapping

from msgspec import Struct

from inforeport.intake.kind import Kind

ENDINGS: Mapping[Kind, str] = {Kind.DOC: "doc", Kind.RTF: "rtf"}
"""What the older kinds are known by; a .wps is a .doc with another name."""


class Old(Struct, frozen=True):
    """An older file: its name, what it is, its bytes."""

    name: str
    kind: Kind
    content: bytes
