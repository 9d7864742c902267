"""Whether a degree is an advanced one: master's or doctorate, obtained, accredited (R13, R14)."""

from enum import StrEnum

from ilojobs_app.core.i18n import _
from ilojobs_app.institutions.models import Status
from ilojobs_app.profile.fields import Values

ADVANCED_LEVELS = frozenset({"master", "doctorate"})


class Standing(StrEnum):
    """What the rule makes of a degree. TO_BE_VERIFIED is neither an acceptance nor a refusal."""

    ADVANCED = "advanced"
    NOT_ADVANCED = "not_advanced"
    IN_PROGRESS = "in_progress"
    NOT_ACCREDITED = "not_accredited"
    TO_BE_VERIFIED = "to_be_verified"


_BY_STATUS = {
    Status.LISTED: Standing.ADVANCED,
    Status.NOT_LISTED: Standing.NOT_ACCREDITED,
    Status.TO_BE_VERIFIED: Standing.TO_BE_VERIFIED,
}


def standing(degree: Values, status: Status) -> Standing:
    """Judge a degree by its level and the status of its institution.

    An institution that is not in our list (*Autres) has the status to be verified: only an import
    of the WHED or of UNESCO's list can say more (R13).
    """
    if degree.get("level") not in ADVANCED_LEVELS:
        return Standing.NOT_ADVANCED
    if degree.get("in_progress") is True and status is not Status.NOT_LISTED:
        return Standing.IN_PROGRESS
    return _BY_STATUS[status]


def words(value: Standing) -> str:
    """Say it in the current language."""
    return {
        Standing.ADVANCED: _("Diplôme universitaire supérieur"),
        Standing.NOT_ADVANCED: _("N'est pas un diplôme universitaire supérieur"),
        Standing.IN_PROGRESS: _(
            "Diplôme en préparation : il comptera une fois obtenu, si l'établissement est accrédité"
        ),
        Standing.NOT_ACCREDITED: _(
            "Ne compte pas : l'établissement ne figure ni dans la WHED ni dans la liste de l'UNESCO"
        ),
        Standing.TO_BE_VERIFIED: _("À vérifier : l'accréditation de l'établissement"),
    }[value]
