"""What can be done with accounts: one door to the verbs, each of which has its own module."""

from ilojobs_app.accounts.choices import (
    NotificationChoices,
    choose_communications,
    notification_choices,
)
from ilojobs_app.accounts.forms import Registration
from ilojobs_app.accounts.housekeeping import delete_expired
from ilojobs_app.accounts.registration import (
    Confirmation,
    Confirmed,
    LinkUnusable,
    confirm,
    confirm_elsewhere,
    read_confirmation,
    register,
)
from ilojobs_app.accounts.resets import ask_reset, ask_reset_in_turn, check_reset, reset_password
from ilojobs_app.accounts.sessions import (
    SessionView,
    begin_session,
    end_sessions,
    open_session,
    session_view,
    sign_out,
    touch,
)
from ilojobs_app.accounts.sign_in import SignedIn, SignInRefused, sign_in
from ilojobs_app.accounts.throttles import TooManyTries

__all__ = [
    "Confirmation",
    "Confirmed",
    "LinkUnusable",
    "NotificationChoices",
    "Registration",
    "SessionView",
    "SignInRefused",
    "SignedIn",
    "TooManyTries",
    "ask_reset",
    "ask_reset_in_turn",
    "begin_session",
    "check_reset",
    "choose_communications",
    "confirm",
    "confirm_elsewhere",
    "delete_expired",
    "end_sessions",
    "notification_choices",
    "open_session",
    "read_confirmation",
    "register",
    "reset_password",
    "session_view",
    "sign_in",
    "sign_out",
    "touch",
]
