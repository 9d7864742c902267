"""Forms that browsers post: how the page answers that shows them again."""

from markupsafe import Markup

from ilojobs_app.accounts.service import TooManyTries
from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _
from ilojobs_app.core.places import Busy
from ilojobs_app.web.islands import Island

UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 422, 429, 503


def refused(
    html: Markup, title: str, refusal: RuleError | None = None, *, index: bool = True
) -> Island:
    """Give a form with its errors; one that is refused for now says when to come back.

    Args:
        refusal: what refuses the form as a whole, if anything does.
    """
    status, seconds = UNPROCESSABLE, 0
    if isinstance(refusal, TooManyTries):
        status, seconds = TOO_MANY, refusal.seconds
    elif isinstance(refusal, Busy):
        status, seconds = UNAVAILABLE, refusal.seconds
    heading = _("Erreur : %(title)s") % {"title": title}
    return Island(html, title=heading, status=status, retry_after=seconds, index=index)
