"""The pictures of a page that no paper can show: a line will stand in the place of each."""

from collections.abc import Iterator

from inforeport.documents.page import Page, Picture
from inforeport.files.picture import UnusablePictureError, printable
from inforeport.words import Message


def unusable(page: Page) -> Iterator[tuple[int, Picture, Message]]:
    """Each such picture, which of the page's pictures it is from 1, and why it cannot be used."""
    pictures = [block for block in page.blocks if isinstance(block, Picture)]
    for place, picture in enumerate(pictures, 1):
        try:
            printable(picture.content)
        except UnusablePictureError as error:
            yield place, picture, error.reason
