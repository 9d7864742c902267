import pytest

from ilojobs_app.applications.models import Application, Status
from ilojobs_app.applications.status import FOLLOWERS, WrongTransition, may_become, move_to


def test_every_status_has_its_followers():
    assert set(FOLLOWERS) == set(Status)


@pytest.mark.parametrize("present", Status)
@pytest.mark.parametrize("wanted", Status)
def test_only_a_draft_is_submitted(present, wanted, now):
    allowed = (present, wanted) == (Status.DRAFT, Status.SUBMITTED)
    application = Application(account_id=1, job_id=1, created_at=now, updated_at=now)
    application.status = present
    assert may_become(present, wanted) is allowed
    if allowed:
        move_to(application, wanted)
        assert application.status is wanted
    else:
        with pytest.raises(WrongTransition):
            move_to(application, wanted)
