"""The hash of how to reach somebody, with a salt of its own.

A telephone number has few digits: from a bare hash anybody finds it by trying them all. The salt
stands beside the number and is forgotten with it.
"""

from collections.abc import Sequence

from inforeport.store._command import netstring

_SALT = 16  # bytes

Reached = Sequence[str | None]
"""Telephone, mobile and mailbox, as far as they are there."""


def reach(reached_by: Reached) -> tuple[str | None, str | None]:
    """A new salt, and the hash with it; neither where there is nothing to keep."""
    if not any(reached_by):
        return None, None
    import secrets  # this and the next load OpenSSL, which few commands need

    salt = secrets.token_hex(_SALT)
    return salt, digest(salt, reached_by)


def digest(salt: str | None, reached_by: Reached) -> str | None:
    """The hash of what stands on file; none of nothing."""
    if salt is None and not any(reached_by):
        return None
    strings = (None if one is None else str(one).encode() for one in (salt, *reached_by))
    from hashlib import sha256

    return sha256(b"".join(map(netstring, strings))).hexdigest()
