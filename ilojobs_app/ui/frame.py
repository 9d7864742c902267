"""What stands around every page: masthead, main, footer, the bar for a lost line."""

import re
from collections.abc import Sequence
from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import language
from ilojobs_app.ui.jsx import Jsx


class Slot(Jsx):
    """A part of the page whose HTML the server writes."""

    library = "$/public/jsx/frame.jsx"
    tag = "Slot"
    name: rx.Var[str]
    class_name: rx.Var[str]


class PageKeeper(Jsx):
    """Keeps slots, title and focus in step with the address."""

    library = "$/public/jsx/frame.jsx"
    tag = "PageKeeper"


class NetBar(Jsx):
    """Says that the line is lost, once it has been for a moment."""

    library = "$/public/jsx/netbar.jsx"
    tag = "NetBar"
    lost: rx.Var[bool]
    text: rx.Var[str]


class SessionEnd(Jsx):
    """Warns before the reader's session ends, and says when it has."""

    library = "$/public/jsx/session.jsx"
    tag = "SessionEnd"
    told_at: rx.Var[float]
    texts: rx.Var[dict[str, str]]
    href: rx.Var[str]


class Notices(Jsx):
    """What stays over the foot of the window."""

    library = "$/public/jsx/notices.jsx"
    tag = "Notices"


class NeedsCookies(Jsx):
    """Shows its content where the browser refuses all cookies."""

    library = "$/public/jsx/cookies.jsx"
    tag = "NeedsCookies"


class LastResort(Jsx):
    """What stands where a page could not be drawn, in both languages."""

    library = "$/public/jsx/last_resort.jsx"
    tag = "LastResort"


class AwayBar(Jsx):
    """Says that the service does not answer for now, until it does again."""

    library = "$/public/jsx/away.jsx"
    tag = "AwayBar"
    told_at: rx.Var[float]
    text: rx.Var[str]


class Leaver(Jsx):
    """Empties the page and loads it again, once it is another person's."""

    library = "$/public/jsx/leaver.jsx"
    tag = "Leaver"
    foreign: rx.Var[bool]


class FocusedHeading(Jsx):
    """A page's h1 that comes in place of a form that was sent, and takes its focus."""

    library = "$/public/jsx/focus.jsx"
    tag = "FocusedHeading"


class Heir(Jsx):
    """An element that takes the focus when it comes, if what had the focus has gone."""

    library = "$/public/jsx/focus.jsx"
    tag = "Heir"
    element: rx.Var[str]


class OpenedByLink(Jsx):
    """Opens an entry's form when the address names one of its fields."""

    library = "$/public/jsx/focus.jsx"
    tag = "OpenedByLink"
    name: rx.Var[str]


class Words(Jsx):
    """Words from the state in which a date may stand: « 1er » is printed as in French."""

    library = "$/public/jsx/words.jsx"
    tag = "Words"
    text: rx.Var[str]


class Icon(Jsx):
    """An inline icon by its name in `core.icons`."""

    library = "$/public/jsx/icons.jsx"
    tag = "Icon"
    name: rx.Var[str]


def icon(name: str) -> rx.Component:
    """Give an inline icon, hidden from screen readers."""
    return Icon.create(name=name)


def page_link(text: str, path: str, **props: Any) -> rx.Component:
    """Give a link to a page in the page's language."""
    return rx.el.a(text, href=f"/{language()}{path}", **props)


def with_value(sentence: str, value: rx.Var[str]) -> rx.Var[str]:
    """Put a value of the state into a translated sentence with one placeholder."""
    before, after = re.split(r"%\(\w+\)s", sentence)
    return rx.Var.create(before).to(str) + value.to(str) + after


def island() -> rx.Component:
    """Give the place where the server's part of this page stands."""
    return Slot.create(name="island")


def frame(
    content: rx.Component,
    advice: rx.Component,
    bars: Sequence[rx.Component],
    notices: Sequence[rx.Component],
) -> rx.Component:
    """Put a page's content between masthead and footer.

    Args:
        advice: what stands before the content.
        bars: what stays at the head of the window while one scrolls.
        notices: what stays at its foot, over the content.
    """
    return rx.fragment(
        *bars,
        Slot.create(name="masthead"),
        advice,
        rx.el.main(content, id="contenu", tab_index=-1),
        Slot.create(name="footer"),
        PageKeeper.create(),
        Notices.create(*notices),
    )
