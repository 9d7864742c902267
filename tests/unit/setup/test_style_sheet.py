from pathlib import Path

SHEET = (Path(__file__).parents[3] / "assets" / "components.css").read_text()


def test_an_aside_sticks_only_on_a_screen_that_it_fits() -> None:
    lines = [line for line in SHEET.splitlines() if ".sticky {" in line and "sticky;" in line]
    assert len(lines) == 1
    assert "(min-height: 64rem)" in lines[0]


def test_the_bar_to_apply_leaves_a_low_screen_to_the_text() -> None:
    assert "@media (max-height: 30rem) { .apply-bar { position: static; } }" in SHEET
