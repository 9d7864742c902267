"""Words of a notice, folded, so that accents, case and punctuation never hide a vacancy."""

from ilojobs_app.core import lists
from ilojobs_app.core.text import fold, visible
from ilojobs_app.vacancies.models import Vacancy

WORDS_MAX = 12


def search_text(vacancy: Vacancy, language: str) -> str:
    """Give all that a keyword may match in one language, folded, with a space at both ends."""
    return f" {_folded(written_text(vacancy, language))} "


def written_text(vacancy: Vacancy, language: str) -> str:
    """Give the same as it is written."""
    texts = ("title", "duty_station", "department", "unit", "summary")
    country = lists.label("territories", vacancy.country, language) if vacancy.country else ""
    parts = [
        str(vacancy.job_id),
        vacancy.vacancy_number or "",
        vacancy.grade,
        country,
        *(vacancy.text(name, language) for name in texts),
        *(section["text"] for section in vacancy.body(language)),
    ]
    return " ".join(parts)


def words(query: str) -> list[str]:
    """Give the folded words of a query; each finds what begins with one of its `forms`."""
    return _folded(query[:200]).split()[:WORDS_MAX]


def _folded(text: str) -> str:
    # Notices are in French and English, where a U+200B that was pasted parts no words.
    return fold(visible(text))


def place_code(duty_station_en: str) -> str:
    """Give the name of a duty station in an address, the same in both languages."""
    return fold(duty_station_en).replace(" ", "-")
