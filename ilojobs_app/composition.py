"""What the edge needs of the features, handed down so that the edge does not import them."""

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
    view = await session_by_id(session_id)
    if view and view.touch_due:
        await touch_session(session_id)
    return principal_of(view)


async def session_by_secret(secret: str) -> int | None:
    """Give the row id of the open session that a cookie's secret belongs to.

    This is not yet use: a page may ask by itself how long its session still lasts.
    """
    view = await look_up(accounts.open_session, secret=secret)
    return view.session_id if view else None


async def end_session(session_id: int) -> None:
    """Sign out."""
    await transact(accounts.sign_out, session_id=session_id)


async def session_by_id(session_id: int) -> SessionView | None:
    """Look a session row up, which is no use of it."""
    return await look_up(accounts.session_view, session_id=session_id)


async def touch_session(session_id: int) -> None:
    """Note that a session is used."""
    await transact(accounts.touch, session_id=session_id)
