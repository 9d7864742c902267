"""A complete profile as it leaves the site: its answers in words, without what is confidential."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session

from ilojobs_app.core.i18n import _
from ilojobs_app.profile.career import entries_of
from ilojobs_app.profile.cleaning import recency
from ilojobs_app.profile.fields import Field, Kind, Step, StepData
from ilojobs_app.profile.steps import EXPERIENCE, ILO_EXPERIENCE, LANGUAGES
from ilojobs_app.profile.summary import on_one_line, period_words, read_value

Words = dict[str, str]
Entry = tuple[StepData, Words]


class Reader:
    """Words the answers of a profile, field by field, in the current language."""

    def __init__(self, session: Session, data: Mapping[str, StepData]) -> None:
        self._session, self._data = session, data

    def single(self, step: Step) -> Words:
        """Word the single answers of a step."""
        return self._worded(step.fields, self._data[step.slug])

    def entries(self, step: Step) -> list[Entry]:
        """Give the entries of a step, as kept and in words, with their `period`."""
        listed = step.entries
        if listed is None:
            return []
        return [
            (entry, self._worded(listed.fields, entry) | {"period": period_words(listed, entry)})
            for entry in entries_of(step, self._data)
        ]

    def posts(self) -> list[Entry]:
        """Give posts outside and at the ILO as one career, newest first; each names employer and place."""
        outside, at_ilo = EXPERIENCE.entries, ILO_EXPERIENCE.entries
        assert outside and at_ilo
        dated = [
            *(
                (recency(outside, raw), raw, _outside(words))
                for raw, words in self.entries(EXPERIENCE)
            ),
            *(
                (recency(at_ilo, raw), raw, _at_ilo(words))
                for raw, words in self.entries(ILO_EXPERIENCE)
            ),
        ]
        newest_first = sorted(dated, key=lambda post: post[0], reverse=True)
        return [(raw, words) for _when, raw, words in newest_first]

    def languages(self) -> Iterator[tuple[str, str]]:
        """Give each language with what is known of it, the mother tongue first."""
        yield self.single(LANGUAGES)["mother_tongue"], _("Langue maternelle")
        fields = LANGUAGES.entries.fields if LANGUAGES.entries else ()
        skills = [f for f in fields if f.kind is Kind.SELECT and f.name != "language"]
        for _raw, words in self.entries(LANGUAGES):
            yield words["language"], on_one_line({_(f.label): words[f.name] for f in skills})

    def _worded(self, fields: tuple[Field, ...], values: StepData) -> Words:
        return {
            field.name: read_value(self._session, field, values)
            for field in fields
            if not field.confidential and all(key in values for key in field.keys)
        }


def _outside(words: Words) -> Words:
    return {**words, "place": ", ".join((words["city"], words["country"]))}


def _at_ilo(words: Words) -> Words:
    employer = f"{_('Bureau international du Travail')}, {words['department']}"
    return {**words, "employer": employer, "place": words["duty_station"]}
