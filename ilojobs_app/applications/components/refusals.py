"""What stands in place of the form when one cannot apply now, and what to do instead."""

import reflex as rx

from ilojobs_app.applications.state.page import ApplicationState
from ilojobs_app.applications.views import Stage, StepToDo
from ilojobs_app.core.i18n import _, language
from ilojobs_app.ui.frame import Words, page_link, with_value
from ilojobs_app.ui.jsx import Jsx
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes

PAGE = ApplicationState.page


class FocusBox(Jsx):
    """Takes the focus when `now`, as it comes in place of a form that was just sent."""

    library = "$/public/jsx/letter.jsx"
    tag = "FocusBox"
    now: rx.Var[bool]


class NewsOfDeadline(Jsx):
    """Has the countdowns of the page worded again: what comes with it says something else."""

    library = "$/public/jsx/letter.jsx"
    tag = "NewsOfDeadline"


class KeptLetter(Jsx):
    """The letter that was written, where its form has gone: to read and to copy."""

    library = "$/public/jsx/letter.jsx"
    tag = "KeptLetter"
    name: rx.Var[str]
    letter: rx.Var[str]
    is_submitted: rx.Var[bool]
    texts: rx.Var[dict[str, str]]


class KeepVacancy(Jsx):
    """Keeps in the tab for which vacancy the profile is completed."""

    library = "$/public/jsx/wayback.jsx"
    tag = "KeepVacancy"
    job_id: rx.Var[int]
    title: rx.Var[str]


class BackToVacancy(Jsx):
    """Leads back to that vacancy. `folder`: the address of the apply pages."""

    library = "$/public/jsx/wayback.jsx"
    tag = "BackToVacancy"
    text: rx.Var[str]
    folder: rx.Var[str]


def back_to_vacancy() -> rx.Component:
    """Give the link back to the vacancy one came to apply for; nothing when there was none."""
    text = _("Revenir à la candidature : %(title)s")
    return BackToVacancy.create(text=text, folder=f"/{language()}/apply")


def refusals() -> list[tuple[str, rx.Component]]:
    """Give each refusal under its stage."""
    contents = {
        Stage.INCOMPLETE.value: _incomplete(),
        Stage.CLOSED.value: _closed(),
        Stage.SUBMITTED.value: _submitted(),
        Stage.GONE.value: rx.cond(ApplicationState.refused, _gone()),
    }
    now = ApplicationState.refused
    return [
        (
            stage,
            rx.fragment(
                FocusBox.create(content, now=now),
                _kept_letter(is_submitted=stage == Stage.SUBMITTED.value),
            ),
        )
        for stage, content in contents.items()
    ]


def _kept_letter(*, is_submitted: bool) -> rx.Component:
    return KeptLetter.create(
        name=f"apply-{ApplicationState.job_id}",
        letter=ApplicationState.written,
        is_submitted=is_submitted,
        texts={
            "label": _("Votre lettre"),
            "otherVersion": _("Votre lettre, version enregistrée sur un autre appareil"),
            "notSent": _("Votre texte dans cet onglet, qui n'a pas été soumis"),
            "copy": _("Copier la lettre"),
            "copied": _("Lettre copiée."),
        },
    )


def way_out(text: str, path: str) -> rx.Component:
    """Give the one link of a banner."""
    return rx.el.div(
        page_link(text, path, class_name="btn btn--secondary"), class_name="banner__actions"
    )


def _incomplete() -> rx.Component:
    return banner(
        "warn",
        rx.el.p(
            _(
                "Pour postuler, votre profil de candidat(e) doit être complet et enregistré. "
                "Il manque encore :"
            )
        ),
        rx.el.ul(rx.foreach(PAGE.to_do, _step_to_do), class_name="note-list mt-4"),
        rx.el.p(_("Revenez ensuite à cette page avant la date de clôture.")),
        KeepVacancy.create(job_id=PAGE.vacancy.job_id, title=PAGE.vacancy.title),
        title=_("Complétez d'abord votre profil"),
    )


def _step_to_do(step: StepToDo) -> rx.Component:
    address = f"/{language()}/profile/{step.slug}"
    return rx.el.li(rx.el.strong(rx.el.a(step.title, href=address)), rx.el.br(), step.remains)


def _closed() -> rx.Component:
    return banner(
        "warn",
        rx.el.p(_("La date de clôture est passée : l'on ne peut plus postuler.")),
        rx.el.p(
            Words.create(text=with_value(_("Date de clôture : %(date)s"), PAGE.vacancy.deadline))
        ),
        rx.cond(
            ApplicationState.written,
            rx.el.p(
                _(
                    "Votre lettre est conservée ici et dans Mes candidatures : relisez-la, copiez-la."
                )
            ),
        ),
        way_out(_("Voir les postes vacants"), routes.VACANCIES),
        title=_("Ce poste est clos"),
    )


def _submitted() -> rx.Component:
    address = f"/{language()}/applications/{PAGE.number}"
    return banner(
        "ok",
        rx.el.p(_("Une copie de la candidature et de l'avis est conservée.")),
        rx.el.div(
            rx.el.a(_("Voir ma candidature"), href=address, class_name="btn btn--secondary"),
            class_name="banner__actions",
        ),
        title=_("Vous avez déjà soumis cette candidature"),
    )


def _gone() -> rx.Component:
    return banner(
        "warn",
        rx.el.p(_("L'avis a été retiré du site : l'on ne peut plus postuler.")),
        way_out(_("Voir les postes vacants"), routes.VACANCIES),
        NewsOfDeadline.create(),
        title=_("Ce poste n'est plus en ligne"),
    )
