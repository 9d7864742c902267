from ilojobs_app.pages.documents import document
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page

for p in (routes.APPLY,):
    page(p, title="x")(document)
