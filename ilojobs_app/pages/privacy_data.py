"""The privacy statement of a country, for everybody to read (R4)."""

from ilojobs_app.consent.state import intro_of
from ilojobs_app.consent.statements import statement_for
from ilojobs_app.core.i18n import _
from ilojobs_app.core.lists import choices, is_option
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island(routes.PRIVACY)
def privacy(request: PageRequest) -> Island:
    """Show the statement of `?country=`, else the default one."""
    asked = request.query.get("country", "")
    country = asked if is_option("territories", asked) else ""
    statement = statement_for(country, request.now)
    html = render(
        "consent/privacy.html",
        countries=choices("territories"),
        country=country,
        intro=intro_of(statement, country),
        sections=statement.sections[request.language],
    )
    return Island(html, title=_("Déclaration de confidentialité"))
