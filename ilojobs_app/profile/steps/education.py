"""Education: institutions from the list of a country, or *Autres with its details (R11, R12)."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile import rules
from ilojobs_app.profile.fields import OTHER, Entries, Field, Kind, Step, When

_NOT_LISTED = When("institution", OTHER)

DEGREE_FIELDS = (
    Field(
        "level",
        N_("Niveau de diplôme"),
        Kind.SELECT,
        options="degree_levels",
        missing=N_("Choisissez le niveau de diplôme."),
        half=True,
    ),
    Field(
        "country",
        N_("Pays de l'établissement"),
        Kind.SELECT,
        options="territories",
        missing=N_("Choisissez le pays de l'établissement."),
        half=True,
    ),
    Field(
        "institution",
        N_("Établissement"),
        Kind.INSTITUTION,
        missing=N_("Choisissez l'établissement dans la liste, ou « *Autres »."),
        hint=N_(
            "Tapez le début d'un mot du nom. École secondaire, diplôme technique ou établissement "
            "absent de la liste : choisissez « *Autres »."
        ),
    ),
    Field(
        "institution_name",
        N_("Nom de l'établissement"),
        limit=200,
        missing=N_("Indiquez le nom de l'établissement."),
        when=_NOT_LISTED,
        half=True,
    ),
    Field(
        "institution_city",
        N_("Ville de l'établissement"),
        limit=100,
        missing=N_("Indiquez la ville de l'établissement."),
        when=_NOT_LISTED,
        half=True,
    ),
    Field(
        "degree_title",
        N_("Intitulé du diplôme"),
        limit=200,
        missing=N_("Indiquez l'intitulé du diplôme."),
        half=True,
    ),
    Field(
        "main_field",
        N_("Domaine principal"),
        Kind.SELECT,
        options="study_fields",
        missing=N_("Choisissez le domaine principal."),
        half=True,
    ),
    Field(
        "start",
        N_("Date de début"),
        Kind.MONTH,
        missing=N_("Indiquez le mois et l'année de début."),
        check=rules.degree_start,
        half=True,
    ),
    Field(
        "obtained",
        N_("Date d'obtention"),
        Kind.MONTH,
        missing=N_("Indiquez le mois et l'année d'obtention, ou cochez « Études en cours »."),
        when=When("in_progress", True, unless=True),
        check=rules.degree_obtained,
        half=True,
    ),
    Field("in_progress", N_("Études en cours"), Kind.CHECKBOX, required=False),
)

EDUCATION = Step(
    slug="education",
    title=N_("Formation"),
    lede=N_(
        "Commencez par le diplôme le plus élevé. Le BIT vérifie l'accréditation de chaque "
        "établissement."
    ),
    entries=Entries(
        name="degrees",
        title=N_("Diplômes enregistrés"),
        new=N_("Nouveau diplôme"),
        add=N_("Ajouter un autre diplôme"),
        save=N_("Enregistrer ce diplôme"),
        missing=N_("Ajoutez au moins un diplôme."),
        fields=DEGREE_FIELDS,
        heading=("degree_title", "institution", "country"),
        at_most=20,
        period=("start", "obtained"),
        current="in_progress",
    ),
)
