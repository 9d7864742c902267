"""One candidate whose clicks, tabs and devices submit at the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from ilojobs_app.applications import service
from ilojobs_app.applications.models import Application, SealedCopy
from ilojobs_app.core.db import transaction
from ilojobs_app.notifications.models import OutboxMail
from tests.factories.applications import letter_form, make_candidate
from tests.factories.vacancies import make_vacancy

CLICKS = 4


@pytest.fixture
def ids(bind, now):
    with transaction(bind) as session:
        return make_candidate(session, now).id, make_vacancy(session).job_id


@pytest.mark.parametrize("has_draft", [False, True])
def test_is_submitted_once_whatever_the_clicks(bind, ids, now, has_draft):
    account_id, job_id = ids
    ask = {"account_id": account_id, "job_id": job_id, "form": letter_form(), "now": now}
    if has_draft:
        with transaction(bind) as session:
            service.save_letter_draft(session, **ask)
    start = Barrier(CLICKS)

    def click(_number):
        start.wait()
        with transaction(bind) as session:
            return service.submit(session, **ask)

    with ThreadPoolExecutor(CLICKS) as pool:
        numbers = set(pool.map(click, range(CLICKS)))

    assert len(numbers) == 1
    with transaction(bind) as session:
        for table in (Application, SealedCopy, OutboxMail):
            assert len(session.exec(select(table)).all()) == 1


def test_the_database_itself_refuses_a_second_application(bind, ids, now):
    account_id, job_id = ids
    row = {"account_id": account_id, "job_id": job_id, "created_at": now, "updated_at": now}
    with pytest.raises(IntegrityError), transaction(bind) as session:
        session.add(Application(**row))
        session.add(Application(**row))


def test_a_number_is_never_given_twice(bind, ids, now):
    account_id, job_id = ids
    row = {"account_id": account_id, "job_id": job_id, "created_at": now, "updated_at": now}
    numbers = []
    for _ in range(2):
        with transaction(bind) as session:
            application = Application(**row)
            session.add(application)
            session.flush()
            numbers.append(application.number)
            session.delete(application)
    assert numbers[0] < numbers[1]
