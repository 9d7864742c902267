"""What a notice asks for, held against what a profile shows: advice, never a barrier (B6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import _, language, ngettext
from ilojobs_app.institutions.models import Status
from ilojobs_app.profile import degrees
from ilojobs_app.profile.degrees import Standing
from ilojobs_app.profile.evidence import DegreeEvidence, Evidence
from ilojobs_app.profile.summary import duration
from ilojobs_app.vacancies.requirements import Degree, LanguageRequirement, Requirements

# Which levels of `degree_levels` are at least the one that a notice asks for.
_UNIVERSITY = frozenset({"bachelor", "master", "doctorate"})
_ENOUGH = {
    Degree.BACHELOR: _UNIVERSITY,
    Degree.TECHNICAL: _UNIVERSITY | {"technical", "postgraduate"},
    Degree.SECONDARY: _UNIVERSITY | {"technical", "postgraduate", "secondary"},
}


class Outcome(StrEnum):
    """What the profile shows of one requirement. TO_BE_VERIFIED is neither yes nor no (R13)."""

    MET = "met"
    TO_BE_VERIFIED = "to_be_verified"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class Finding:
    """One requirement in words, what the profile shows of it, and why."""

    asked: str
    outcome: Outcome
    reason: str


def compare(requirements: Requirements, shown: Evidence) -> tuple[Finding, ...]:
    """Compare in the current language; nothing for what the notice does not state."""
    found: list[Finding] = []
    if requirements.degree is Degree.ADVANCED:
        found.append(_advanced(shown.degrees))
    elif requirements.degree:
        found.append(_degree(requirements.degree, shown.degrees))
    if requirements.years:
        found.append(_experience(requirements.years, shown.months))
    return (*found, *_languages(requirements.languages, shown.languages))


def _advanced(shown: Sequence[DegreeEvidence]) -> Finding:
    asked = _("Diplôme universitaire supérieur (master ou doctorat)")
    by_standing = {one.standing: one for one in reversed(shown)}
    if best := by_standing.get(Standing.ADVANCED):
        return Finding(asked, Outcome.MET, _named(best))
    if best := by_standing.get(Standing.TO_BE_VERIFIED):
        return Finding(asked, Outcome.TO_BE_VERIFIED, _to_be_verified(best))
    for standing in (Standing.IN_PROGRESS, Standing.NOT_ACCREDITED):
        if best := by_standing.get(standing):
            return Finding(asked, Outcome.NOT_SHOWN, _named(best, degrees.words(standing)))
    if any(one.level == "postgraduate" for one in shown):
        reason = _("Un certificat ou un diplôme d'études supérieures n'en est pas un.")
    else:
        reason = _("Votre profil n'indique ni master ni doctorat.")
    return Finding(asked, Outcome.NOT_SHOWN, reason)


def _degree(wanted: Degree, shown: Sequence[DegreeEvidence]) -> Finding:
    asked = _("%(degree)s au moins") % {"degree": lists.label("degree_levels", wanted)}
    enough = [one for one in shown if one.level in _ENOUGH[wanted] and not one.in_progress]
    # Who studies for more has been to school already.
    if wanted is Degree.SECONDARY:
        enough += [one for one in shown if one.in_progress and one.level != wanted]
    if wanted is not Degree.BACHELOR and enough:
        # Accreditation is asked of universities.
        return Finding(asked, Outcome.MET, _named(enough[0]))
    by_status = {one.status: one for one in reversed(enough)}
    if best := by_status.get(Status.LISTED):
        return Finding(asked, Outcome.MET, _named(best))
    if best := by_status.get(Status.TO_BE_VERIFIED):
        return Finding(asked, Outcome.TO_BE_VERIFIED, _to_be_verified(best))
    if best := by_status.get(Status.NOT_LISTED):
        words = degrees.words(Standing.NOT_ACCREDITED)
        return Finding(asked, Outcome.NOT_SHOWN, _named(best, words))
    reason = _("Votre profil n'indique aucun diplôme obtenu de ce niveau.")
    return Finding(asked, Outcome.NOT_SHOWN, reason)


def _named(degree: DegreeEvidence, words: str = "") -> str:
    title = degree.title or lists.label("degree_levels", degree.level)
    return _("%(degree)s : %(words)s") % {"degree": title, "words": words} if words else title


def _to_be_verified(degree: DegreeEvidence) -> str:
    return _named(degree, _("l'accréditation de l'établissement est à vérifier."))


def _experience(years: int, months: int) -> Finding:
    asked = ngettext("Expérience : %(n)d an au moins", "Expérience : %(n)d ans au moins", years) % {
        "n": years
    }
    if not months:
        return Finding(asked, Outcome.NOT_SHOWN, _("Votre profil n'indique aucun emploi daté."))
    reason = _("Votre profil indique %(duration)s, chevauchements comptés une fois.")
    outcome = Outcome.MET if months >= 12 * years else Outcome.NOT_SHOWN
    return Finding(asked, outcome, reason % {"duration": duration(months)})


def _languages(asked: Sequence[LanguageRequirement], shown: Mapping[str, str]) -> Iterator[Finding]:
    rank = {option.code: place for place, option in enumerate(lists.options("language_levels"))}

    def suits(requirement: LanguageRequirement) -> list[str]:
        return [
            code
            for code in requirement.any_of
            if code in shown and rank[shown[code]] >= rank[requirement.level]
        ]

    taken = _assign([suits(requirement) for requirement in asked])
    for place, requirement in enumerate(asked):
        words = _language_asked(requirement)
        if place in taken:
            yield Finding(words, Outcome.MET, _language_shown(taken[place], shown))
        else:
            used = {code for code in suits(requirement) if code in taken.values()}
            yield Finding(words, Outcome.NOT_SHOWN, _language_missing(requirement, shown, used))


def _assign(choices: Sequence[Sequence[str]]) -> dict[int, str]:
    """Give as many places as possible a language of its own (augmenting paths)."""
    owner: dict[str, int] = {}

    def place(at: int, tried: set[str]) -> bool:
        for code in choices[at]:
            if code not in tried:
                tried.add(code)
                if code not in owner or place(owner[code], tried):
                    owner[code] = at
                    return True
        return False

    for at in range(len(choices)):
        place(at, set())
    return {at: code for code, at in owner.items()}


def _language_asked(requirement: LanguageRequirement) -> str:
    names = [lists.label("languages", code) for code in requirement.any_of]
    if language() == "fr":
        # Inside a sentence, French writes languages small.
        names[1:] = [name[:1].lower() + name[1:] for name in names[1:]]
    *most, last = names
    any_of = _("%(some)s ou %(other)s") % {"some": ", ".join(most), "other": last} if most else last
    level = lists.label("language_levels", requirement.level)
    return _("%(languages)s : niveau « %(level)s » au moins") % {
        "languages": any_of,
        "level": level,
    }


def _language_shown(code: str, shown: Mapping[str, str]) -> str:
    return _("%(language)s : « %(level)s » dans votre profil.") % {
        "language": lists.label("languages", code),
        "level": lists.label("language_levels", shown[code]),
    }


def _language_missing(
    requirement: LanguageRequirement, shown: Mapping[str, str], used: set[str]
) -> str:
    if used:
        names = ", ".join(sorted(lists.label("languages", code) for code in used))
        return _("%(languages)s : compte déjà pour une autre langue demandée.") % {
            "languages": names
        }
    known = [code for code in requirement.any_of if code in shown]
    if known:
        return " ".join(_language_shown(code, shown) for code in known)
    return _("Votre profil ne l'indique pas.")
