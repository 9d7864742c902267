"""E-mail addresses: written as typed, compared without case.

In core, because mail (`notifications`) has to know an address again as much as accounts do.
"""

import re
import unicodedata
from urllib.parse import unquote

from email_validator import EmailNotValidError, validate_email

from ilojobs_app.core.text import clean, visible

ADDRESS_MAX = 254
# Of what is pasted; more is no address, whatever stands around it.
PASTED_MAX = 2_000
# Here stops within a name are nothing, and both names are one provider's.
_WITHOUT_STOPS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
# What stands around an address in the head of a mail, or where a sentence ends with it.
_OPENING, _CLOSING = '<(["«“„‹•–—', ">)]}\"»”›'’`*|,;:.…!?/"
# Signs that may also stand in an address: they go where both ends have them.
_EITHER = "'‘`*{|_"
# « Awa Diop <awa@example.org> », as mail programs copy it.
_IN_BRACKETS = re.compile(r"<([^<>@]+@[^<>@]+)>")
# A colon is no part of an address: « Courriel : », `mailto:`.
_LABEL = re.compile(r"^[^@:]*:\s*")
# What word processors and telephones write for signs of an address.
_PLAIN = str.maketrans({"‐": "-", "‑": "-", "’": "'"})
_NO_BREAK = re.compile("[\u00a0\u202f\u2007]")
_AROUND_SIGNS = re.compile(r" *([@.]) *")


def read_address(typed: str) -> str | None:
    """Give the address in the form to write to; None when no mail could be sent to it."""
    typed = bare_address(typed)
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
    """Give the mailbox of a compared address, for limits only.

    What follows a plus is its owner's, and so are stops at the provider that does not read them.
    Accounts stay apart: some providers let different people have addresses with a plus.
    """
    local, at, domain = key.rpartition("@")
    name = local.partition("+")[0]
    if domain in _WITHOUT_STOPS:
        name, domain = name.replace(".", ""), _WITHOUT_STOPS[domain]
    return f"{name}{at}{domain}" if local else key


def bare_address(typed: str) -> str:
    """Give what was typed or pasted without all that can never be part of an address.

    That is what shows nothing, a name or a label before it, brackets and stops around it, and
    spaces. A plain space between two words stays: it stands for a sign that only its writer knows.
    """
    if len(typed) > PASTED_MAX:
        return typed
    # NFKC: wide keyboards write ＠, and a PDF has ﬁ in one sign.
    text = unicodedata.normalize("NFKC", _NO_BREAK.sub("", visible(typed)))
    if len(named := _IN_BRACKETS.findall(text)) == 1:
        text = named[0]
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    if label and label[0].lower().endswith("mailto:"):
        text = visible(unquote(text.partition("?")[0]))
    text = text.lstrip(_OPENING + " ")
    bare = text.rstrip(_CLOSING + " ")
    if bare != text and bare[:1] in _EITHER:
        bare = bare[1:]
    return _AROUND_SIGNS.sub(r"\1", bare).translate(_PLAIN)


def address_key(typed: str) -> str:
    """Give the form under which an address is unique, whatever was typed."""
    address = read_address(typed) or clean(typed[: 2 * ADDRESS_MAX])
    return unicodedata.normalize("NFKC", address).casefold()[:ADDRESS_MAX]
