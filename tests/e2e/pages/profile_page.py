"""The steps of the profile."""

from typing import Self

from playwright.sync_api import Locator

from tests.e2e.pages.site_page import SitePage


class ProfileStepPage(SitePage):
    """What the steps have in common."""

    def go_on(self) -> None:
        """Press « Enregistrer et continuer »."""
        self.press("Enregistrer et continuer")

    def month(self, label: str, year: str, month: str) -> None:
        """Write a month and a year."""
        group = self.group(label)
        group.get_by_label(self.t("Mois"), exact=True).select_option(month)
        group.get_by_label(self.t("Année"), exact=True).fill(year)

    @property
    def autosave(self) -> Locator:
        """Give the words about saving."""
        return self.main.locator(".autosave[data-state]")

    @property
    def cards(self) -> Locator:
        """Give the entries kept."""
        return self.main.locator(".card:not(.card--active)")

    def change(self, card: Locator, action: str) -> None:
        """Press « Modifier » or « Supprimer » of an entry."""
        card.get_by_role("button", name=self.t(action)).click()


class PersonalPage(ProfileStepPage):
    """Personal details."""

    path = "/profile/personal"

    def birth_date(self, year: str, month: str, day: str) -> None:
        """Write the date of birth."""
        group = self.group("Date de naissance")
        group.get_by_label(self.t("Jour"), exact=True).fill(day)
        self.month("Date de naissance", year, month)

    def fill_in(self) -> None:
        """Fill in what the account does not know."""
        self.birth_date("1988", "05", "4")
        self.choose("Genre", "woman")
        self.choose("Nationalité", "SN")
        self.field("Adresse").fill("12 rue des Manguiers")
        self.field("Ville").fill("Dakar")
        self.field("Téléphone").fill("771234567")
        self.tick("Non", within=self.group("Avez-vous des parents au BIT ?"))


class ExperiencePage(ProfileStepPage):
    """Posts outside the ILO."""

    path = "/profile/experience"

    def fill_in(self, title: str = "Cheffe de projet") -> None:
        """Fill in a present post."""
        self.field("Intitulé du poste").fill(title)
        self.field("Employeur").fill("Agence nationale de la protection sociale")
        self.choose("Type d'employeur", "ngo")
        self.choose("Pays du lieu de travail", "SN")
        self.field("Ville").fill("Dakar")
        self.month("Date de début", "2021", "09")
        self.tick("J'occupe ce poste actuellement")
        self.choose("Temps de travail", "full_time")
        self.field("Tâches principales").fill("Direction d'une équipe de douze personnes.")
        self.field("Réalisations principales").fill("Couverture portée de 12 à 31 %.")

    def save(self) -> None:
        """Press « Enregistrer cet emploi »."""
        self.press("Enregistrer cet emploi")


class EducationPage(ProfileStepPage):
    """Degrees."""

    path = "/profile/education"

    def institution(self) -> Locator:
        """Give the combobox."""
        return self.field("Établissement").and_(self.page.get_by_role("combobox"))

    def options(self) -> Locator:
        """Give what its list offers."""
        return self.main.get_by_role("listbox").get_by_role("option")

    def choose_institution(self, typed: str, name: str) -> None:
        """Type a few letters and choose by the name."""
        self.institution().press_sequentially(typed, delay=20)
        self.options().filter(has_text=name).first.click()

    def fill_in(self) -> None:
        """Fill in a degree, without its institution."""
        self.choose("Niveau de diplôme", "master")
        self.choose("Pays de l'établissement", "CH")
        self.field("Intitulé du diplôme").fill("Master en socioéconomie")
        self.choose("Domaine principal", "social_policy")
        self.month("Date de début", "2010", "09")
        self.month("Date d'obtention", "2012", "06")

    def save(self) -> None:
        """Press « Enregistrer ce diplôme »."""
        self.press("Enregistrer ce diplôme")


class LanguagesPage(ProfileStepPage):
    """Languages with their levels."""

    path = "/profile/languages"

    def fill_in(self) -> None:
        """Fill in the mother tongue and one language."""
        self.choose("Langue maternelle", "fr")
        self.choose("Langue", "en")
        for skill in ("Lire", "Écrire", "Parler", "Comprendre"):
            self.choose(skill, "fluent")

    def save(self) -> None:
        """Press « Enregistrer cette langue »."""
        self.press("Enregistrer cette langue")


class IloExperiencePage(ProfileStepPage):
    """Posts at the ILO."""

    path = "/profile/ilo-experience"

    def answer(self, answer: str) -> None:
        """Say « Oui » or « Non » to the question."""
        self.tick(answer, within=self.group("Avez-vous déjà travaillé au BIT ?"))

    def fill_in(self, title: str = "Assistante de programme") -> None:
        """Fill in a past post."""
        self.field("Intitulé du poste").fill(title)
        self.field("Département ou bureau").fill("Bureau de l'OIT à Dakar")
        self.field("Lieu d'affectation").fill("Dakar")
        self.choose("Grade", "NO.A")
        self.choose("Type de contrat", "fixed-term")
        self.month("Date de début", "2013", "10")
        self.month("Date de fin", "2017", "02")
        self.field("Tâches principales").fill("Suivi de deux projets de coopération.")
        self.field("Réalisations principales").fill("Rapports rendus à temps.")

    def save(self) -> None:
        """Press « Enregistrer cet emploi »."""
        self.press("Enregistrer cet emploi")


class ExpertisePage(ProfileStepPage):
    """Areas of expertise with their levels."""

    path = "/profile/expertise"

    def fill_in(self, area: str = "social-health", level: str = "advanced") -> None:
        """Choose an area and a level."""
        self.choose("Domaine", area)
        self.choose("Niveau", level)

    def save(self) -> None:
        """Press « Enregistrer cette expertise »."""
        self.press("Enregistrer cette expertise")


class ReferencesPage(ProfileStepPage):
    """References."""

    path = "/profile/references"

    def fill_in(self, name: str = "Mariama Sow") -> None:
        """Fill in a reference with an address."""
        self.field("Nom de la personne").fill(name)
        self.field("Titre et organisation").fill("Directrice, Réseau des mutuelles")
        self.choose("Lien professionnel", "supervisor")
        self.field("Adresse électronique de la personne").fill("mariama.sow@example.org")
        self.tick("Oui", within=self.group("Le BIT peut-il écrire à cette personne ou l'appeler ?"))

    def save(self) -> None:
        """Press « Enregistrer cette référence »."""
        self.press("Enregistrer cette référence")


class SummaryPage(ProfileStepPage):
    """The last step."""

    path = "/profile/summary"

    def declare(self) -> Self:
        """Tick the declaration, unless the tab has kept it so."""
        words = "Je déclare que les informations données dans ce profil sont exactes."
        if not self.main.get_by_role("checkbox", name=self.t(words)).is_checked():
            self.tick(words)
        return self

    def save(self) -> None:
        """Press « Enregistrer le profil »."""
        self.press("Enregistrer le profil")
