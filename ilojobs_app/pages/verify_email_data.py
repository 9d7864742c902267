"""Confirm the address: what the mailed link opens (R6)."""

from ilojobs_app.accounts import service as accounts
from ilojobs_app.core.i18n import _
from ilojobs_app.web import routes
from ilojobs_app.web.addresses import local_target, onward
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render


@island(routes.VERIFY_EMAIL, methods=("GET", "POST"), writes=True)
def verify_email(request: PageRequest) -> Island | Redirect:
    """Confirm and sign in where the account was asked for; elsewhere ask for one more click.

    The click is for scanners of mail, which open every link and would use it up.
    """
    token = request.form.get("token") or request.query.get("token", "")
    try:
        found = accounts.read_confirmation(
            request.session, token=token, browser=request.browser, now=request.now
        )
        if request.method == "POST" or (request.method == "GET" and found.same_browser):
            return _confirm(request, token)
    except accounts.LinkUnusable as refusal:
        return _unusable(refusal)
    html = render("accounts/verify_email.html", token=token, found=found)
    return Island(html, title=_("Confirmez votre adresse électronique"), index=False)


def _confirm(request: PageRequest, token: str) -> Redirect:
    confirmed = accounts.confirm(
        request.session, token=token, browser=request.browser, now=request.now
    )
    target = local_target(confirmed.next_page)
    if not confirmed.same_browser:
        return Redirect(onward(f"{routes.SIGN_IN}?confirmed=1", target))
    secret = accounts.begin_session(
        request.session, account_id=confirmed.account_id, now=request.now
    )
    return Redirect(target, session_secret=secret)


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
