"""What the profile's states hold and how they are read, in one look-up a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import _, ngettext
from ilojobs_app.profile import service
from ilojobs_app.profile.career import career
from ilojobs_app.profile.fields import KEY, OTHER, Step, StepData
from ilojobs_app.profile.institution_links import institution_name
from ilojobs_app.profile.pointing import name_of
from ilojobs_app.profile.steps import step
from ilojobs_app.profile.summary import entry_views
from ilojobs_app.profile.views import StepState, StepStatus
from ilojobs_app.web.errors import ErrorView, views_of


@dataclass(frozen=True)
class Card:
    """An entry as its list shows it."""

    key: str
    title: str
    details: list[str]
    remaining: str


@dataclass(frozen=True)
class Status:
    """A line of the stepper. `state`: done, error, todo or current, as the style sheet knows them."""

    slug: str
    state: str
    words: str


@dataclass(frozen=True)
class StepPage:
    """All that a step's page shows when it opens.

    Args:
        is_asked: entries are asked for, given the single fields.
        is_first_needed: they are, at least one, and there is none.
        remarks: on gaps and overlaps, in the steps of experience.
    """

    values: dict[str, Any]
    cards: list[Card]
    is_asked: bool
    is_first_needed: bool
    remarks: list[str]
    statuses: list[Status]


def step_page(session: Session, *, account_id: int, slug: str, now: datetime) -> StepPage:
    """Read a step with its cards and the stepper."""
    data = service.load_step(session, account_id=account_id, slug=slug).data
    wanted = step(slug)
    entries = wanted.entries
    names = {key for field in wanted.fields for key in field.keys}
    is_asked = entries is not None and entries.asked(data)
    cards = cards_of(session, slug, data, now)
    return StepPage(
        values={name: value for name, value in data.items() if name in names},
        cards=cards,
        is_asked=is_asked,
        remarks=_remarks(session, account_id, wanted, now) if is_asked else [],
        is_first_needed=is_asked and entries is not None and not cards and entries.at_least > 0,
        statuses=statuses_of(session, account_id=account_id, here=slug, now=now),
    )


def _remarks(session: Session, account_id: int, wanted: Step, now: datetime) -> list[str]:
    if not (wanted.entries and wanted.entries.timed):
        return []
    data = service.current_data(session, account_id=account_id)
    return list(career(data, now.date()).remarks)


def cards_of(session: Session, slug: str, data: StepData, now: datetime) -> list[Card]:
    """Word the entries of a step; what each still lacks stands beside it."""
    wanted = step(slug).entries
    if wanted is None:
        return []
    kept = data[wanted.name]
    places = {entry[KEY]: place for place, entry in enumerate(kept)}
    views = entry_views(session, step=step(slug), data=data, today=now.date())
    return [
        Card(
            key=view.key,
            title=view.title or _("Sans titre"),
            details=list(view.details),
            remaining=_remaining(
                len(
                    service.check_entry(
                        session,
                        slug=slug,
                        entry=kept[places[view.key]],
                        others=kept[: places[view.key]],
                        now=now,
                    )
                )
            ),
        )
        for view in views
    ]


def entry_problems(
    session: Session, *, account_id: int, slug: str, entry: StepData, now: datetime
) -> list[ErrorView]:
    """Say what the form of an entry lacks, beside the others that are kept."""
    wanted = step(slug).entries
    if wanted is None:
        raise NotFound
    kept = service.load_step(session, account_id=account_id, slug=slug).data[wanted.name]
    others = [other for other in kept if other[KEY] != entry.get(KEY)]
    return views_of(service.check_entry(session, slug=slug, entry=entry, others=others, now=now))


def problems_of(session: Session, *, account_id: int, slug: str, now: datetime) -> list[ErrorView]:
    """Say what a step lacks: each field of its own, and each entry once, by its card's key."""
    wanted = step(slug)
    errors = service.check_draft(session, account_id=account_id, slug=slug, now=now)
    if wanted.entries is None:
        return views_of(errors)
    prefix = f"{wanted.entries.name}."
    own = views_of(error for error in errors if not error.field.startswith(prefix))
    data = service.load_step(session, account_id=account_id, slug=slug).data
    kept = data[wanted.entries.name]
    names = {entry[KEY]: name_of(wanted.entries, kept, place) for place, entry in enumerate(kept)}
    return own + [
        ErrorView(
            card.key, _("%(step)s : %(fix)s") % {"step": names[card.key], "fix": card.remaining}
        )
        for card in cards_of(session, slug, data, now)
        if card.remaining
    ]


def entry_values(session: Session, slug: str, entry: StepData) -> dict[str, Any]:
    """Give an entry for its form; an institution comes with its name."""
    values = dict(entry)
    if "institution" in values:
        chosen = values["institution"]
        values["institution_label"] = (
            _("*Autres") if chosen == OTHER else institution_name(session, values) if chosen else ""
        )
    return values


def statuses_of(session: Session, *, account_id: int, here: str, now: datetime) -> list[Status]:
    """Word the stepper."""
    overview = service.overview(session, account_id=account_id, now=now)
    return [_status(line, here) for line in overview]


def _status(line: StepStatus, here: str) -> Status:
    words = {
        StepState.COMPLETE: _("Facultatif") if line.is_untouched else _("Complet"),
        StepState.INCOMPLETE: _remaining(line.errors),
        StepState.ERROR: _remaining(line.errors),
        StepState.UNVISITED: _("Étape ajoutée depuis") if line.is_added else "",
    }[line.state]
    if line.slug == here:
        return Status(line.slug, "current", words)
    shown = {StepState.COMPLETE: "done", StepState.ERROR: "error"}.get(line.state, "todo")
    return Status(line.slug, shown, words)


def _remaining(errors: int) -> str:
    if not errors:
        return ""
    text = ngettext("%(n)d point à compléter", "%(n)d points à compléter", errors)
    return text % {"n": errors}
