"""New password: what the mailed link opens."""

from ilojobs_app.accounts import service as accounts
from ilojobs_app.core.errors import FieldError, Invalid, RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Busy
from ilojobs_app.pages.refusals import refused
from ilojobs_app.web import routes
from ilojobs_app.web.addresses import local_target, onward, token_of
from ilojobs_app.web.islands import Island, PageRequest, Redirect, island
from ilojobs_app.web.templates import render


@island(
    routes.RESET_PASSWORD,
    methods=("GET", "POST"),
    anyones="its token says whose it is",
)
def reset_password(request: PageRequest) -> Island | Redirect:
    """Show the form while the link can be used; on POST set the password."""
    token = token_of(request.form.get("token") or request.query.get("token", ""))
    try:
        if request.method != "POST":
            request.run(accounts.check_reset, token=token)
            return _form(token, [])
        password = request.form.get("password", "")
        next_page = accounts.reset_password(
            request.run, token=token, password=password, address=request.address
        )
    except Invalid as invalid:
        return _form(token, invalid.errors)
    except Busy as busy:
        return _form(token, [FieldError("password", busy.message())], busy)
    except accounts.LinkUnusable as refusal:
        return _unusable(refusal)
    return Redirect(onward(f"{routes.SIGN_IN}?reset=1", local_target(next_page)))


def _form(token: str, errors: list[FieldError], refusal: RuleError | None = None) -> Island:
    title = _("Nouveau mot de passe")
    html = render("accounts/reset_password.html", token=token, errors=errors)
    if not errors:
        return Island(html, title=title, index=False)
    return refused(html, title, refusal, index=False)


def _unusable(refusal: accounts.LinkUnusable) -> Island:
    html = render(
        "accounts/link_unusable.html",
        message=refusal.message(),
        advice=_("Demandez un autre lien : il sert une seule fois, pendant une heure."),
        path=routes.FORGOT_PASSWORD,
        action=_("Demander un autre lien"),
    )
    return Island(html, title=refusal.message(), status=410, index=False)
