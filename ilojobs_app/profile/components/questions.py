"""Questions of the schema, drawn as fields of a form."""

from typing import Any

import reflex as rx

from ilojobs_app.core.i18n import _, language
from ilojobs_app.profile.fields import Field, Kind
from ilojobs_app.ui.forms import Combobox, field, pair
from ilojobs_app.ui.jsx import imported

KINDS = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "textarea",
    Kind.SELECT: "select",
    Kind.DATE: "date",
    Kind.MONTH: "month",
    Kind.YES_NO: "radio",
    Kind.CHECKBOX: "checkbox",
    Kind.PERCENTAGE: "text",
    Kind.EMAIL: "email",
}


def questions(fields: tuple[Field, ...]) -> list[rx.Component]:
    """Draw questions; two that may share a line do."""
    drawn: list[rx.Component] = []
    waiting: Field | None = None
    for question in fields:
        if question.heading:
            drawn.append(rx.el.h2(_(question.heading), class_name="h-s mt-4"))
        if waiting and question.half and not question.heading:
            drawn.append(pair(_question(waiting), _question(question)))
            waiting = None
            continue
        if waiting:
            drawn.append(_question(waiting))
            waiting = None
        if question.half:
            waiting = question
        else:
            drawn.append(_question(question))
    return [*drawn, _question(waiting)] if waiting else drawn


def _question(question: Field) -> rx.Component:
    if question.kind is Kind.PHONE:
        return _phone(question)
    if question.kind is Kind.INSTITUTION:
        return Combobox.create(
            name=question.name,
            country_field="country",
            label=_(question.label),
            hint=_(question.hint),
            required=question.required,
        )
    props: dict[str, Any] = {
        "kind": KINDS[question.kind],
        "required": question.required,
        "hint": _(question.hint) if question.hint else "",
        "auto_complete": question.autocomplete or "off",
        "read_only": question.read_only,
    }
    if question.limit and question.kind is Kind.LONG_TEXT:
        props["limit"] = question.limit
    if question.kind is Kind.SELECT:
        props["options"] = imported(f"lists_{language()}", question.options)
    if question.kind is Kind.YES_NO:
        props["options"] = [["yes", _("Oui")], ["no", _("Non")]]
    if question.kind is Kind.PERCENTAGE:
        props |= {"short": True, "input_mode": "numeric"}
    if question.when:
        props["when"] = {
            "field": question.when.field,
            "equals": question.when.equals,
            "unless": question.when.unless,
        }
    return field(question.name, _(question.label), **props)


def _phone(question: Field) -> rx.Component:
    country, number = question.keys
    return pair(
        field(
            country,
            _("Indicatif du pays"),
            kind="select",
            required=question.required,
            options=imported(f"lists_{language()}", question.options),
            # Of somebody else's number, the browser must not offer the candidate's own.
            auto_complete="tel-country-code" if question.autocomplete else "off",
        ),
        field(
            number,
            _(question.label),
            # Not a field of type tel: HTML allows the number without its country on a text only.
            input_mode="tel",
            required=question.required,
            auto_complete=question.autocomplete or "off",
        ),
    )
