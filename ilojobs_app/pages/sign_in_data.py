"""Sign in: a native form, which works without JavaScript."""

from ilojobs_app.accounts import service as accounts
from ilojobs_app.core.errors import FieldError, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Busy
from ilojobs_app.pages.refusals import refused
from ilojobs_app.web import routes
from ilojobs_app.web.addresses import local_target, onward
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render

ADDRESS_SHOWN = 254


@island(
    routes.SIGN_IN,
    methods=("GET", "POST"),
    anyones="it signs in whom the form names",
)
def sign_in(request: PageRequest) -> Island | Redirect:
    """Show the form; on POST sign in and go where the visitor was going."""
    target = local_target(request.form.get("next") or request.query.get("next", ""))
    if request.method == "POST":
        return _submitted(request, target)
    return Redirect(target) if request.principal else _form(request, target)


def _submitted(request: PageRequest, target: str) -> Island | Redirect:
    email, password = request.form.get("email", ""), request.form.get("password", "")
    missing = []
    if not email.strip():
        missing.append(FieldError("email", _("Indiquez votre adresse électronique.")))
    if not password:
        missing.append(FieldError("password", _("Indiquez votre mot de passe.")))
    if missing:
        return _form(request, target, errors=missing, at_fields=True)
    outcome: accounts.SignedIn | RuleError
    try:
        outcome = accounts.sign_in(
            request.run,
            email=email,
            password=password,
            address=request.address,
            browser=request.browser,
        )
    except Busy as busy:
        outcome = busy
    if isinstance(outcome, accounts.SignedIn):
        if request.principal:
            request.run(accounts.sign_out, session_id=request.principal.session_id)
        return Redirect(target, session_secret=outcome.secret)
    return _form(request, target, errors=[FieldError("email", outcome.message())], refusal=outcome)


def _form(
    request: PageRequest,
    target: str,
    *,
    errors: list[FieldError] | None = None,
    at_fields: bool = False,
    refusal: RuleError | None = None,
) -> Island:
    title = _("Se connecter")
    html = render(
        "accounts/sign_in.html",
        errors=errors or [],
        # What refuses the pair as a whole is said once, above, and marks no field.
        field_errors=errors if errors and at_fields else [],
        heading="" if at_fields else _("La connexion n'a pas abouti"),
        email=request.form.get("email", "")[:ADDRESS_SHOWN],
        next=target,
        register=onward(routes.REGISTER, target),
        forgot_password=onward(routes.FORGOT_PASSWORD, target),
        note="" if errors else _note(request),
    )
    if not errors:
        return Island(html, title=title)
    return refused(html, title, refusal)


def _note(request: PageRequest) -> str:
    if request.query.get("reset"):
        return _("Votre mot de passe a été changé. Connectez-vous.")
    return ""
