"""References: up to three people who can speak of the candidate's work. Optional."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile.fields import Entries, Field, Kind, Step

REFERENCES = Step(
    slug="references",
    title=N_("Références"),
    lede=N_(
        "Cette étape est facultative. Indiquez jusqu'à trois personnes qui connaissent votre "
        "travail, avec leur accord."
    ),
    optional=True,
    entries=Entries(
        name="references",
        title=N_("Références enregistrées"),
        new=N_("Nouvelle référence"),
        add=N_("Ajouter une référence"),
        save=N_("Enregistrer cette référence"),
        missing="",
        fields=(
            Field(
                "name",
                N_("Nom de la personne"),
                limit=100,
                missing=N_("Indiquez le nom de la personne."),
            ),
            Field(
                "title",
                N_("Titre et organisation"),
                limit=200,
                missing=N_("Indiquez le titre et l'organisation de la personne."),
            ),
            Field(
                "relation",
                N_("Lien professionnel"),
                Kind.SELECT,
                options="reference_relations",
                missing=N_("Choisissez votre lien professionnel avec cette personne."),
            ),
            Field(
                "email",
                N_("Adresse électronique de la personne"),
                Kind.EMAIL,
                limit=254,
                missing=N_(
                    "Indiquez une adresse électronique, par exemple nom@exemple.org, ou un numéro "
                    "de téléphone."
                ),
                hint=N_("L'adresse électronique ou le téléphone suffit."),
                unless_given="phone_number",
            ),
            Field(
                "phone",
                N_("Téléphone de la personne"),
                Kind.PHONE,
                required=False,
                limit=30,
                options="phone_codes",
            ),
            Field(
                "may_be_contacted",
                N_("Le BIT peut-il écrire à cette personne ou l'appeler ?"),
                Kind.YES_NO,
                missing=N_("Répondez par oui ou par non : le BIT peut-il joindre cette personne ?"),
            ),
        ),
        heading=("name", "title"),
        at_least=0,
        at_most=3,
    ),
)
