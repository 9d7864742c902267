"""Forgotten password: ask for the link. The answer is the same for every address."""

from ilojobs_app.accounts import service as accounts
from ilojobs_app.core.errors import FieldError, Invalid, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Busy
from ilojobs_app.pages.refusals import refused
from ilojobs_app.web import routes
from ilojobs_app.web.addresses import local_target, onward
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render

ADDRESS_SHOWN = 254


@island(
    routes.FORGOT_PASSWORD,
    methods=("GET", "POST"),
    anyones="it acts on the address typed",
)
def forgot_password(request: PageRequest) -> Island | Redirect:
    """Show the form; on POST mail the link, if there is an account; then say so."""
    if request.method == "POST":
        return _submitted(request)
    if request.query.get("sent"):
        html = render("accounts/link_sent.html")
        return Island(html, title=_("Consultez votre messagerie"), index=False)
    return _form(request, [])


def _submitted(request: PageRequest) -> Island | Redirect:
    try:
        refusal: RuleError | None = accounts.ask_reset_in_turn(
            request.run,
            email=request.form.get("email", ""),
            language=request.language,
            address=request.address,
            next_page=_target(request),
        )
    except Invalid as invalid:
        return _form(request, invalid.errors, at_fields=True)
    except Busy as busy:
        refusal = busy
    if refusal:
        return _form(request, [FieldError("email", refusal.message())], refusal=refusal)
    return Redirect(f"{routes.FORGOT_PASSWORD}?sent=1")


def _target(request: PageRequest) -> str:
    return local_target(request.form.get("next") or request.query.get("next", ""))


def _form(
    request: PageRequest,
    errors: list[FieldError],
    *,
    at_fields: bool = False,
    refusal: RuleError | None = None,
) -> Island:
    title, target = _("Mot de passe oublié"), _target(request)
    html = render(
        "accounts/forgot_password.html",
        errors=errors,
        field_errors=errors if at_fields else [],
        heading="" if at_fields else _("Le lien n'a pas été envoyé"),
        email=request.form.get("email", "")[:ADDRESS_SHOWN],
        next=target,
        sign_in=onward(routes.SIGN_IN, target),
    )
    if not errors:
        return Island(html, title=title)
    return refused(html, title, refusal)
