"""The self-check: each requirement is met, not shown, or to be verified, with its reason (B6)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilojobs_app.applications.comparing import Outcome, compare
from ilojobs_app.core.i18n import LANGUAGES, use_language
from ilojobs_app.institutions.models import Status
from ilojobs_app.profile.degrees import standing
from ilojobs_app.profile.evidence import DegreeEvidence, Evidence
from ilojobs_app.vacancies.requirements import Requirements

LISTED, NOT_LISTED, TO_BE_VERIFIED = Status.LISTED, Status.NOT_LISTED, Status.TO_BE_VERIFIED
LEVELS = ("none", "basic", "intermediate", "advanced", "fluent")


def degree(level: str, status: Status = LISTED, *, in_progress: bool = False) -> DegreeEvidence:
    values = {"level": level, "in_progress": in_progress}
    return DegreeEvidence("Mon diplôme", level, in_progress, status, standing(values, status))


def shown(*degrees: DegreeEvidence, months: int = 0, **languages: str) -> Evidence:
    return Evidence(degrees, months, languages)


def outcomes(asked: dict[str, Any], evidence: Evidence) -> list[Outcome]:
    return [f.outcome for f in compare(Requirements.model_validate(asked), evidence)]


@pytest.mark.parametrize(
    ("wanted", "degrees", "outcome"),
    [
        ("advanced", [degree("master")], Outcome.MET),
        ("advanced", [degree("doctorate")], Outcome.MET),
        ("advanced", [degree("master", NOT_LISTED)], Outcome.NOT_SHOWN),
        ("advanced", [degree("master", TO_BE_VERIFIED)], Outcome.TO_BE_VERIFIED),
        ("advanced", [degree("master", in_progress=True)], Outcome.NOT_SHOWN),
        ("advanced", [degree("postgraduate")], Outcome.NOT_SHOWN),
        ("advanced", [degree("bachelor")], Outcome.NOT_SHOWN),
        ("advanced", [], Outcome.NOT_SHOWN),
        ("advanced", [degree("master", NOT_LISTED), degree("master")], Outcome.MET),
        (
            "advanced",
            [degree("master", NOT_LISTED), degree("master", TO_BE_VERIFIED)],
            Outcome.TO_BE_VERIFIED,
        ),
        ("bachelor", [degree("bachelor")], Outcome.MET),
        ("bachelor", [degree("doctorate")], Outcome.MET),
        ("bachelor", [degree("bachelor", TO_BE_VERIFIED)], Outcome.TO_BE_VERIFIED),
        ("bachelor", [degree("bachelor", NOT_LISTED)], Outcome.NOT_SHOWN),
        ("bachelor", [degree("bachelor", in_progress=True)], Outcome.NOT_SHOWN),
        ("bachelor", [degree("technical"), degree("postgraduate")], Outcome.NOT_SHOWN),
        ("technical", [degree("technical", TO_BE_VERIFIED)], Outcome.MET),
        ("technical", [degree("secondary")], Outcome.NOT_SHOWN),
        ("secondary", [degree("secondary", TO_BE_VERIFIED)], Outcome.MET),
        ("secondary", [degree("bachelor", in_progress=True)], Outcome.MET),
        ("secondary", [degree("secondary", in_progress=True)], Outcome.NOT_SHOWN),
        ("secondary", [], Outcome.NOT_SHOWN),
    ],
)
def test_degrees(wanted: str, degrees: list[DegreeEvidence], outcome: Outcome) -> None:
    assert outcomes({"degree": wanted}, shown(*degrees)) == [outcome]


@pytest.mark.parametrize(
    ("years", "months", "expected"),
    [(5, 60, [Outcome.MET]), (5, 59, [Outcome.NOT_SHOWN]), (1, 0, [Outcome.NOT_SHOWN]), (0, 0, [])],
)
def test_experience(years: int, months: int, expected: list[Outcome]) -> None:
    assert outcomes({"years": years}, shown(months=months)) == expected


def languages(*asked: tuple[str, str]) -> dict[str, Any]:
    return {"languages": [{"any_of": codes.split(), "level": level} for codes, level in asked]}


def test_each_language_asked_for_is_one_of_its_own() -> None:
    asked = languages(("en fr", "fluent"), ("en es fr", "intermediate"))
    met, missing = Outcome.MET, Outcome.NOT_SHOWN
    assert outcomes(asked, shown(fr="fluent")) == [met, missing]
    assert outcomes(asked, shown(fr="fluent", en="intermediate")) == [met, met]
    assert outcomes(asked, shown(fr="advanced", en="advanced")) == [missing, met]
    # The first could take either: it must not take the only one that the second can have.
    greedy = languages(("en fr", "basic"), ("en", "basic"))
    assert outcomes(greedy, shown(en="fluent", fr="fluent")) == [met, met]


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(("en", "fr", "es")), min_size=1, unique=True),
            st.sampled_from(LEVELS),
        ),
        max_size=4,
    ),
    st.dictionaries(st.sampled_from(("en", "fr", "es")), st.sampled_from(LEVELS)),
)
def test_as_many_languages_are_met_as_can_be(
    asked: list[tuple[list[str], str]], known: dict[str, str]
) -> None:
    def best(rest: list[tuple[list[str], str]], left: frozenset[str]) -> int:
        if not rest:
            return 0
        (any_of, level), *others = rest
        fit = [c for c in any_of if c in left and LEVELS.index(known[c]) >= LEVELS.index(level)]
        return max(best(others, left), *(1 + best(others, left - {c}) for c in fit), 0)

    wanted = languages(*((" ".join(any_of), level) for any_of, level in asked))
    assert outcomes(wanted, shown(**known)).count(Outcome.MET) == best(asked, frozenset(known))


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_said_in_the_reader_s_language(language: str) -> None:
    asked = {"degree": "advanced", "years": 7} | languages(("en fr", "fluent"), ("fr", "basic"))
    evidence = shown(degree("master", TO_BE_VERIFIED), months=54, fr="fluent", en="basic")
    with use_language(language):
        found = compare(Requirements.model_validate(asked), evidence)
    text = " | ".join(f"{finding.asked} ({finding.reason})" for finding in found)
    wanted = {
        "fr": ("à vérifier", "7 ans au moins", "4 ans 6 mois", "Anglais ou Français"),
        "en": ("to be verified", "at least 7 years", "4 years 6 months", "English or French"),
    }[language]
    for words in wanted:
        assert words.lower() in text.lower()


def test_nothing_is_said_of_what_is_not_asked() -> None:
    assert outcomes({}, shown(degree("master"), months=600, fr="fluent")) == []
