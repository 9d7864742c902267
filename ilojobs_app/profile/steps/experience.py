"""Experience outside the ILO: every post with main duties and main achievements (R9)."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile import rules
from ilojobs_app.profile.fields import Entries, Field, Kind, Step, When

# What every post has, outside the ILO and at the ILO.
PERIOD = (
    Field(
        "start",
        N_("Date de début"),
        Kind.MONTH,
        missing=N_("Indiquez le mois et l'année de début."),
        check=rules.post_start,
        half=True,
    ),
    Field(
        "end",
        N_("Date de fin"),
        Kind.MONTH,
        missing=N_(
            "Indiquez le mois et l'année de fin, ou cochez « J'occupe ce poste actuellement »."
        ),
        when=When("current", True, unless=True),
        check=rules.post_end,
        half=True,
    ),
    Field("current", N_("J'occupe ce poste actuellement"), Kind.CHECKBOX, required=False),
)

DUTIES = (
    Field(
        "main_duties",
        N_("Tâches principales"),
        Kind.LONG_TEXT,
        limit=2000,
        missing=N_("Décrivez vos tâches principales."),
        hint=N_("Vos responsabilités, en 2 000 caractères au plus (environ 300 mots)."),
    ),
    Field(
        "main_achievements",
        N_("Réalisations principales"),
        Kind.LONG_TEXT,
        limit=1000,
        missing=N_("Décrivez vos réalisations principales."),
        hint=N_("Des résultats concrets, en 1 000 caractères au plus (environ 150 mots)."),
    ),
)

POST_FIELDS = (
    Field(
        "job_title",
        N_("Intitulé du poste"),
        limit=150,
        autocomplete="organization-title",
        missing=N_("Indiquez l'intitulé du poste."),
    ),
    Field(
        "employer",
        N_("Employeur"),
        limit=150,
        autocomplete="organization",
        missing=N_("Indiquez l'employeur."),
        half=True,
    ),
    Field(
        "employer_kind",
        N_("Type d'employeur"),
        Kind.SELECT,
        options="employer_kinds",
        missing=N_("Choisissez le type d'employeur."),
        half=True,
    ),
    Field(
        "country",
        N_("Pays du lieu de travail"),
        Kind.SELECT,
        options="territories",
        missing=N_("Choisissez le pays du lieu de travail."),
        half=True,
    ),
    Field(
        "city",
        N_("Ville"),
        limit=100,
        missing=N_("Indiquez la ville du lieu de travail."),
        half=True,
    ),
    *PERIOD,
    Field(
        "working_time",
        N_("Temps de travail"),
        Kind.SELECT,
        options="working_times",
        missing=N_("Choisissez temps plein ou temps partiel."),
        half=True,
    ),
    Field(
        "percentage",
        N_("Taux d'occupation, en %"),
        Kind.PERCENTAGE,
        limit=3,
        missing=N_("Indiquez le taux d'occupation, de 1 à 99."),
        when=When("working_time", "part_time"),
        half=True,
    ),
    *DUTIES,
    Field("leaving_reason", N_("Motif du départ"), limit=200, required=False),
)

EXPERIENCE = Step(
    slug="experience",
    title=N_("Expérience hors BIT"),
    lede=N_(
        "Indiquez vos emplois, du plus récent au plus ancien. Pour chacun, décrivez vos tâches "
        "et vos réalisations."
    ),
    fields=(
        Field(
            "no_experience",
            N_("Je n'ai pas d'expérience professionnelle"),
            Kind.CHECKBOX,
            required=False,
        ),
    ),
    entries=Entries(
        name="posts",
        title=N_("Emplois enregistrés"),
        new=N_("Nouvel emploi"),
        add=N_("Ajouter un autre emploi"),
        save=N_("Enregistrer cet emploi"),
        missing=N_(
            "Ajoutez au moins un emploi, ou cochez « Je n'ai pas d'expérience professionnelle »."
        ),
        fields=POST_FIELDS,
        heading=("job_title", "employer", "city", "country"),
        when=When("no_experience", True, unless=True),
        period=("start", "end"),
        timed=True,
    ),
)
