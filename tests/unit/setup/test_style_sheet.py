import re
from pathlib import Path

SHEET = (Path(__file__).parents[3] / "assets" / "components.css").read_text(encoding="utf-8")


def rules(*selectors: str) -> list[str]:
    """Give the declarations that a rule within a rule makes: `@media (…)`, `.sticky`."""
    found = r"\s*{\s*".join(re.escape(selector) for selector in selectors)
    return [" ".join(body.split()) for body in re.findall(found + r"\s*{([^}]*)}", SHEET)]


def test_an_aside_sticks_only_on_a_screen_that_it_fits() -> None:
    tall = "@media (min-width: 62rem) and (min-height: 64rem)"
    assert rules(tall, ".sticky") == ["position: sticky; inset-block-start: 1.5rem;"]
    assert rules(".sticky") == ["align-self: start;", *rules(tall, ".sticky")]


def test_the_bar_to_apply_leaves_a_low_screen_to_the_text() -> None:
    assert rules("@media (max-height: 30rem)", ".apply-bar") == ["position: static;"]
