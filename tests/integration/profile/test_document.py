"""The profile as a PDF: tagged, in the reader's language, nothing confidential, nothing executed."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from ilojobs_app.core import pdf
from ilojobs_app.profile.document import TEMPLATE, profile_document
from ilojobs_app.profile.service import complete_profile
from tests.factories.accounts import make_account
from tests.factories.profile import NEEDS, ilo_post, make_complete_profile, personal, post
from tests.factories.texts import HOSTILE


def document(session: Session, now: datetime, language: str = "fr", **steps: Any) -> PdfReader:
    account_id = make_account(session).id
    assert account_id is not None
    make_complete_profile(session, account_id, now, **steps)
    profile = complete_profile(session, account_id=account_id)
    assert profile
    data = profile_document(session, profile=profile, language=language, now=now)
    return PdfReader(BytesIO(pdf.render_pdf(TEMPLATE, data)))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def names_in(reader: PdfReader) -> set[str]:
    """Give every key of every object: what a document can do has a name."""
    found: set[str] = set()
    for number in reader.xref[0]:
        value = reader.get_object(number)
        found |= set(value) if isinstance(value, dict) else set()
    return found


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("fr", ("Expérience totale : 4 ans 6 mois", "Tâches principales", "mars 2017")),
        ("en", ("Total experience: 4 years 6 months", "Main duties", "March 2017")),
    ],
)
def test_the_saved_profile_is_read_in_the_reader_s_language(
    session: Session, now: datetime, language: str, wanted: tuple[str, ...]
) -> None:
    reader = document(session, now, language)
    text = words_of(reader)
    for words in ("Aïssata Diallo", "Chargée de programme", *wanted):
        assert words in text
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"].startswith(language)
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert "pdfuaid:part" in str(reader.metadata) or b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_accommodation_needs_are_not_in_it(session: Session, now: datetime) -> None:
    assert NEEDS not in words_of(document(session, now))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(session: Session, now: datetime, text: str) -> None:
    reader = document(
        session,
        now,
        personal=personal(address=text),
        experience={"no_experience": False, "posts": [post(main_duties=text, job_title=text)]},
    )
    assert "Aïssata Diallo" in words_of(reader)
    assert not names_in(reader) & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/URI"}


@pytest.mark.parametrize(
    "text",
    ["#sys.version", '#panic("x")', '#read("/etc/passwd")', "*gras* _x_ $x^2$ @ref <l>", "// x"],
)
def test_markup_of_the_template_language_is_text(
    session: Session, now: datetime, text: str
) -> None:
    reader = document(session, now, personal=personal(city=text))
    assert text in words_of(reader)


def test_text_without_spaces_stays_on_the_page(session: Session, now: datetime) -> None:
    posts = [post(main_duties="x" * 1000)]
    reader = document(session, now, experience={"no_experience": False, "posts": posts})
    lines = "".join(page.extract_text() for page in reader.pages).splitlines()
    assert max(len(line) for line in lines if "xxx" in line) < 200


def test_the_fullest_profile_fits_on_as_many_pages_as_it_needs(
    session: Session, now: datetime
) -> None:
    posts = [post(key=f"p{n}", main_duties="mot " * 500) for n in range(15)]
    reader = document(
        session,
        now,
        experience={"no_experience": False, "posts": posts},
        ilo_experience={"ilo_employed": "yes", "ilo_posts": [ilo_post()]},
    )
    assert words_of(reader).count("mot") == 15 * 500
    assert 5 < len(reader.pages) < 40
