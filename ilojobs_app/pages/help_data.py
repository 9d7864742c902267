"""The pages of help: questions, terms of use, accessibility, contact."""

from ilojobs_app.help.structured_data import faq_json_ld
from ilojobs_app.help.texts import help_page
from ilojobs_app.web import routes
from ilojobs_app.web.islands import Island, PageRequest, island
from ilojobs_app.web.templates import render


@island(routes.FAQ)
@island(routes.TERMS)
@island(routes.ACCESSIBILITY)
@island(routes.CONTACT)
def show(request: PageRequest) -> Island:
    """Give the help page of the address: its text has the name of its path."""
    page = help_page(request.path.strip("/"))
    return Island(
        render("help/page.html", page=page),
        title=page.title.text(),
        description=page.description.text(),
        json_ld=faq_json_ld(page),
    )
