"""Telephone numbers: read with their extension, whatever its writer calls it."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from ilojobs_app.core.i18n import _
from ilojobs_app.core.text import digits

# Words between the number and a few more digits say, in whatever language, that these are its
# extension; « # » says so too.
_EXTENSION = re.compile(r"(?<=\d)[^\w+]*(?:[^\W\d_][^\d+]*|#\s*)([0-9]{1,7})[\s)\].,;]*$")
_SPACE = re.compile(r"\s")
# « (bureau) », « (WhatsApp) »: letters would be read as the keys of a telephone.
_REMARK = re.compile(r"\s*[(\[][^\d()\[\]]*[)\]]\s*$")


def parse_phone(country: str, number: str) -> PhoneNumber | None:
    """Read a number as it is typed in a country (alpha-2); None for what is no number."""
    number = _REMARK.sub("", _SPACE.sub(" ", digits(number)))
    extension = _EXTENSION.search(number)
    try:
        parsed = phonenumbers.parse(number[: extension.start()] if extension else number, country)
    except NumberParseException:
        return None
    if extension:
        parsed.extension = extension[1]
    return parsed


def is_phone(country: str, number: str) -> bool:
    """Say whether a number is possible in a country; an international one says the same country."""
    parsed = parse_phone(country, number)
    own = phonenumbers.country_code_for_region(country)
    return parsed is not None and (
        parsed.country_code == own and phonenumbers.is_possible_number(parsed)
    )


def worded_phone(country: str, number: str) -> str:
    """Write a number internationally, its extension in the current language; as typed if unread."""
    parsed = parse_phone(country, number)
    if parsed is None:
        return number
    extension, parsed.extension = parsed.extension, None
    written = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    if extension:
        written = _("%(number)s poste %(extension)s") % {"number": written, "extension": extension}
    return written.replace(" ", "\u00a0")
