"""Any text is kept as text: cleaned, stored, read again, escaped where it is shown."""

from datetime import datetime

import pytest
from sqlmodel import Session

from ilojobs_app.core.text import clean
from ilojobs_app.pages.profile_summary_data import profile_summary
from ilojobs_app.profile import service
from ilojobs_app.web.islands import PageRequest
from ilojobs_app.web.principal import Principal
from tests.factories.accounts import make_account
from tests.factories.profile import (
    degree,
    expertise,
    ilo_post,
    make_complete_profile,
    personal,
    post,
    reference,
)
from tests.factories.texts import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_stored_and_shown_as_text(
    session: Session, now: datetime, text: str
) -> None:
    account_id = make_account(session).id
    assert account_id is not None
    make_complete_profile(
        session,
        account_id,
        now,
        personal=personal(first_names=text, address=text, accommodation_needs=text),
        experience={"posts": [post(job_title=text, main_duties=text)]},
        ilo_experience={"ilo_employed": "yes", "ilo_posts": [ilo_post(department=text)]},
        education={"degrees": [degree(degree_title=text, institution_name=text)]},
        expertise={"expertise": [expertise()]},
        references={"references": [reference(name=text, title=text)]},
    )
    session.expire_all()
    copy = service.complete_profile(session, account_id=account_id)
    assert copy
    assert copy.data["experience"]["posts"][0]["main_duties"] == clean(text)
    html = profile_summary(
        PageRequest(
            language="fr",
            method="GET",
            path="/profile/summary",
            parameters={},
            query={},
            form={},
            principal=Principal(account_id, 1, text, "Diallo", "awa@example.org"),
            browser="",
            address="",
            session=session,
            now=now,
        )
    ).html
    html.encode("utf-8")
    for tag in ("<script", "<img", "<svg onload"):
        assert tag not in html
    assert not set("\x00\x1b\u202e\u2066") & set(html)
