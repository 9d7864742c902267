"""The end of a pause, as it is sent."""

from datetime import date
from inspect import signature

import pytest

from ilojobs_app.alerts.state.alerts import date_of, pause_until
from ilojobs_app.core.errors import FieldError
from ilojobs_app.core.i18n import use_language


def test_a_day_is_read_and_none_is_none() -> None:
    assert date_of("2027-02-12") == date(2027, 2, 12)
    assert date_of("") is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("2027-02-30", "Février 2027 a 28 jours : vérifiez le jour."),
        ("2027-13-01", "Écrivez le mois en chiffres, de 1 à 12."),
        ("2027-02-", "Indiquez aussi le jour."),
        ("20270212", "Écrivez le jour, le mois et l’année en chiffres."),
        ("demain", "Écrivez le jour, le mois et l’année en chiffres."),
    ],
)
def test_a_day_that_there_is_not_is_named_and_no_pause_without_an_end(sent: str, said: str) -> None:
    with use_language("fr"), pytest.raises(FieldError) as refused:
        date_of(sent)
    assert refused.value.message().replace("\u00a0", " ") == said


def test_a_pause_is_told_what_time_it_is() -> None:
    """`web.transact` gives `now` to what names it, and to nothing else."""
    assert "now" in signature(pause_until).parameters
