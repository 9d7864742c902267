"""The whole profile, eight steps, without a mouse: Tab, letters, Space, arrows and Enter."""

import re

from playwright.sync_api import Locator, Page, expect

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import month_names, use_language
from tests.accessibility.test_keyboard import tab_to
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    ExpertisePage,
    IloExperiencePage,
    LanguagesPage,
    PersonalPage,
    ProfileStepPage,
    ReferencesPage,
    SummaryPage,
)

# What can be typed on any keyboard, of the text of an option.
TYPED = re.compile("[A-Za-z ]+")


class Keys:
    """Hands that only have a keyboard."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.step: ProfileStepPage = PersonalPage(page, language)

    def at(self, step: type[ProfileStepPage], title: str) -> None:
        """Arrive at a step, not by an address but by the step before."""
        self.step = step(self.page, self.language)
        expect(self.step.title).to_have_text(self.step.t(title))
        self.step.ready()

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        """Write in a field."""
        field = within.get_by_label(self.step.t(label), exact=True) if within else None
        tab_to(self.page, field or self.step.field(label))
        self.page.keyboard.insert_text(text)

    def choose(self, label: str, name: str, code: str) -> None:
        """Type what an option begins with."""
        found = TYPED.match(lists.label(name, code, self.language))
        assert found
        field = self.step.field(label)
        tab_to(self.page, field)
        self.page.keyboard.type(found[0])
        expect(field).to_have_value(code)

    def month(self, label: str, year: str) -> None:
        """Choose May of a year."""
        group = self.step.group(label)
        tab_to(self.page, group.get_by_label(self.step.t("Mois"), exact=True))
        with use_language(self.language):
            self.page.keyboard.type(month_names()[4])
        self.write("Année", year, within=group)

    def answer_no(self, question: str) -> None:
        """Go to the question and down to « Non »."""
        answers = self.step.group(question).get_by_role("radio")
        tab_to(self.page, answers.first)
        self.page.keyboard.press("ArrowDown")
        expect(answers.last).to_be_checked()

    def press(self, label: str) -> None:
        """Press a button."""
        tab_to(self.page, self.step.button(label))
        self.page.keyboard.press("Enter")

    def finish(self, save: str) -> None:
        """Save the entry, and go on."""
        self.press(save)
        expect(self.step.cards).to_have_count(1)
        self.press("Enregistrer et continuer")


def test_whole_profile_by_keyboard(page: Page, language: str, candidate: Candidates) -> None:
    candidate()
    keys = Keys(page, language)
    intro = ProfileStepPage(page, language)
    page.goto(f"/{language}/profile")
    intro.ready()
    tab_to(page, intro.link("Commencer ou reprendre"))
    page.keyboard.press("Enter")

    keys.at(PersonalPage, "Données personnelles")
    birth = keys.step.group("Date de naissance")
    keys.write("Jour", "4", within=birth)
    keys.month("Date de naissance", "1988")
    keys.choose("Genre", "genders", "woman")
    keys.choose("Nationalité", "territories", "TG")
    keys.write("Adresse", "12 rue des Manguiers")
    keys.write("Ville", "Lomé")
    keys.write("Téléphone", "771234567")
    keys.answer_no("Avez-vous des parents au BIT ?")
    keys.press("Enregistrer et continuer")

    keys.at(ExperiencePage, "Expérience hors BIT")
    keys.write("Intitulé du poste", "Cheffe de projet")
    keys.write("Employeur", "Agence nationale")
    keys.choose("Type d'employeur", "employer_kinds", "ngo")
    keys.choose("Pays du lieu de travail", "territories", "TG")
    keys.write("Ville", "Lomé")
    keys.month("Date de début", "2021")
    tab_to(page, keys.step.main.get_by_label(keys.step.t("J'occupe ce poste actuellement")))
    page.keyboard.press("Space")
    keys.choose("Temps de travail", "working_times", "full_time")
    keys.write("Tâches principales", "Direction d'une équipe.")
    keys.write("Réalisations principales", "Couverture doublée.")
    keys.finish("Enregistrer cet emploi")

    keys.at(IloExperiencePage, "Expérience au BIT")
    keys.answer_no("Avez-vous déjà travaillé au BIT ?")
    keys.press("Enregistrer et continuer")

    keys.at(EducationPage, "Formation")
    keys.choose("Niveau de diplôme", "degree_levels", "doctorate")
    keys.choose("Pays de l'établissement", "territories", "CH")
    box = EducationPage(page, language).institution()
    tab_to(page, box)
    page.keyboard.type("genev")
    expect(EducationPage(page, language).options().filter(has_text="Gen")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "institution-0")
    page.keyboard.press("Enter")
    keys.write("Intitulé du diplôme", "Doctorat en socioéconomie")
    keys.choose("Domaine principal", "study_fields", "finance")
    keys.month("Date de début", "2010")
    keys.month("Date d'obtention", "2014")
    keys.finish("Enregistrer ce diplôme")

    keys.at(LanguagesPage, "Langues")
    keys.choose("Langue maternelle", "languages", "de")
    keys.choose("Langue", "languages", "es")
    for skill in ("Lire", "Écrire", "Parler", "Comprendre"):
        keys.choose(skill, "language_levels", "fluent")
    keys.finish("Enregistrer cette langue")

    keys.at(ExpertisePage, "Expertises principales")
    keys.choose("Domaine", "expertise_areas", "audit")
    keys.choose("Niveau", "expertise_levels", "expert")
    keys.finish("Enregistrer cette expertise")

    keys.at(ReferencesPage, "Références")
    keys.press("Ajouter une référence")
    keys.write("Nom de la personne", "Mariama Sow")
    keys.write("Titre et organisation", "Directrice, Réseau des mutuelles")
    keys.choose("Lien professionnel", "reference_relations", "partner")
    keys.write("Adresse électronique de la personne", "mariama.sow@example.org")
    keys.answer_no("Le BIT peut-il écrire à cette personne ou l'appeler ?")
    keys.finish("Enregistrer cette référence")

    keys.at(SummaryPage, "Récapitulatif")
    tab_to(page, keys.step.main.get_by_role("checkbox"))
    page.keyboard.press("Space")
    keys.press("Enregistrer le profil")
    expect(keys.step.main).to_contain_text(keys.step.t("Profil enregistré"))
