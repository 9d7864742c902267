"""Key expertise: areas with a level in each, whose definitions are one click away (R10)."""

from ilojobs_app.core.i18n import N_
from ilojobs_app.profile.fields import Entries, Field, Kind, Step

EXPERTISE = Step(
    slug="expertise",
    title=N_("Expertises principales"),
    lede=N_(
        "Choisissez de un à dix domaines que vous maîtrisez, avec votre niveau dans chacun, en "
        "commençant par le plus important."
    ),
    entries=Entries(
        name="expertise",
        title=N_("Expertises enregistrées"),
        new=N_("Nouvelle expertise"),
        add=N_("Ajouter une autre expertise"),
        save=N_("Enregistrer cette expertise"),
        missing=N_("Ajoutez au moins une expertise."),
        fields=(
            Field(
                "area",
                N_("Domaine"),
                Kind.SELECT,
                options="expertise_areas",
                missing=N_("Choisissez le domaine."),
                half=True,
            ),
            Field(
                "level",
                N_("Niveau"),
                Kind.SELECT,
                options="expertise_levels",
                missing=N_("Choisissez le niveau."),
                half=True,
            ),
        ),
        heading=("area", "level"),
        at_most=10,
        once="area",
        twice=N_("Choisissez un autre domaine : celui-ci est déjà dans la liste."),
    ),
)
