"""What may follow what in the life of an application."""

from collections.abc import Mapping

from ilojobs_app.applications.models import Application, Status

FOLLOWERS: Mapping[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED}),
    Status.SUBMITTED: frozenset(),
}


class WrongTransition(Exception):
    """A status cannot follow the present one: the verb forgot to look, a fault of the program."""


def may_become(present: Status, wanted: Status) -> bool:
    """Say whether an application may go from one status to another."""
    return wanted in FOLLOWERS[present]


def move_to(application: Application, wanted: Status) -> None:
    """Give an application its next status.

    Raises:
        WrongTransition: it may not have it.
    """
    if not may_become(application.status, wanted):
        raise WrongTransition(f"{application.status} to {wanted}")
    application.status = wanted
