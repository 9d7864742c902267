"""The cover letter: the last one proposed again with its warning (R15), and the guard (B2)."""

import reflex as rx

from ilojobs_app.applications.letter_guard import Part, Passage
from ilojobs_app.applications.letters import LETTER_MAX
from ilojobs_app.applications.state.page import ApplicationState
from ilojobs_app.applications.views import VacancyLine
from ilojobs_app.core.i18n import _
from ilojobs_app.ui.forms import field
from ilojobs_app.ui.frame import Words, with_value
from ilojobs_app.ui.jsx import Jsx
from ilojobs_app.ui.messages import banner

PAGE = ApplicationState.page


class LetterDesk(Jsx):
    """Stands around the letter and what is said of it; the next three are inside it."""

    library = "$/public/jsx/letter.jsx"
    tag = "LetterDesk"
    class_name: rx.Var[str]


class WithLetter(Jsx):
    """What concerns the letter that is proposed again: hidden while it has been taken away."""

    library = "$/public/jsx/letter.jsx"
    tag = "WithLetter"


class PutBack(Jsx):
    """Puts the letter back, and again what stood there meanwhile."""

    library = "$/public/jsx/letter.jsx"
    tag = "PutBack"
    said: rx.Var[str]
    label: rx.Var[str]
    other_label: rx.Var[str]


class EmptyLetter(Jsx):
    """Empties the letter."""

    library = "$/public/jsx/letter.jsx"
    tag = "EmptyLetter"
    label: rx.Var[str]
    icon_name: rx.Var[str]
    class_name: rx.Var[str]
    next: rx.Var[str]


class FindPassage(Jsx):
    """Selects a passage in the letter; `detail` tells several such buttons apart."""

    library = "$/public/jsx/letter.jsx"
    tag = "FindPassage"
    label: rx.Var[str]
    detail: rx.Var[str]
    number: rx.Var[int]
    text: rx.Var[str]


def letter() -> rx.Component:
    """Give the warning where a letter is proposed again, the letter, and the knowing « I keep it »."""
    is_proposed = PAGE.last_written
    return LetterDesk.create(
        rx.cond(is_proposed, WithLetter.create(_warning())),
        PutBack.create(
            said=_("La lettre proposée est retirée."),
            label=_("Remettre la lettre"),
            other_label=_("Revenir à mon nouveau texte"),
        ),
        field(
            "letter",
            _("Votre lettre"),
            kind="textarea",
            limit=LETTER_MAX,
            rows=16,
            hint=_("Recommandée pour chaque candidature."),
        ),
        rx.cond(is_proposed, WithLetter.create(_keep())),
        class_name="stack",
    )


def _warning() -> rx.Component:
    return rx.el.div(
        banner(
            "warn",
            rx.el.p(
                _(
                    "Votre dernière lettre vous est proposée. Mettez-la à jour, retirez-la, ou "
                    "confirmez plus bas que vous la gardez telle quelle."
                )
            ),
            rx.el.div(*_new_starts(), class_name="banner__actions"),
            title=_("Cette lettre a été écrite pour un autre poste"),
        ),
        rx.el.div(
            _compared(_("La lettre a été écrite pour"), PAGE.last_vacancy, PAGE.last_written),
            _compared(
                _("Vous postulez à"),
                PAGE.vacancy,
                with_value(_("Date de clôture : %(date)s"), PAGE.vacancy.deadline),
            ),
            class_name="compare",
            role="group",
            custom_attrs={"aria-label": _("Comparaison des deux postes")},
        ),
        rx.cond(ApplicationState.passages, _passages()),
        class_name="stack",
    )


def _new_starts() -> list[rx.Component]:
    return [
        EmptyLetter.create(
            label=_("Commencer une nouvelle lettre"),
            icon_name="file-plus",
            class_name="btn btn--secondary",
            next="letter",
        ),
        EmptyLetter.create(
            label=_("Continuer sans lettre"),
            icon_name="",
            class_name="btn btn--quiet",
            next="seconded",
        ),
    ]


def _compared(label: str, vacancy: VacancyLine, when: str) -> rx.Component:
    return rx.el.div(
        rx.el.small(label),
        rx.el.h3(vacancy.title),
        rx.el.p(
            vacancy.grade,
            " · ",
            vacancy.place,
            rx.el.br(),
            vacancy.reference,
            class_name="small",
        ),
        rx.el.p(Words.create(text=when), class_name="small muted"),
    )


def _passages() -> rx.Component:
    return rx.el.div(
        rx.el.h3(_("Passages à vérifier"), id="apply-passages", class_name="h-s"),
        rx.el.ol(
            rx.foreach(ApplicationState.passages, _passage),
            class_name="note-list",
            custom_attrs={"aria-labelledby": "apply-passages"},
        ),
        class_name="stack stack--s",
    )


def _passage(passage: Passage, index: int) -> rx.Component:
    opening, closing = _("« %(passage)s »").split("%(passage)s")
    return rx.el.li(
        opening,
        rx.foreach(passage.parts, _part),
        closing,
        " ",
        FindPassage.create(
            label=_("Voir dans la lettre"),
            detail=_("(passage %(n)s)"),
            number=index + 1,
            text=passage.text,
        ),
    )


def _part(part: Part) -> rx.Component:
    return rx.cond(part.marked, rx.el.mark(part.text), rx.el.span(part.text))


def _keep() -> rx.Component:
    return field(
        "keeps_letter",
        _("Je garde cette lettre telle quelle, en connaissance de cause"),
        kind="checkbox",
        hint=_("À cocher seulement si vous ne la modifiez pas."),
    )
