"""The sealed copy (B1): everything as it was read at submission, with its digest.

Shape of `content`:
    format          1
    application     number, submitted_at, letter_decision, seconded, personnel_number
    candidate       account's e-mail address
    profile         data, version, saved_at, and the sections as read in `fr` and `en`
    letter          text; empty when there is none
    consent         proof of the last accepted statement, or None
    notice          as `vacancies.notice.notice_copy`, in both languages
Instants are ISO 8601 in UTC. Confidential accommodation needs are nowhere in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from ilojobs_app.accounts.models import Account
from ilojobs_app.applications.models import Application, SealedCopy
from ilojobs_app.consent.models import Choice, Consent
from ilojobs_app.core.i18n import LANGUAGES
from ilojobs_app.profile.summary import summary
from ilojobs_app.profile.views import ProfileCopy
from ilojobs_app.vacancies.models import Vacancy
from ilojobs_app.vacancies.notice import notice_copy

FORMAT = 1


def canonical(content: Mapping[str, Any]) -> bytes:
    """Give the one form of a content that is digested: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(content: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a content in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def is_intact(copy: SealedCopy) -> bool:
    """Say whether a copy is still what was sealed."""
    return digest(copy.content) == copy.sha256


def seal(
    session: Session,
    *,
    application: Application,
    account: Account,
    profile: ProfileCopy,
    vacancy: Vacancy,
    now: datetime,
) -> SealedCopy:
    """Seal a submitted application in the caller's transaction."""
    content = {
        "format": FORMAT,
        "application": {
            "number": application.number,
            "submitted_at": now.isoformat(),
            "letter_decision": application.letter_decision,
            "seconded": application.seconded,
            "personnel_number": application.personnel_number,
        },
        "candidate": {"email": account.email},
        "profile": _profile(session, profile, now),
        "letter": application.letter,
        "consent": _consent(session, application.account_id),
        "notice": notice_copy(vacancy),
    }
    # Read back, so that what is kept has the very types that a later check reads.
    content = json.loads(canonical(content))
    copy = SealedCopy(
        application_id=application.number,
        content=content,
        sha256=digest(content),
        sealed_at=now,
    )
    session.add(copy)
    session.flush()
    return copy


def _profile(session: Session, profile: ProfileCopy, now: datetime) -> dict[str, Any]:
    read: dict[str, Any] = {
        language: [
            asdict(section)
            for section in summary(session, data=profile.data, language=language, today=now.date())
        ]
        for language in LANGUAGES
    }
    return {
        "data": profile.data,
        "version": profile.version,
        "saved_at": profile.saved_at.isoformat(),
        **read,
    }


def _consent(session: Session, account_id: int) -> dict[str, Any] | None:
    accepted = session.exec(
        select(Consent)
        .where(Consent.account_id == account_id, Consent.choice == Choice.ACCEPTED)
        .order_by(col(Consent.chosen_at).desc(), col(Consent.id).desc())
        .limit(1)
    ).first()
    if accepted is None:
        return None
    return {
        "statement": accepted.statement_key,
        "version": accepted.statement_version,
        "sha256": accepted.digest,
        "country": accepted.country,
        "language": accepted.language,
        "opened_at": accepted.opened_at.isoformat(),
        "accepted_at": accepted.chosen_at.isoformat(),
    }
