"""Whom a server of mail is believed by: those the system trusts, and one the office names."""

import ssl

from inforeport.text import one_line
from inforeport.words import Text, message

_AMISS = {
    9: message("it is not valid yet"),
    10: message("it has expired"),
    18: message("it is signed by itself"),
    19: message("it is signed by itself"),
    20: message("nobody who is trusted has signed it"),
    62: message("it is of another host"),
    64: message("it is of another host"),
}
"""OpenSSL's numbers for what is wrong with a certificate."""


def trusting(authority: str | None) -> ssl.SSLContext:
    """What is asked of a server: a certificate by who is trusted, or by an authority of the office.

    Raises `ssl.SSLError` or `ValueError` where the authority's certificate is none.
    """
    context = ssl.create_default_context()
    if authority:
        context.load_verify_locations(cadata=authority)
    return context


def amiss(error: ssl.SSLCertVerificationError) -> Text:
    """What is wrong with a certificate; in OpenSSL's words where it is something rare."""
    return _AMISS.get(error.verify_code, one_line(error.verify_message))
