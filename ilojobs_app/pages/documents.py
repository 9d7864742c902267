"""Pages that are wholly the server's: their content is an island (see the `*_data` modules)."""

import reflex as rx

from ilojobs_app.core.i18n import N_
from ilojobs_app.ui.frame import island
from ilojobs_app.web import routes
from ilojobs_app.web.pages import page

DOCUMENTS = (
    (
        routes.HOME,
        N_("Accueil"),
        N_("Les postes vacants du Bureau international du Travail, à Genève et dans le monde."),
    ),
    (
        routes.VACANCIES,
        N_("Postes vacants"),
        N_("Tous les postes vacants du BIT : grade, lieu d'affectation, date de clôture."),
    ),
    (routes.VACANCY, N_("Poste vacant"), N_("Avis de vacance de poste du BIT.")),
    (
        routes.CATEGORIES,
        N_("Catégories d'emplois"),
        N_("Les catégories d'emplois du BIT et leurs postes vacants."),
    ),
    (routes.CATEGORY, N_("Catégorie d'emplois"), N_("Postes vacants d'une catégorie d'emplois.")),
    (routes.SIGN_IN, N_("Se connecter"), N_("Connectez-vous à votre compte de candidat(e).")),
    (
        routes.FORGOT_PASSWORD,
        N_("Mot de passe oublié"),
        N_("Recevez un lien pour choisir un nouveau mot de passe."),
    ),
    (routes.RESET_PASSWORD, N_("Nouveau mot de passe"), ""),
    (routes.VERIFY_EMAIL, N_("Confirmer l'adresse électronique"), ""),
    (routes.PROFILE, N_("Profil de candidat(e)"), ""),
    (routes.APPLICATIONS, N_("Mes candidatures"), ""),
    (routes.APPLICATION, N_("Candidature"), ""),
    (
        routes.EXPERTISE_LEVELS,
        N_("Niveaux d'expertise"),
        N_("Ce que veut dire chaque niveau d'expertise du profil."),
    ),
    (
        routes.FAQ,
        N_("Questions fréquentes"),
        N_("Réponses aux questions des candidat(e)s."),
    ),
    (
        routes.PRIVACY,
        N_("Déclaration de confidentialité"),
        N_("Ce que le BIT fait de vos données de candidat(e)."),
    ),
    (
        routes.TERMS,
        N_("Conditions d'utilisation"),
        N_("Les conditions d'utilisation de ce site."),
    ),
    (routes.ACCESSIBILITY, N_("Accessibilité"), N_("Accessibilité de ce site.")),
    (routes.CONTACT, N_("Nous contacter"), N_("Écrire au service du recrutement du BIT.")),
)


def document() -> rx.Component:
    """Give the place where the server's page stands."""
    return island()


for _path, _title, _description in DOCUMENTS:
    page(_path, title=_title, description=_description)(document)
