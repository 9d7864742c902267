"""The self-check of a candidate on a notice (B6): read by them alone, kept nowhere."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from ilojobs_app.applications.comparing import Finding, compare
from ilojobs_app.applications.profile_check import check_profile
from ilojobs_app.profile.evidence import evidence
from ilojobs_app.profile.service import current_data
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.requirements import Requirements


@dataclass(frozen=True)
class SelfCheck:
    """What a notice asks for against a profile.

    Args:
        is_saved: the saved profile was compared, as an application would contain it; else what is
            typed so far.
        has_drafts: something was typed since it was saved, and was not compared.
    """

    findings: tuple[Finding, ...]
    is_saved: bool
    has_drafts: bool


def self_check(
    session: Session, *, account_id: int, vacancy: Vacancy, now: datetime
) -> SelfCheck | None:
    """Compare in the current language; None where the notice states nothing to compare."""
    try:
        asked = Requirements.model_validate(vacancy.requirements or {})
    except ValidationError:
        # A list was replaced since the import: no advice, and the notice all the same.
        return None
    profile = check_profile(session, account_id=account_id, now=now)
    data = profile.copy.data if profile.copy else current_data(session, account_id=account_id)
    findings = compare(asked, evidence(session, data=data, today=now.date()))
    if not findings:
        return None
    return SelfCheck(findings, is_saved=profile.copy is not None, has_drafts=profile.has_drafts)
