"""What stands around every page: masthead, main, footer, the bar for a lost line."""

import re
from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from ilojobs_app.core.i18n import _, language
from ilojobs_app.ui.jsx import Jsx
from ilojobs_app.web.routes import SIGN_IN


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
    texts: rx.Var[dict[str, str]]
    href: rx.Var[str]


class NeedsCookies(Jsx):
    """Shows its content where the browser refuses all cookies."""

    library = "$/public/jsx/cookies.jsx"
    tag = "NeedsCookies"


class LastResort(Jsx):
    """What stands where a page could not be drawn, in both languages."""

    library = "$/public/jsx/last_resort.jsx"
    tag = "LastResort"


class AwayBar(Jsx):
    """Says that the service does not answer for now, and `on_back`, once it does again."""

    library = "$/public/jsx/away.jsx"
    tag = "AwayBar"
    away: rx.Var[bool]
    text: rx.Var[str]
    on_back: rx.EventHandler[rx.event.no_args_event_spec]


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


def frame(content: rx.Component, *notices: rx.Component) -> rx.Component:
    """Put a page's content between masthead and footer, under notices that concern them all."""
    return rx.fragment(
        NetBar.create(
            lost=has_connection_errors,
            text=_("Connexion perdue. Votre saisie reste sur cet appareil."),
        ),
        Slot.create(name="masthead"),
        *notices,
        rx.el.main(content, id="contenu", tab_index=-1),
        Slot.create(name="footer"),
        PageKeeper.create(),
        _session_end(),
    )


def _session_end() -> rx.Component:
    return SessionEnd.create(
        texts={
            "minutes": _("Votre session prend fin dans %(n)s minutes") % {"n": "{n}"},
            "minute": _("Votre session prend fin dans une minute"),
            "idle": _("Vous n'avez rien saisi depuis un moment. Souhaitez-vous continuer ?"),
            "final": _("Vous devrez alors vous reconnecter. Votre saisie sera conservée."),
            "stay": _("Rester connecté"),
            "stays": _("Vous restez connecté."),
            "ended": _("Votre session a pris fin"),
            "kept": _("Votre saisie est conservée. Reconnectez-vous pour continuer."),
            "signIn": _("Se connecter"),
        },
        href=f"/{language()}{SIGN_IN}",
    )
