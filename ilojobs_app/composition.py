"""What the edge needs of the features, handed down so that the edge does not import them."""

from collections.abc import Callable
from typing import Any

from ilojobs_app.accounts import service as accounts
from ilojobs_app.accounts.service import SessionView
from ilojobs_app.web.principal import Principal
from ilojobs_app.web.transact import look_up, transact


def principal_of(view: SessionView | None) -> Principal | None:
    """Give the principal of an open session."""
    if view is None:
        return None
    return Principal(
        account_id=view.account_id,
        session_id=view.session_id,
        first_names=view.first_names,
        last_name=view.last_name,
        email=view.email,
    )


async def principal_by_session(session_id: int) -> Principal | None:
    """Look a session row up again: it may have ended since the last event."""
    return principal_of(await _touched(accounts.session_view, session_id=session_id))


async def session_by_secret(secret: str) -> int | None:
    """Give the row id of the open session that a cookie's secret belongs to."""
    view = await _touched(accounts.open_session, secret=secret)
    return view.session_id if view else None


async def end_session(session_id: int) -> None:
    """Sign out."""
    await transact(accounts.sign_out, session_id=session_id)


async def _touched(verb: Callable[..., SessionView | None], **by: Any) -> SessionView | None:
    view = await look_up(verb, **by)
    if view and view.touch_due:
        await transact(accounts.touch, session_id=view.session_id)
    return view
