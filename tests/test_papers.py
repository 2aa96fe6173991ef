"""What every paper of the table says, made of a small month."""

import pytest

from inforeport.documents import PAPERS, write
from material import DAY, ISSUE, Given


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_bears_the_office_and_the_day(paper: str) -> None:
    page = write(paper, Given())
    assert (page.issuer, page.day) == ("街道实践办", ISSUE.issued if paper == "bulletin" else DAY)
