"""Every table, for Alembic and for tests that create them all."""

from ilojobs_app.accounts import models as accounts_models  # noqa: F401
from ilojobs_app.alerts import models as alerts_models  # noqa: F401
from ilojobs_app.applications import models as applications_models  # noqa: F401
from ilojobs_app.consent import models as consent_models  # noqa: F401
from ilojobs_app.institutions import models as institutions_models  # noqa: F401
from ilojobs_app.notifications import models as notifications_models  # noqa: F401
from ilojobs_app.profile import models as profile_models  # noqa: F401
from ilojobs_app.vacancies import models as vacancies_models  # noqa: F401
