"""What stands in place of the form when one cannot apply now, and what to do instead."""

import reflex as rx

from ilojobs_app.applications.state import ApplicationState
from ilojobs_app.applications.views import Stage, StepToDo
from ilojobs_app.core.i18n import _, language
from ilojobs_app.ui.frame import page_link
from ilojobs_app.ui.jsx import Jsx
from ilojobs_app.ui.messages import banner
from ilojobs_app.web import routes

PAGE = ApplicationState.page


class FocusBox(Jsx):
    """Takes the focus when `now`, as it comes in place of a form that was just sent."""

    library = "$/public/jsx/letter.jsx"
    tag = "FocusBox"
    now: rx.Var[bool]


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
    }
    now = ApplicationState.refused
    return [(stage, FocusBox.create(content, now=now)) for stage, content in contents.items()]


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
        rx.el.p(PAGE.vacancy.deadline),
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
