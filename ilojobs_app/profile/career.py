"""A career as a whole: total experience, its kinds, and remarks on gaps and overlaps (B6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import _, format_month
from ilojobs_app.profile.experience import (
    gaps,
    length,
    overlaps,
    span,
    total_months,
)
from ilojobs_app.profile.fields import Step, StepData
from ilojobs_app.profile.steps import EXPERIENCE, ILO_EXPERIENCE
from ilojobs_app.profile.summary import duration


@dataclass(frozen=True)
class Career:
    """What posts outside and at the ILO make together, worded.

    Args:
        total: « 4 ans 6 mois »; empty without experience. Overlaps count once.
        by_kind: kind of employer and its own total, in the order of the list.
        remarks: sentences to think about; never errors.
    """

    total: str
    by_kind: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def career(data: Mapping[str, StepData], today: date) -> Career:
    """Word the career that the steps' data show, in the current language."""
    outside, at_ilo = posts_of(data)
    kinds = [
        (
            option.text(),
            total_months([p for p in outside if p["employer_kind"] == option.code], today),
        )
        for option in lists.options("employer_kinds")
    ]
    kinds.append((_("BIT"), total_months(at_ilo, today)))
    posts = [*outside, *at_ilo]
    total = total_months(posts, today)
    return Career(
        total=duration(total) if total else "",
        by_kind=tuple((kind, duration(number)) for kind, number in kinds if number),
        remarks=(*_overlaps(posts, today), *_gaps(posts, today)),
    )


def posts_of(data: Mapping[str, StepData]) -> tuple[list[StepData], list[StepData]]:
    """Give the posts outside the ILO, and those at the ILO."""
    return entries_of(EXPERIENCE, data), entries_of(ILO_EXPERIENCE, data)


def entries_of(step: Step, data: Mapping[str, StepData]) -> list[StepData]:
    """Give the entries of a step, as far as they are asked for."""
    own = data.get(step.slug, {})
    if step.entries is None or not step.entries.asked(own):
        return []
    return list(own.get(step.entries.name, []))


def _overlaps(posts: list[StepData], today: date) -> Iterator[str]:
    named = [
        (str(p["job_title"]) or _("Sans titre"), found) for p in posts if (found := span(p, today))
    ]
    for first, second, shared in overlaps([found for _name, found in named]):
        yield _(
            "« %(first)s » et « %(second)s » se chevauchent pendant %(duration)s : cette période "
            "n'est comptée qu'une fois."
        ) % {
            "first": named[first][0],
            "second": named[second][0],
            "duration": duration(length(shared)),
        }


def _gaps(posts: list[StepData], today: date) -> Iterator[str]:
    for gap in gaps(found for post in posts if (found := span(post, today))):
        yield _(
            "Aucun emploi n'est indiqué de %(start)s à %(end)s (%(duration)s). Si vous travailliez, "
            "ajoutez cet emploi."
        ) % {"start": _month(gap[0]), "end": _month(gap[1]), "duration": duration(length(gap))}


def _month(number: int) -> str:
    return format_month(date(number // 12, number % 12 + 1, 1))
