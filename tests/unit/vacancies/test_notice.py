import json
from datetime import timedelta

from ilojobs_app.core.i18n import language
from ilojobs_app.vacancies import notice, views
from ilojobs_app.vacancies.notice import Block
from tests.factories.vacancies import NOW, vacancy


def test_lines_are_paragraphs_and_dashes_are_points() -> None:
    text = "Contexte.\n\n- Un\n- Deux\nFin.\n- Trois"
    assert notice.blocks(text) == [
        Block(False, ("Contexte.",)),
        Block(True, ("Un", "Deux")),
        Block(False, ("Fin.",)),
        Block(True, ("Trois",)),
    ]


def test_the_copy_is_plain_json_in_both_languages() -> None:
    made = vacancy(requirements={"degree": "advanced", "years": 7, "languages": []})
    copy = notice.notice_copy(made)
    assert json.loads(json.dumps(copy)) == copy
    assert copy["fr"]["title"] == "Actuaire"
    assert copy["en"]["title"] == "Actuary"
    assert copy["fr"]["duty_station_country"] == "Genève, Suisse"
    assert copy["en"]["duty_station_country"] == "Geneva, Switzerland"
    assert copy["en"]["body"][0]["text"] == "- Assess.\n- Advise."
    assert "heure de Genève" in copy["fr"]["deadline"]
    assert "Geneva time" in copy["en"]["deadline"]
    assert copy["closes_at"] == "2026-12-15T22:59:59+00:00"
    assert copy["requirements"]["years"] == 7
    assert language() == "fr"


def test_work_from_home_has_no_country() -> None:
    made = vacancy(duty_station_fr="À domicile", duty_station_en="Home-based", country=None)
    assert notice.duty_station(made) == "À domicile"


def test_what_is_asked_of_candidates_stands_under_one_heading() -> None:
    keys = ("duties", "education", "experience", "languages", "conditions")
    body = [{"heading": key, "text": key} for key in keys]
    sections = views.notice_of(vacancy(body_fr=body), NOW).sections
    assert [section.anchor for section in sections] == ["duties", "qualifications", "conditions"]
    assert len(sections[1].parts) == 3


def test_a_vacancy_is_new_for_a_week() -> None:
    assert views.row_of(vacancy(published_at=NOW - timedelta(days=7)), NOW).is_new
    assert not views.row_of(vacancy(published_at=NOW - timedelta(days=8)), NOW).is_new


def test_descriptions_fit_search_engines() -> None:
    long = vacancy(summary_fr="Conseiller les pays. " * 40)
    assert len(views.description(long)) <= 160
    assert views.description(long).endswith("…")


def test_markup_in_a_notice_is_shown_as_text() -> None:
    made = vacancy(time_zone="Europe/Zurich", title_fr="<b>Actuaire</b>")
    assert "<strong>" in views.notice_of(made, NOW).apply_until
    assert views.row_of(made, NOW).title == "<b>Actuaire</b>"
