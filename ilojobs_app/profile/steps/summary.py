"""The last step: everything as it will be read, and the declaration."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile.fields import Field, Kind, Step

SUMMARY = Step(
    slug="summary",
    title=N_("Récapitulatif"),
    lede=N_("Relisez votre profil comme le BIT le lira, puis enregistrez-le."),
    fields=(
        Field(
            "declaration",
            N_("Je déclare que les informations données dans ce profil sont exactes."),
            Kind.CHECKBOX,
            missing=N_("Cochez la déclaration d'exactitude avant d'enregistrer le profil."),
        ),
    ),
)
