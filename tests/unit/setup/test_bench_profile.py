"""What `make bench-profile` decides by."""

from tests.load.bench_profile import growth_of


def test_a_machine_that_was_busy_for_a_while_does_not_decide() -> None:
    few = [10.0] * 100 + [80.0] * 60
    many = [13.0] * 100 + [104.0] * 60
    assert round(growth_of(few, many), 3) == 1.3
    # One of the two was alone in meeting a pause, ten times.
    assert round(growth_of(few, [500.0] * 10 + many[10:]), 3) == 1.3


def test_who_comes_first_after_a_pause_is_no_slower_in_the_figures() -> None:
    assert growth_of([20.0, 10.0] * 50, [10.0, 20.0] * 50) == 1.0
