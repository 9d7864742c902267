"""The profile as a PDF: tagged, in the reader's language, nothing confidential, nothing executed."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from sqlmodel import Session
from typst import Fonts

from ilojobs_app.core import pdf
from ilojobs_app.profile.document import TEMPLATE, profile_document
from ilojobs_app.profile.fields import StepData
from ilojobs_app.profile.service import complete_profile
from tests.factories.accounts import make_account
from tests.factories.profile import (
    NEEDS,
    degree,
    ilo_post,
    make_complete_profile,
    personal,
    post,
    reference,
)
from tests.factories.texts import HOSTILE

EMAIL = "aissata.diallo@example.org"


def data_of(session: Session, now: datetime, language: str = "fr", **steps: Any) -> dict[str, Any]:
    account_id = make_account(session).id
    assert account_id is not None
    make_complete_profile(session, account_id, now, **steps)
    profile = complete_profile(session, account_id=account_id)
    assert profile
    return profile_document(session, profile=profile, email=EMAIL, language=language, now=now)


def document(session: Session, now: datetime, language: str = "fr", **steps: Any) -> PdfReader:
    data = data_of(session, now, language, **steps)
    return PdfReader(BytesIO(pdf.render_pdf(TEMPLATE, data)))


def experience(*posts: StepData) -> StepData:
    return {"no_experience": False, "posts": list(posts)}


def in_order(text: str, wanted: Iterable[str]) -> bool:
    places = [text.index(words) for words in wanted]
    return places == sorted(places)


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def pages_of(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def fonts_of(reader: PdfReader) -> set[str]:
    """Name the families that are used, without the prefix of a subset."""
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return {font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0] for font in fonts}


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
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert (
        reader.metadata.title
        == {
            "fr": "Aïssata Diallo – Profil de candidat(e)",
            "en": "Aïssata Diallo – Candidate profile",
        }[language]
    )
    assert reader.metadata.author == "Aïssata Diallo"


def test_it_begins_with_name_address_and_telephone(session: Session, now: datetime) -> None:
    text = words_of(document(session, now))
    assert in_order(
        text,
        ("Aïssata Diallo", EMAIL, "+221 77 123 45 67", "12, rue Carnot, 11000 Dakar, Sénégal"),
    )
    assert text.index("Sénégal") < text.index("Expérience professionnelle")


def test_posts_at_the_ilo_and_elsewhere_are_one_career_newest_first(
    session: Session, now: datetime
) -> None:
    posts = [
        post(key="old", job_title="Ancien", start="2012-01", end="2013-06"),
        post(key="early", job_title="Janvier", start="2018-01", end="2020-01"),
        post(key="late", job_title="Décembre", start="2017-01", end="2020-12"),
        post(key="current", job_title="Actuel", start="2010-01", end="", current=True),
    ]
    at_ilo = ilo_post(job_title="Intermédiaire", start="2014-01", end="2016-12")
    degrees = [
        degree(key="a", degree_title="Licence ancienne", start="2004-10", obtained="2007-06"),
        degree(key="b", degree_title="Doctorat en cours", start="2006-10", in_progress=True),
        degree(key="c", degree_title="Maîtrise", start="2003-10", obtained="2007-09"),
    ]
    text = words_of(
        document(
            session,
            now,
            experience=experience(*posts),
            ilo_experience={"ilo_employed": "yes", "ilo_posts": [at_ilo]},
            education={"degrees": degrees},
        )
    )
    assert in_order(text, ("Actuel", "Décembre", "Janvier", "Intermédiaire", "Ancien"))
    assert in_order(text, ("Doctorat en cours", "Maîtrise", "Licence ancienne"))
    assert "depuis janvier 2010" in text
    assert "Bureau international du Travail, Bureau de l’OIT à Dakar, Dakar, Sénégal" in (
        text.replace("'", "’")
    )


def test_what_is_not_given_leaves_no_heading(session: Session, now: datetime) -> None:
    reader = document(
        session,
        now,
        personal=personal(postal_code=""),
        experience={"no_experience": True, "posts": []},
    )
    text = words_of(reader)
    assert "12, rue Carnot, Dakar, Sénégal" in text
    for words in ("Expérience", "Références", "Tâches principales"):
        assert words not in text


def test_answers_for_the_office_only_are_not_in_it(session: Session, now: datetime) -> None:
    reader = document(
        session,
        now,
        personal=personal(
            former_names="Nomdavant",
            nationality_2="FR",
            relatives="yes",
            relative_name="Cousine Secrète",
            relative_relation="sibling",
        ),
        experience=experience(post(leaving_reason="Un conflit")),
        references={
            "references": [
                reference(key="r1", name="Joignable", email="oui@example.org"),
                reference(
                    key="r2", name="Discrète", email="non@example.org", may_be_contacted="no"
                ),
            ]
        },
    )
    text = words_of(reader)
    for words in ("Nomdavant", "1990", "Femme", "Nationalité", "Secrète", "conflit", "non@"):
        assert words not in text
    for words in ("Joignable", "oui@example.org", "Discrète"):
        assert words in text


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "Ɗanɓatta Ƙwarai Ɛkɔ Ŋmɛ ɣ",
        "Nguyễn Thị Ước",
        "Ελένη Παπαδοπούλου",
        "Ольга Щербакова",
        "Ғалия Әлібек Ўткир Ҷамшед",
        "Þórður Guðmundsdóttir",
        "e\u0301 s\u0323\u0307",
    ],
)
def test_every_alphabet_of_the_product_s_type_is_in_it(
    session: Session, now: datetime, name: str
) -> None:
    posts = [post(job_title=name, main_duties=name)]
    reader = document(
        session, now, personal=personal(last_name=name), experience=experience(*posts)
    )
    assert fonts_of(reader) <= {"NotoSans", "Overpass"}
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.parametrize("name", ["محمد", "王小明", "สมชาย", "አበበ", "\U00010330\U0001f600"])
def test_a_name_in_any_script_is_in_the_text_of_the_page(
    session: Session, now: datetime, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A machine without any font of its own.
    monkeypatch.setattr(pdf, "_fonts", lambda: Fonts(False, True, [pdf.FONTS]))
    reader = document(session, now, personal=personal(first_names=name))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "Diallo" in words_of(reader)
    assert reader.metadata
    assert name in str(reader.metadata.title)


def test_a_long_address_is_copied_as_it_is(session: Session, now: datetime) -> None:
    email = "une.tres.longue.adresse.electronique@organisation.example.org"
    reader = document(session, now, references={"references": [reference(email=email)]})
    assert email in words_of(reader)


def test_a_line_does_not_begin_with_what_ends_one(session: Session, now: datetime) -> None:
    words = " ".join("m" * (n % 7 + 1) + " ;" for n in range(200))
    duties = f"{words}\n12 % « cité » 2 000"
    text = "".join(
        pages_of(document(session, now, experience=experience(post(main_duties=duties))))
    )
    lines = [line.strip() for line in text.splitlines()]
    assert any(line.endswith(";") for line in lines)
    assert not [line for line in lines if line.startswith((";", "%", "»"))]
    assert "12\u00a0% «\u00a0cité\u00a0» 2\u00a0000" in text


@pytest.mark.parametrize("lines", range(1, 46, 4))
def test_nothing_that_fits_on_a_page_is_torn_over_two(
    session: Session, now: datetime, lines: int
) -> None:
    def told(number: int, length: int) -> StepData:
        duties = "\n".join(["une ligne"] * length)
        title, end = f"Début-{number}-", f"Fin-{number}-"
        return post(key=f"p{number}", job_title=title, main_duties=duties, main_achievements=end)

    posts = [told(n, length) for n, length in enumerate((lines, 3, 40, 12, 1, 25, 7))]
    degrees = [
        degree(
            key=f"d{n}",
            degree_title=f"Début-d{n}-",
            main_field="law",
            institution_name=f"Fin-d{n}-",
        )
        for n in range(5)
    ]
    pages = pages_of(
        document(session, now, experience=experience(*posts), education={"degrees": degrees})
    )
    for key in [*range(len(posts)), *(f"d{n}" for n in range(5))]:
        assert [f"Début-{key}-" in p for p in pages] == [f"Fin-{key}-" in p for p in pages]
    for title, first in (("Expérience professionnelle", "Début-0-"), ("Formation", "Début-d0-")):
        assert [title in p for p in pages] == [first in p for p in pages]


def test_only_what_is_longer_than_a_page_goes_on_over_the_next(
    session: Session, now: datetime
) -> None:
    posts = [
        post(
            key="long", job_title="Début", main_duties="\n".join("a" * 160), main_achievements="Fin"
        ),
        post(key="next", start="2001-01", end="2002-01", job_title="Suivant"),
    ]
    pages = pages_of(document(session, now, experience=experience(*posts)))
    assert "Début" in pages[0]
    assert [n for n, page in enumerate(pages) if "Fin" in page] == [2]
    assert "Suivant" in pages[2]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_says_whose_it_is_and_its_number(
    session: Session, now: datetime, language: str
) -> None:
    posts = [post(key=f"p{n}", main_duties="mot " * 450) for n in range(5)]
    pages = pages_of(document(session, now, language, experience=experience(*posts)))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        foot = "\n".join(page.splitlines()[-2:])
        assert "Aïssata Diallo" in foot
        assert f"{number} / {len(pages)}" in foot


def test_accommodation_needs_are_not_in_it(session: Session, now: datetime) -> None:
    assert NEEDS not in words_of(document(session, now))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(session: Session, now: datetime, text: str) -> None:
    reader = document(
        session,
        now,
        personal=personal(address=text),
        experience=experience(post(main_duties=text, job_title=text)),
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
    reader = document(session, now, experience=experience(*posts))
    lines = "".join(page.extract_text() for page in reader.pages).splitlines()
    assert max(len(line) for line in lines if "xxx" in line) < 200


def test_the_fullest_profile_fits_on_as_many_pages_as_it_needs(
    session: Session, now: datetime
) -> None:
    posts = [post(key=f"p{n}", main_duties="mot " * 500) for n in range(15)]
    reader = document(
        session,
        now,
        experience=experience(*posts),
        ilo_experience={"ilo_employed": "yes", "ilo_posts": [ilo_post()]},
    )
    assert words_of(reader).count("mot") == 15 * 500
    assert 5 < len(reader.pages) < 40
