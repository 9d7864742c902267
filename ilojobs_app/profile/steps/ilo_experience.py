"""Experience at the ILO: whether there was any, and every post with its grade and contract (R9)."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile.fields import YES, Entries, Field, Kind, Step, When
from ilojobs_app.profile.steps.experience import DUTIES, PERIOD

ILO_POST_FIELDS = (
    Field(
        "job_title",
        N_("Intitulé du poste"),
        limit=150,
        missing=N_("Indiquez l'intitulé du poste."),
    ),
    Field(
        "department",
        N_("Département ou bureau"),
        limit=150,
        missing=N_("Indiquez le département ou le bureau."),
        half=True,
    ),
    Field(
        "duty_station",
        N_("Lieu d'affectation"),
        limit=100,
        missing=N_("Indiquez le lieu d'affectation."),
        half=True,
    ),
    Field(
        "grade",
        N_("Grade"),
        Kind.SELECT,
        options="grades",
        missing=N_("Choisissez le grade."),
        half=True,
    ),
    Field(
        "contract_type",
        N_("Type de contrat"),
        Kind.SELECT,
        options="contract_types",
        missing=N_("Choisissez le type de contrat."),
        half=True,
    ),
    *PERIOD,
    *DUTIES,
)

ILO_EXPERIENCE = Step(
    slug="ilo-experience",
    title=N_("Expérience au BIT"),
    lede=N_(
        "Indiquez si vous travaillez ou avez travaillé au BIT, quel que soit le contrat : "
        "fonctionnaire, stagiaire, collaboration extérieure."
    ),
    fields=(
        Field(
            "ilo_employed",
            N_("Avez-vous déjà travaillé au BIT ?"),
            Kind.YES_NO,
            missing=N_("Répondez par oui ou par non : avez-vous déjà travaillé au BIT ?"),
        ),
    ),
    entries=Entries(
        name="ilo_posts",
        title=N_("Emplois enregistrés"),
        new=N_("Nouvel emploi au BIT"),
        add=N_("Ajouter un autre emploi au BIT"),
        save=N_("Enregistrer cet emploi"),
        missing=N_("Ajoutez au moins un emploi au BIT, ou répondez « Non »."),
        fields=ILO_POST_FIELDS,
        heading=("job_title", "department", "duty_station"),
        when=When("ilo_employed", YES),
        period=("start", "end"),
        timed=True,
    ),
)
