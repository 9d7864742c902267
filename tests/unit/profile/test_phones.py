"""Telephone numbers with an extension, whatever it is called."""

import pytest

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.cleaning import clean_step
from ilojobs_app.profile.phones import is_phone, parse_phone, worded_phone
from ilojobs_app.profile.steps import PERSONAL
from tests.factories.profile import personal

EXTENSIONS = [
    "poste 12",
    "Poste: 12",
    "poste no 12",
    "(poste 12)",
    ", poste 12",
    "p. 12",
    "ext. 12",
    "ext 12",
    "extension 12",
    "#12",
    "x12",
    " x 12",
    "int. 12",
    "interno 12",
    "anexo 12",
    "ramal 12",
    "Durchwahl 12",
    ";ext=12",
    "poste12",
    "poste 12.",
    "[poste 12]",
    "extension number 12",
    "bur. 12",
    "ligne 12",
    "extensión nº 12",
    "posta 12",
    "linha 12",
    "доб. 12",
    "внутр. 12",
    "dahili 12",
    "تحويلة ١٢",
    "分机 12",
    "toestel 12",
    "ext.\u202f12",
]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("number", ["022 799 61 11", "+41 22 799 61 11"])
def test_an_extension_is_read_whatever_it_is_called(number: str, extension: str) -> None:
    parsed = parse_phone("CH", f"{number} {extension}")

    assert parsed is not None
    assert (parsed.national_number, parsed.extension) == (227996111, "12")
    assert is_phone("CH", f"{number} {extension}")


def test_an_extension_is_worded_in_the_readers_language() -> None:
    with use_language("fr"):
        said = worded_phone("CH", "022 799 61 11 ext. 12").replace("\u00a0", " ")
        assert said == "+41 22 799 61 11 poste 12"
    with use_language("en"):
        said = worded_phone("CH", "022 799 61 11 poste 12").replace("\u00a0", " ")
        assert said == "+41 22 799 61 11 ext. 12"


@pytest.mark.parametrize(
    "number",
    [
        "+41\u00a022\u202f799\u00a061\u00a011",
        "22\u2009799\u200961\u200911",
        "+41 (0)22 799 61 11",
        "022/799.61.11",
        "022 799 61 11 (bureau)",
        "+41 22 799 61 11 [WhatsApp]",
        "٠٢٢٧٩٩٦١١١",
        "０２２ ７９９ ６１ １１",
        "tel:+41-22-799-6111",
    ],
)
def test_a_number_is_read_as_it_is_written(number: str) -> None:
    assert parse_phone("CH", number) == parse_phone("CH", "+41227996111")
    assert is_phone("CH", number)


@pytest.mark.parametrize("number", ["022 799 61 11 / 079 123 45 67", "022 799 61 11 12 13"])
def test_two_numbers_are_none(number: str) -> None:
    assert not is_phone("CH", number)


@pytest.mark.parametrize("number", ["poste 12", "#12", "12", "022 799 61 11 poste douze", ""])
def test_what_is_no_number_stays_none(number: str) -> None:
    assert not is_phone("CH", number)


def test_a_number_from_a_telephones_contacts_loses_what_nobody_sees() -> None:
    typed = personal(phone_number="\u202a+221\u00a077\u200b 123 45 67\u202c")

    assert clean_step(PERSONAL, typed)["phone_number"] == "+221\u00a077 123 45 67"
