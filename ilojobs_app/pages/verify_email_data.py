"""Confirm the address: what the mailed link opens (R6)."""

from markupsafe import Markup

from ilojobs_app.accounts import service as accounts
from ilojobs_app.core.errors import FieldError, Invalid
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Busy
from ilojobs_app.pages.refusals import refused
from ilojobs_app.web import routes
from ilojobs_app.web.addresses import local_target, token_of
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render


@island(
    routes.VERIFY_EMAIL,
    methods=("GET", "POST"),
    anyones="its token says whose it is",
)
def verify_email(request: PageRequest) -> Island | Redirect:
    """Confirm and sign in where the account was asked for; elsewhere ask for a password first.

    That also keeps scanners of mail, which open every link, from using it up.
    """
    token = token_of(request.form.get("token") or request.query.get("token", ""))
    try:
        found = request.run(accounts.read_confirmation, token=token, browser=request.browser)
        if found.same_browser and request.method != "HEAD":
            return _welcome(request.run(accounts.confirm, token=token, browser=request.browser))
        if request.method == "POST":
            return _confirm_elsewhere(request, token, found)
    except accounts.LinkUnusable as refusal:
        return _unusable(refusal)
    return Island(
        _form(token, found, []), title=_("Confirmez votre adresse électronique"), index=False
    )


def _confirm_elsewhere(
    request: PageRequest, token: str, found: accounts.Confirmation
) -> Island | Redirect:
    refusal = None
    try:
        return _welcome(
            accounts.confirm_elsewhere(
                request.run,
                token=token,
                browser=request.browser,
                password=request.form.get("password", ""),
            )
        )
    except Invalid as invalid:
        errors = invalid.errors
    except Busy as busy:
        errors, refusal = [FieldError("password", busy.message())], busy
    title = _("Confirmez votre adresse électronique")
    return refused(_form(token, found, errors), title, refusal, index=False)


def _form(token: str, found: accounts.Confirmation, errors: list[FieldError]) -> Markup:
    return render("accounts/verify_email.html", token=token, found=found, errors=errors)


def _welcome(confirmed: accounts.Confirmed) -> Redirect:
    return Redirect(local_target(confirmed.next_page), session_secret=confirmed.secret)


def _unusable(refusal: accounts.LinkUnusable) -> Island:
    html = render(
        "accounts/link_unusable.html",
        message=refusal.message(),
        advice=_(
            "Si votre adresse est déjà confirmée, connectez-vous. Sinon, connectez-vous quand "
            "même : un autre lien vous sera envoyé."
        ),
        path=routes.SIGN_IN,
        action=_("Se connecter"),
    )
    return Island(html, title=refusal.message(), status=410, index=False)
