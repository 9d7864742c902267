"""The profile as it is read, in one language: summary page, review, sealed copy, PDF."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session

from ilojobs_app.core import lists
from ilojobs_app.core.errors import at_field
from ilojobs_app.core.i18n import _, format_date, format_month, ngettext, use_language
from ilojobs_app.profile import degrees
from ilojobs_app.profile.cleaning import clean_step
from ilojobs_app.profile.experience import months
from ilojobs_app.profile.fields import KEY, YES, Entries, Field, Kind, Step, StepData, Values
from ilojobs_app.profile.institution_links import institution_name, institution_status
from ilojobs_app.profile.phones import worded_phone
from ilojobs_app.profile.steps import DATA_STEPS
from ilojobs_app.profile.views import EntryView, Row, SummarySection


def summary(
    session: Session, *, data: Mapping[str, StepData], language: str, today: date
) -> tuple[SummarySection, ...]:
    """Word the profile.

    Args:
        data: `{step: data}` of `complete_profile` or `current_data`; an older one too, which
            may lack questions that were added since.
        today: until when a current post is counted.
    """
    with use_language(language):
        return tuple(
            _section(session, step, clean_step(step, data[step.slug]), today)
            for step in DATA_STEPS
            if step.slug in data
        )


def entry_views(
    session: Session, *, step: Step, data: StepData, today: date
) -> tuple[EntryView, ...]:
    """Word the entries of a step's cleaned data in the current language, in their order."""
    if step.entries is None or not step.entries.asked(data):
        return ()
    return tuple(_entry(session, step.entries, entry, today) for entry in data[step.entries.name])


def duration(number: int) -> str:
    """Word a number of months: « 4 ans 6 mois »."""
    years, rest = divmod(number, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)d an", "%(n)d ans", years) % {"n": years})
    if rest or not years:
        parts.append(ngettext("%(n)d mois", "%(n)d mois", rest) % {"n": rest})
    return " ".join(parts)


def period_words(entries: Entries, entry: StepData) -> str:
    """Word when an entry began and ended: « mars 2017 – août 2021 », « depuis mars 2017 »."""
    if not entries.period:
        return ""
    start, end = (_month(entry[name]) for name in entries.period)
    if start and entry[entries.current]:
        return _("depuis %(month)s") % {"month": start}
    return " – ".join(part for part in (start, end) if part)


def on_one_line(answers: Mapping[str, str]) -> str:
    """Word answers by their labels: « Lire : courant, écrire : avancé »."""
    known = [at_field(label, value) for label, value in answers.items() if value]
    return ", ".join([*known[:1], *(text[0].lower() + text[1:] for text in known[1:])])


def _section(session: Session, step: Step, data: StepData, today: date) -> SummarySection:
    return SummarySection(
        slug=step.slug,
        title=_(step.title),
        rows=_rows(session, step.fields, data),
        entries_title=_(step.entries.title) if step.entries else "",
        entries=entry_views(session, step=step, data=data, today=today),
    )


def _rows(session: Session, fields: tuple[Field, ...], values: Values) -> tuple[Row, ...]:
    """Word the answers; a required one that is missing stays, with nothing in it."""
    rows = []
    for field in fields:
        if not field.asked(values):
            continue
        value = read_value(session, field, values)
        if value or field.required:
            rows.append(Row(_(field.label), value, field.name))
    return tuple(rows)


def read_value(session: Session, field: Field, values: Values) -> str:
    """Word one answer in the current language; empty when there is none."""
    if field.kind is Kind.PHONE:
        return worded_phone(*(values[key] for key in field.keys))
    value = values[field.name]
    if not value:
        return ""
    match field.kind:
        case Kind.SELECT:
            return lists.label(field.options, value)
        case Kind.YES_NO:
            return _("Oui") if value == YES else _("Non")
        case Kind.CHECKBOX:
            return _("Oui")
        case Kind.DATE:
            return _day(value)
        case Kind.MONTH:
            return _month(value)
        case Kind.PERCENTAGE:
            return _("%(n)s %%") % {"n": value}
        case Kind.INSTITUTION:
            return institution_name(session, values)
    return str(value)


def _entry(session: Session, entries: Entries, entry: StepData, today: date) -> EntryView:
    by_name = {field.name: field for field in entries.fields}
    names = [read_value(session, by_name[name], entry) for name in entries.heading]
    place = ", ".join(name for name in names[1:] if name)
    period = period_words(entries, entry)
    shown = {_(by_name[n].label): read_value(session, by_name[n], entry) for n in entries.shown}
    details = [place, period, on_one_line(shown)]
    if entries.timed and (number := months(entry, today)):
        details.append(duration(number))
    if "institution" in by_name and entry["level"]:
        status = institution_status(session, entry)
        details.append(degrees.words(degrees.standing(entry, status)))
    return EntryView(
        key=entry[KEY],
        title=names[0],
        period=period,
        details=tuple(detail for detail in details if detail),
        rows=_rest(entries, _rows(session, entries.fields, entry)),
    )


def _rest(entries: Entries, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give what title and details do not say; what is missing stays."""
    said = {*entries.heading, *entries.shown, *(entries.period or ()), entries.current}
    # The name of an institution that is not in the list depends on one that is said.
    said |= {f.name for f in entries.fields if f.when and f.when.field in entries.heading}
    return tuple(row for row in rows if row.field not in said or not row.value)


def _month(value: str) -> str:
    try:
        return format_month(date.fromisoformat(f"{value}-01"))
    except ValueError:
        return value


def _day(value: str) -> str:
    try:
        return format_date(date.fromisoformat(value))
    except ValueError:
        return value
