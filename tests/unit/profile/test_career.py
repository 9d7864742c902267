"""The career as the summary words it: posts outside and at the ILO together (B6)."""

from datetime import date

from ilojobs_app.core.i18n import use_language
from ilojobs_app.profile.career import Career, career
from tests.factories.profile import complete_steps, ilo_post, post

TODAY = date(2026, 11, 22)


def of(posts: list[dict[str, object]], at_ilo: list[dict[str, object]], language: str) -> Career:
    steps = complete_steps(
        experience={"no_experience": False, "posts": posts},
        ilo_experience={"ilo_employed": "yes" if at_ilo else "no", "ilo_posts": at_ilo},
    )
    with use_language(language):
        return career(steps, TODAY)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


def test_posts_everywhere_count_once_and_by_kind() -> None:
    # 54 months outside, 41 at the ILO, adjacent.
    found = of([post()], [ilo_post()], "en")
    assert plain(found.total) == "7 years 11 months"
    assert [kind for kind, _duration in found.by_kind] == ["Non-governmental organization", "ILO"]
    assert found.remarks == ()


def test_overlaps_and_gaps_are_remarked_in_words() -> None:
    second = post(key="p2", job_title="Conseil", start="2021-02", end="2021-12")
    later = post(key="p3", job_title="Étude", start="2023-01", end="2023-02")
    found = of([post(), second, later], [], "fr")
    overlap, gap = map(plain, found.remarks)
    assert "« Chargée de programme, protection sociale » et « Conseil »" in overlap
    assert "7 mois" in overlap
    assert "de janvier 2022 à décembre 2022 (1 an)" in gap


def test_without_experience_there_is_nothing_to_say() -> None:
    assert of([], [], "fr") == Career("", (), ())


def test_posts_that_are_not_asked_for_do_not_count() -> None:
    steps = complete_steps(
        experience={"no_experience": True, "posts": [post()]},
        ilo_experience={"ilo_employed": "no", "ilo_posts": [ilo_post()]},
    )
    with use_language("fr"):
        assert career(steps, TODAY) == Career("", (), ())
