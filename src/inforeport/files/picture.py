"""Pictures made fit to be printed: proved by decoding, upright, small enough, rid of metadata.

What a picture shows is not changed, but for its resolution.
"""

import io
import warnings
from functools import lru_cache

from msgspec import Struct
from PIL import Image, ImageOps

from inforeport.words import Message, message

TEXT_WIDTH = 156.0
"""Millimetres; the width of the text block."""

WIDEST = 150.0
"""Millimetres; a picture leaves a little on both sides, which some programs give it anyway."""

HALF_PAGE = 112.0
"""Millimetres; no picture is higher."""

_MAX_BYTES = 20_000_000
_MAX_SIDE = 12_000
_MAX_PIXELS = 40_000_000
_PRINTED = (1600, 1600)
_COARSEST = 25.4 / 96  # millimetres a pixel; a small picture is not blown up

# A closed list: some other readers start programs.
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF")


class Printable(Struct, frozen=True):
    """A JPEG without metadata and its size on paper in millimetres."""

    content: bytes
    width: float
    height: float


class UnusablePictureError(Exception):
    """A picture that cannot be printed; `reason` is a sentence for the reader."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@lru_cache(maxsize=256)  # a page asks before it is written, and its renderer once more
def printable(content: bytes) -> Printable:
    """The picture ready for paper; raises `UnusablePictureError` with the reason."""
    picture = _plain(_decoded(content))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    wide, high = picture.size
    scale = min(WIDEST / wide, HALF_PAGE / high, _COARSEST)
    return Printable(out.getvalue(), wide * scale, high * scale)


def check(content: bytes) -> None:
    """See that a picture can be printed; nothing is kept of it. Raises as `printable` does."""
    _decoded(content)


def _decoded(content: bytes) -> Image.Image:
    """All of it decoded, a JPEG no finer than it is printed: that is done twice as fast."""
    if len(content) > _MAX_BYTES:
        raise UnusablePictureError(message("more than {n} MB", n=_MAX_BYTES // 1_000_000))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is judged below
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                _check_size(picture.size)
                picture.thumbnail(_PRINTED, reducing_gap=1.0)
                picture.load()  # a small one was not decoded yet
                return ImageOps.exif_transpose(picture)
    except (UnusablePictureError, Image.DecompressionBombError) as error:
        raise _too_large() from error
    except Exception as error:  # whatever a decoder throws at strangers' bytes, the text is printed
        raise UnusablePictureError(message("not a picture, or a damaged one")) from error


def _check_size(size: tuple[int, int]) -> None:
    wide, high = size
    if max(wide, high) > _MAX_SIDE or wide * high > _MAX_PIXELS:
        raise _too_large()


def _too_large() -> UnusablePictureError:
    return UnusablePictureError(
        message(
            "more than {side} pixels wide or high, or {n} million pixels",
            side=_MAX_SIDE,
            n=_MAX_PIXELS // 1_000_000,
        )
    )


def _plain(picture: Image.Image) -> Image.Image:
    """The same on a fresh white sheet: nothing that hung on the file comes along."""
    if picture.mode in {"RGB", "L"} and not picture.has_transparency_data:
        return Image.frombytes(picture.mode, picture.size, picture.tobytes())
    seen = picture.convert("RGBA")
    sheet = Image.new("RGB", seen.size, "white")
    sheet.paste(seen, mask=seen)
    return sheet
