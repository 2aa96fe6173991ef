"""Good files with some of their bytes otherwise, as a bad stick or an attacker leaves them."""

import random


def changed(content: bytes, chance: random.Random, *, sparing: int = 0) -> bytes:
    """The same bytes with some of them otherwise; the first of a file say what it is."""
    bytes_ = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(sparing, max(len(bytes_), sparing + 1))
        match chance.randrange(5):
            case 0:
                del bytes_[at : at + chance.randrange(1, 200)]
            case 1:
                bytes_[at:at] = bytes_[at : at + chance.randrange(1, 50)]
            case 2:
                bytes_[at : at + 1] = chance.choice((b"<", b">", b'"', b"&", b"9", b"\0", b"\xff"))
            case _:
                bytes_[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(bytes_)
