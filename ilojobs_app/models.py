"""Every table, for Alembic and for tests that create them all."""

from ilojobs_app.vacancies import models as vacancies_models  # noqa: F401
