"""The registration form (R3, R4, R5, R6): what is typed, and what of it can be accepted."""

from dataclasses import dataclass, replace

from ilojobs_app.accounts.addresses import read_address
from ilojobs_app.accounts.passwords import check_password
from ilojobs_app.core.errors import FieldError, RuleError
from ilojobs_app.core.i18n import _, as_language, ngettext
from ilojobs_app.core.lists import is_option
from ilojobs_app.core.text import one_line

NAME_MAX = 100


@dataclass(frozen=True)
class Registration:
    """What a candidate typed. `country` is an alpha-2 code, `language` the page's."""

    first_names: str
    last_name: str
    email: str
    password: str
    country: str
    language: str
    wants_alerts: bool
    wants_communications: bool

    def __repr__(self) -> str:
        """Show nothing: this would end in logs."""
        return "Registration(…)"


def cleaned(typed: Registration) -> Registration:
    """Give the form with names on one line and the address as it is written to."""
    return replace(
        typed,
        first_names=one_line(typed.first_names),
        last_name=one_line(typed.last_name),
        email=read_address(typed.email) or "",
        language=as_language(typed.language),
    )


def field_errors(form: Registration) -> list[FieldError]:
    """Give what is wrong with a cleaned form, in the order of the page, consent apart."""
    errors = [
        _name_error("first_names", form.first_names, _("Indiquez votre ou vos prénoms.")),
        _name_error("last_name", form.last_name, _("Indiquez votre nom de famille.")),
        _email_error(form.email),
        _password_error(form),
        _country_error(form.country),
    ]
    return [error for error in errors if error]


def _name_error(field: str, value: str, missing: str) -> FieldError | None:
    if not value:
        return FieldError(field, missing)
    excess = len(value) - NAME_MAX
    if excess <= 0:
        return None
    text = ngettext(
        "Raccourcissez ce nom de %(n)d caractère.",
        "Raccourcissez ce nom de %(n)d caractères.",
        excess,
    )
    return FieldError(field, text % {"n": excess})


def _email_error(address: str) -> FieldError | None:
    text = _("Indiquez une adresse électronique complète, par exemple nom@exemple.org.")
    return None if address else FieldError("email", text)


def _password_error(form: Registration) -> FieldError | None:
    try:
        check_password(form.password, (form.first_names, form.last_name, form.email))
    except RuleError as error:
        return FieldError("password", error.message())
    return None


def _country_error(country: str) -> FieldError | None:
    if is_option("territories", country):
        return None
    return FieldError("country", _("Choisissez votre pays ou territoire de résidence."))
