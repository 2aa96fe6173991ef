"""Words looked for in everything that is on file of reports, as they were typed or by their width.

There is no index: to look through a hundred thousand texts takes less than to start the program
twice, and an index would have to be kept true whatever other programs write into the file.
"""

from collections.abc import Sequence
from unicodedata import normalize

import msgspec

from inforeport.model import Submission
from inforeport.store.ledger import Ledger
from inforeport.store.submission import submissions_of

_MATCHING = """
select submission.id
from submission
where not exists (
  select 1
  from json_each(:words) as word
  where not exists (
    select 1
    from json_each(word.value) as spelling
    where instr(title, spelling.value)
      or instr(ifnull(body, ''), spelling.value)
      or instr(ifnull(ref, ''), spelling.value)
      or exists (
        select 1
        from submission_author
        where submission_author.submission_id = submission.id
          and instr(submission_author.name, spelling.value)
      )
  )
)
order by received_on desc, submission.id desc
"""


def reports(ledger: Ledger, words: Sequence[str]) -> list[Submission]:
    """The reports in whose title, text, number or signers every word stands, the newest first."""
    wanted = msgspec.json.encode([_spellings(word) for word in words]).decode()
    return submissions_of(ledger, [number for (number,) in ledger.tuples(_MATCHING, words=wanted)])


def _spellings(word: str) -> list[str]:
    """A word as it was typed, and with the width and case that it may have in a text.

    >>> _spellings("12户")
    ['12户', '１２户']
    """
    plain = normalize("NFKC", word)
    return list(dict.fromkeys((word, plain, plain.lower(), plain.upper(), _wide(plain))))


def _wide(word: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in word)
