"""What the link of an alert mail opens: it asks before it acts, and needs no sign-in (RFC 8058)."""

from ilojobs_app.alerts import service
from ilojobs_app.alerts.views import UnsubscribeView
from ilojobs_app.core.errors import NotFound
from ilojobs_app.core.i18n import _, ngettext
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render

ALERT, ALL = "alert", "all"


@island(
    routes.UNSUBSCRIBE,
    methods=("GET", "POST"),
    anyones="mail programs post it; its token says whose it is",
)
def unsubscribe(request: PageRequest) -> Island:
    """Ask on GET, since mail scanners open every link; stop on POST.

    A mail program posts `List-Unsubscribe=One-Click`, or the same as multipart, which is not read:
    whatever does not ask for all alerts stops those of the link.
    """
    token = request.parameters["token"]
    try:
        view = service.read_unsubscribe(request.session, token=token)
        if request.method != "POST":
            return _question(request, view)
        scope = ALL if request.form.get("scope") == ALL else ALERT
        service.unsubscribe(request.session, token=token, all_alerts=scope == ALL, now=request.now)
    except NotFound:
        return _unusable()
    return _done(request, view, scope)


def _question(request: PageRequest, view: UnsubscribeView) -> Island:
    if not view.wants_alerts:
        return _done(request, view, ALL)
    if not view.alerts:
        return _done(request, view, ALERT)
    count = len(view.alerts)
    heading = ngettext("Ne plus recevoir cette alerte ?", "Ne plus recevoir ces alertes ?", count)
    lede = _("Il s'agit de : %(titles)s. Rien ne change tant que vous n'avez pas choisi.")
    return _page(request, heading, lede % {"titles": _titles(request, view)}, "", count)


def _done(request: PageRequest, view: UnsubscribeView, scope: str) -> Island:
    if scope == ALL:
        lede = _("Aucun courriel d'alerte ne vous sera plus envoyé. Vos alertes sont conservées.")
        return _page(request, _("Vos alertes sont désactivées"), lede, ALL)
    titles = _titles(request, view)
    heading = ngettext(
        "Cette alerte est supprimée", "Ces alertes sont supprimées", len(view.alerts) or 1
    )
    if not titles:
        return _page(
            request, heading, _("Vous ne recevez plus de courriels pour cette alerte."), ALERT
        )
    lede = _("Vous ne recevrez plus de courriels pour : %(titles)s.") % {"titles": titles}
    return _page(request, heading, lede, ALERT)


def _titles(request: PageRequest, view: UnsubscribeView) -> str:
    return " ; ".join(criteria.words(request.language) for _id, criteria in view.alerts)


def _page(request: PageRequest, heading: str, lede: str, done: str, count: int = 1) -> Island:
    html = render(
        "alerts/unsubscribe.html",
        heading=heading,
        lede=lede,
        done=done,
        count=count,
        path=request.path,
    )
    return Island(html, title=heading, index=False)


def _unusable() -> Island:
    title = _("Ce lien n'est plus valable")
    html = render(
        "accounts/link_unusable.html",
        message=title,
        advice=_(
            "Connectez-vous pour suspendre ou supprimer vos alertes dans Options, Alertes de poste (le menu à votre nom)."
        ),
        path=routes.OPTIONS_ALERTS,
        action=_("Alertes de poste"),
    )
    return Island(html, title=title, status=410, index=False)
