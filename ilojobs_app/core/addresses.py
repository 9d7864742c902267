"""E-mail addresses: written as typed, compared without case.

In core, because mail (`notifications`) has to know an address again as much as accounts do.
"""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from ilojobs_app.core.text import clean

ADDRESS_MAX = 254


def read_address(typed: str) -> str | None:
    """Give the address in the form to write to; None when no mail could be sent to it."""
    typed = clean(typed)
    if not typed or len(typed) > ADDRESS_MAX:
        return None
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    # A domain with accents grows when it is written in ASCII, the only form every relay takes.
    address = found.ascii_email or ""
    return address if 0 < len(address) <= ADDRESS_MAX else None


def mailbox(key: str) -> str:
    """Give the mailbox of a compared address, for limits only: what follows a plus is its owner's.

    Accounts stay apart: some providers let different people have addresses with a plus.
    """
    local, at, domain = key.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}" if local else key


def address_key(typed: str) -> str:
    """Give the form under which an address is unique, whatever was typed."""
    address = read_address(typed) or clean(typed[: 2 * ADDRESS_MAX])
    return unicodedata.normalize("NFKC", address).casefold()[:ADDRESS_MAX]
