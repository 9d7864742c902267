"""Languages: a mother tongue, and what the candidate reads, writes, speaks and understands."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile.fields import Entries, Field, Kind, Step

_LEVELS = "language_levels"

LANGUAGES = Step(
    slug="languages",
    title=N_("Langues"),
    lede=N_("Indiquez votre langue maternelle, puis vos langues de travail avec leurs niveaux."),
    fields=(
        Field(
            "mother_tongue",
            N_("Langue maternelle"),
            Kind.SELECT,
            options="languages",
            missing=N_("Choisissez votre langue maternelle."),
        ),
    ),
    entries=Entries(
        name="languages",
        title=N_("Langues enregistrées"),
        new=N_("Nouvelle langue"),
        add=N_("Ajouter une autre langue"),
        save=N_("Enregistrer cette langue"),
        missing=N_("Ajoutez au moins une langue."),
        fields=(
            Field(
                "language",
                N_("Langue"),
                Kind.SELECT,
                options="languages",
                missing=N_("Choisissez la langue."),
            ),
            Field(
                "read",
                N_("Lire"),
                Kind.SELECT,
                options=_LEVELS,
                missing=N_("Choisissez le niveau de lecture."),
                half=True,
            ),
            Field(
                "write",
                N_("Écrire"),
                Kind.SELECT,
                options=_LEVELS,
                missing=N_("Choisissez le niveau d'écriture."),
                half=True,
            ),
            Field(
                "speak",
                N_("Parler"),
                Kind.SELECT,
                options=_LEVELS,
                missing=N_("Choisissez le niveau d'expression orale."),
                half=True,
            ),
            Field(
                "understand",
                N_("Comprendre"),
                Kind.SELECT,
                options=_LEVELS,
                missing=N_("Choisissez le niveau de compréhension orale."),
                half=True,
            ),
        ),
        heading=("language",),
        shown=("read", "write", "speak", "understand"),
        at_most=20,
        once="language",
        twice=N_("Choisissez une autre langue : celle-ci est déjà dans la liste."),
    ),
)
