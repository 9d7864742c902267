"""A candidate in any state, in one line: `candidate(profile="complete")`."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from playwright.sync_api import BrowserContext
from sqlmodel import Session

from ilojobs_app.accounts.sessions import begin_session
from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.settings import Settings
from ilojobs_app.web.gate import cookie_names
from tests.e2e.server import Clock, Server
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.applications import make_consent
from tests.factories.profile import make_complete_profile, make_drafts, post

Profile = Literal["none", "draft", "complete"]
# What the draft of a profile lacks: the achievements of its only post (R9).
DRAFT = {"experience": {"no_experience": False, "posts": [post(main_achievements="")]}}


@dataclass(frozen=True)
class Candidate:
    """Who uses the browser."""

    account_id: int
    email: str
    name: str
    password: str = PASSWORD


class Candidates:
    """Makes candidates in the server's database, and signs them in in a browser."""

    def __init__(
        self, server: Server, clock: Clock, context: BrowserContext, language: str
    ) -> None:
        self._server, self._clock = server, clock
        self._context, self._language = context, language

    def __call__(
        self,
        profile: Profile = "none",
        *,
        language: str = "",
        signed_in: bool = True,
        steps: Mapping[str, Any] | None = None,
        **account: Any,
    ) -> Candidate:
        """Make a candidate with an account and this profile.

        Args:
            language: of their mails; that of the test unless given.
            steps: whole steps of the profile instead of the usual ones.
            account: columns of the account.
        """
        language = language or self._language
        with self._server.transaction() as session, use_language(language):
            made = make_account(session, language=language, **account)
            make_consent(session, made)
            assert made.id is not None
            _fill_in(session, made.id, profile, steps or {}, self._clock.now())
            candidate = Candidate(made.id, made.email, f"{made.first_names} {made.last_name}")
        if signed_in:
            self.sign_in(candidate)
        return candidate

    def sign_in(self, candidate: Candidate, context: BrowserContext | None = None) -> None:
        """Open a session for a candidate and give its cookie to a browser."""
        with self._server.transaction() as session:
            secret = begin_session(session, account_id=candidate.account_id, now=self._clock.now())
        name, _browser = cookie_names(Settings(public_url=self._server.url))
        (context or self._context).add_cookies(
            [{"name": name, "value": secret, "url": self._server.url, "httpOnly": True}]
        )


def _fill_in(
    session: Session, account_id: int, profile: Profile, steps: Mapping[str, Any], now: datetime
) -> None:
    if profile == "complete":
        make_complete_profile(session, account_id, now, **steps)
    elif profile == "draft":
        make_drafts(session, account_id, now, **deepcopy({**DRAFT, **steps}))
