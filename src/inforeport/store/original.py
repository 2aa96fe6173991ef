"""Contents that stay as they came, known by their sha256: attached files, what was printed.

They are only ever added to. What refers to one is told in the trail, the content itself is not.
"""

from inforeport.store.ledger import Ledger

_KEEP = """
insert into original (sha256, content)
select :sha256, :content
where not exists (select 1 from original where sha256 = :sha256)
"""


def keep(ledger: Ledger, content: bytes) -> str:
    """Keep a content; its sha256. The same again is kept once."""
    from hashlib import sha256  # only what comes in is proved

    digest = sha256(content).hexdigest()
    ledger.change(_KEEP, sha256=digest, content=content)
    return digest


def content(ledger: Ledger, digest: str) -> bytes:
    """The content that was kept."""
    ((kept,),) = ledger.tuples("select content from original where sha256 = :sha256", sha256=digest)
    return bytes(kept)
