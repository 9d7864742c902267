"""Personal details."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile import rules
from ilojobs_app.profile.fields import YES, Field, Kind, Step, When

_RELATIVES = When("relatives", YES)

IDENTITY = (
    Field(
        "first_names",
        N_("Prénom(s)"),
        limit=100,
        autocomplete="given-name",
        missing=N_("Indiquez votre ou vos prénoms."),
        heading=N_("Identité"),
        half=True,
    ),
    Field(
        "last_name",
        N_("Nom de famille"),
        limit=100,
        autocomplete="family-name",
        missing=N_("Indiquez votre nom de famille."),
        half=True,
    ),
    Field(
        "former_names",
        N_("Noms portés auparavant"),
        limit=100,
        required=False,
        hint=N_("Par exemple le nom de naissance, s'il figure sur un diplôme."),
    ),
    Field(
        "birth_date",
        N_("Date de naissance"),
        Kind.DATE,
        autocomplete="bday",
        missing=N_("Indiquez votre date de naissance : jour, mois et année."),
        check=rules.birth_date,
        half=True,
    ),
    Field(
        "gender",
        N_("Genre"),
        Kind.SELECT,
        options="genders",
        autocomplete="sex",
        missing=N_("Choisissez une réponse à la question du genre."),
        half=True,
    ),
    Field(
        "nationality_1",
        N_("Nationalité"),
        Kind.SELECT,
        options="nationalities",
        missing=N_("Choisissez votre nationalité, ou « Apatride »."),
        hint=N_("Choisissez le pays, ou « Apatride ». Jusqu'à trois nationalités."),
    ),
    Field(
        "nationality_2",
        N_("Deuxième nationalité"),
        Kind.SELECT,
        options="territories",
        required=False,
        check=rules.other_nationality,
        half=True,
    ),
    Field(
        "nationality_3",
        N_("Troisième nationalité"),
        Kind.SELECT,
        options="territories",
        required=False,
        check=rules.third_nationality,
        half=True,
    ),
)

CONTACT = (
    Field(
        "address",
        N_("Adresse"),
        limit=200,
        autocomplete="address-line1",
        missing=N_("Indiquez votre adresse."),
        heading=N_("Coordonnées"),
    ),
    Field(
        "city",
        N_("Ville"),
        limit=100,
        autocomplete="address-level2",
        missing=N_("Indiquez votre ville."),
        half=True,
    ),
    Field(
        "postal_code",
        N_("Code postal"),
        limit=20,
        required=False,
        autocomplete="postal-code",
        half=True,
    ),
    Field(
        "residence_country",
        N_("Pays/Territoire de résidence"),
        Kind.SELECT,
        options="territories",
        missing=N_(
            "Choisissez votre pays de résidence dans Options, Compte (le menu à votre nom)."
        ),
        hint=N_(
            "C'est le pays de votre compte. La déclaration de confidentialité en dépend : changez-le dans Options, Compte (le menu à votre nom)."
        ),
        read_only=True,
    ),
    Field(
        "phone",
        N_("Téléphone"),
        Kind.PHONE,
        limit=30,
        options="phone_codes",
        autocomplete="tel-national",
    ),
)

SITUATION = (
    Field(
        "geneva_status",
        N_("Permis de travail en Suisse ou résidence en France voisine"),
        Kind.SELECT,
        options="geneva_statuses",
        required=False,
        heading=N_("Situation"),
        hint=N_("Utile pour les postes de la catégorie G à Genève."),
    ),
    Field(
        "relatives",
        N_("Avez-vous des parents au BIT ?"),
        Kind.YES_NO,
        missing=N_("Répondez par oui ou par non : avez-vous des parents au BIT ?"),
    ),
    Field(
        "relative_name",
        N_("Nom de cette personne"),
        limit=100,
        missing=N_("Indiquez le nom de votre parent au BIT."),
        when=_RELATIVES,
        half=True,
    ),
    Field(
        "relative_relation",
        N_("Lien de parenté"),
        Kind.SELECT,
        options="relations",
        missing=N_("Choisissez votre lien de parenté avec cette personne."),
        when=_RELATIVES,
        half=True,
    ),
    Field(
        "accommodation_needs",
        N_("Besoins d'aménagement"),
        Kind.LONG_TEXT,
        limit=1000,
        required=False,
        confidential=True,
        hint=N_(
            "Confidentiel : ce texte est conservé à part et ne figure dans aucune candidature. "
            "1 000 caractères au plus."
        ),
    ),
)

PERSONAL = Step(
    slug="personal",
    title=N_("Données personnelles"),
    lede=N_("Écrivez vos noms comme sur votre passeport ou votre carte d'identité."),
    fields=(*IDENTITY, *CONTACT, *SITUATION),
)
