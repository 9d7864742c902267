"""The profile (R7 to R12): counters, drafts, institutions, entries, and saving the whole."""

import re

import pytest
from playwright.sync_api import Page, Route, WebSocket, expect

from ilojobs_app.web.routes import PROFILE_STEPS
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    ExpertisePage,
    IloExperiencePage,
    LanguagesPage,
    PersonalPage,
    ReferencesPage,
    SummaryPage,
)
from tests.factories.profile import complete_steps, personal, post

EVENT = "42"
REMAIN = ("Voir le point qui reste", "Voir les %(n)d points qui restent")


class Frames:
    """The events that a page sends over its socket."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._note)

    def _note(self, payload: str | bytes) -> None:
        text = payload if isinstance(payload, str) else payload.decode()
        if text.startswith(EVENT):
            self.sent.append(text)

    def saves(self) -> int:
        """Count the events that save."""
        return sum(".save" in text for text in self.sent)


def test_typing_sends_nothing_and_a_pause_saves_once(page: Page, candidate: Candidates) -> None:
    frames = Frames(page)
    candidate()
    step = ExperiencePage(page).open()
    duties = step.field("Tâches principales")
    duties.click()
    before = len(frames.sent)
    duties.press_sequentially("Conseil aux ministères du travail de quatre pays.")
    assert len(frames.sent) == before
    expect(step.saved).to_be_visible()
    assert frames.saves() == 1


def test_counter_counts_as_the_server_does(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(page, language).open()
    counter = step.main.locator("#main_duties-c")
    duties = step.field("Tâches principales")
    duties.fill("é" * 1990)
    expect(counter).to_have_attribute("data-state", "near")
    expect(counter).to_contain_text(re.compile(r"1.990 / 2.000"))
    # Characters outside the first plane and decomposed letters count once; spaces around do not.
    duties.fill("  " + "😀e\u0301" * 1006 + "\n")
    expect(counter).to_have_attribute("data-state", "over")
    expect(counter).to_contain_text(step.t("%(n)s caractères en trop", n=12))


def test_pasted_formatting_is_stripped_and_said(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    step.field("Réalisations principales").evaluate(
        """area => {
            const data = new DataTransfer();
            data.setData("text/html", "<b>Gras</b>");
            area.focus();
            data.setData("text/plain", "Gras");
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )
    words = step.t("Texte conservé. Retiré : %(what)s.", what=step.t("mise en forme"))
    expect(page.get_by_text(words)).to_be_visible()


def test_draft_survives_a_reload(page: Page, language: str, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    step.fill_in()
    expect(step.saved).to_be_visible()
    page.reload()
    step.ready()
    expect(step.field("Ville")).to_have_value("Dakar")
    expect(step.field("Genre")).to_have_value("woman")
    birth_date = step.group("Date de naissance")
    expect(birth_date.get_by_label(step.t("Jour"), exact=True)).to_have_value("4")
    expect(birth_date.get_by_label(step.t("Mois"), exact=True)).to_have_value("05")
    relatives = step.group("Avez-vous des parents au BIT ?")
    expect(relatives.get_by_role("radio", name=step.t("Non"))).to_be_checked()


def test_step_says_what_is_missing_and_keeps_what_is_there(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    step.field("Ville").fill("Thiès")
    step.go_on()
    expect(step.summary).to_be_focused()
    step.summary.get_by_role("link", name=step.t("Indiquez votre adresse.")).click()
    expect(step.field("Adresse")).to_be_focused()
    expect(step.field("Ville")).to_have_value("Thiès")


def test_flagged_field_is_looked_at_again_when_one_leaves_it(
    page: Page, candidate: Candidates
) -> None:
    candidate()
    step = PersonalPage(page).open()
    step.go_on()
    expect(step.summary).to_be_focused()
    before = len(step.problems)
    step.field("Adresse").fill("12 rue des Manguiers")
    step.field("Ville").focus()
    expect(step.summary.get_by_role("listitem")).to_have_count(before - 1)
    expect(step.error_of("Adresse")).to_have_count(0)
    expect(step.field("Ville")).to_be_focused()


@pytest.mark.parametrize("characters", [600_000, 1_200_000])
def test_too_much_text_is_said_once_and_not_sent_again(
    page: Page, candidate: Candidates, characters: int
) -> None:
    candidate()
    sent: list[str] = []
    page.on(
        "websocket",
        lambda line: line.on(
            "framesent",
            lambda frame: sent.append(str(frame)[:400]) if "save" in str(frame) else None,
        ),
    )
    step = PersonalPage(page).open()
    step.field("Adresse").fill("x" * characters)
    step.field("Ville").focus()
    words = "Raccourcissez vos textes : cette étape est trop longue pour être enregistrée."
    expect(step.summary).to_contain_text(step.t(words))
    expect(step.autosave).to_have_text(step.t("Non enregistré"))
    expect(step.autosave).to_be_in_viewport()
    expect(step.field("Ville")).to_be_focused()
    tries = len(sent)
    page.wait_for_timeout(5000)
    assert len(sent) == tries
    assert len(step.field("Adresse").input_value()) == characters
    step.go_on()
    expect(step.summary).to_be_focused()
    step.field("Adresse").fill("12 rue des Manguiers")
    expect(step.saved).to_be_visible()
    expect(step.summary).to_have_count(0)


def test_language_that_is_there_already_is_refused(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    step = LanguagesPage(page).open()
    step.press("Ajouter une autre langue")
    step.choose("Langue", "en")
    for skill in ("Lire", "Écrire", "Parler", "Comprendre"):
        step.choose(skill, "fluent")
    step.save()
    expect(step.summary).to_be_focused()
    words = "Choisissez une autre langue : celle-ci est déjà dans la liste."
    expect(step.error_of("Langue")).to_contain_text(step.t(words))


@pytest.mark.allows_console("ERR_INTERNET_DISCONNECTED")
def test_search_without_a_line_is_said_and_resumed(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    page.context.set_offline(True)
    step.institution().press_sequentially("genev")
    words = "Hors ligne : votre texte est conservé. La recherche reprend avec la connexion."
    expect(step.options().filter(has_text=step.t(words))).to_be_visible()
    page.context.set_offline(False)
    expect(step.options().filter(has_text="Genève")).not_to_have_count(0)


def test_link_of_a_date_focuses_its_first_control(page: Page, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(page).open()
    step.go_on()
    words = step.t("Indiquez votre date de naissance : jour, mois et année.")
    step.summary.get_by_role("link", name=words).click()
    day = step.group("Date de naissance").get_by_label(step.t("Jour"), exact=True)
    expect(day).to_be_focused()


def test_links_of_a_step_lead_to_its_posts(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    step.go_on()
    step.summary.get_by_role("link").click()
    expect(step.field("Intitulé du poste")).to_be_focused()
    step.field("Intitulé du poste").fill("Économiste")
    expect(step.saved).not_to_have_count(0)
    step.go_on()
    expect(step.summary.get_by_role("link")).to_contain_text("Économiste")
    step.summary.get_by_role("link").click()
    expect(step.cards.get_by_role("button", name=step.t("Modifier"))).to_be_focused()


def test_two_tabs_keep_each_what_was_typed_in_it(page: Page, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(page).open()
    other = PersonalPage(page.context.new_page()).open()
    step.field("Adresse").fill("12 rue des Manguiers")
    expect(step.saved).to_be_visible()
    other.field("Ville").fill("Dakar")
    expect(other.saved).to_be_visible()
    page.reload()
    step.ready()
    expect(step.field("Adresse")).to_have_value("12 rue des Manguiers")
    expect(step.field("Ville")).to_have_value("Dakar")


def test_question_appears_with_its_answer(page: Page, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(page).open()
    expect(step.field("Nom de cette personne")).to_be_hidden()
    step.tick("Oui", within=step.group("Avez-vous des parents au BIT ?"))
    expect(step.field("Nom de cette personne")).to_be_visible()


def test_institution_is_chosen_with_the_keyboard(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    box = step.institution()
    box.press_sequentially("genev")
    expect(step.options().filter(has_text=re.compile("Gen[eè]v"))).not_to_have_count(0)
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "institution-0")
    chosen = step.options().first.inner_text()
    box.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.input_value()
    assert chosen.startswith(box.input_value())


def test_escape_closes_the_list_and_keeps_what_is_typed(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    box = step.institution()
    box.press_sequentially("genev")
    expect(step.options().first).to_be_visible()
    box.press("Escape")
    expect(step.options().first).to_be_hidden()
    expect(box).to_have_value("genev")


def test_institution_that_is_not_listed_is_described(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = EducationPage(page, language).open()
    step.fill_in()
    box = step.institution()
    box.press_sequentially("lycée qui n'existe pas")
    box.press("ArrowUp")
    box.press("Enter")
    expect(box).to_have_value(step.t("*Autres"))
    step.field("Nom de l'établissement").fill("Lycée Lamine-Guèye")
    step.field("Ville de l'établissement").fill("Genève")
    step.save()
    expect(step.cards).to_have_count(1)
    expect(step.cards).to_contain_text("Lycée Lamine-Guèye")


def test_institution_is_cleared_when_its_country_changes(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    step.choose_institution("genev", "Gen")
    expect(step.institution()).not_to_have_value("")
    chosen = step.institution().input_value()
    step.choose("Pays de l'établissement", "SN")
    expect(step.institution()).to_have_value("")
    words = step.t("Le pays a changé : choisissez de nouveau l'établissement.")
    notice = step.main.get_by_role("status").filter(has_text=words)
    expect(notice).to_be_visible()
    notice.get_by_role("button", name=step.t("Annuler")).press("Enter")
    expect(step.institution()).to_have_value(chosen)
    expect(step.institution()).to_be_focused()
    expect(step.field("Pays de l'établissement")).to_have_value("CH")
    expect(notice).to_have_count(0)
    expect(step.saved).to_be_visible()
    page.reload()
    expect(step.institution()).to_have_value(re.compile(re.escape(chosen)))


def test_home_and_end_go_through_the_options(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    box = step.institution()
    box.press_sequentially("genev")
    expect(step.options().filter(has_text="Genève")).not_to_have_count(0)
    box.press("ArrowDown")
    box.press("End")
    active = step.main.locator('[role="option"][aria-selected="true"]')
    expect(active).to_contain_text(step.t("*Autres"))
    box.press("Home")
    expect(box).to_have_attribute("aria-activedescendant", "institution-0")
    box.press_sequentially("o")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("Home")
    box.press_sequentially("x")
    expect(box).to_have_value("xgenevo")


@pytest.mark.allows_console("Failed to load resource")
def test_slow_search_says_so_and_a_failed_one_keeps_the_text(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = EducationPage(page, language).open()
    step.choose("Pays de l'établissement", "CH")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/institutions?*", hold)
    step.institution().press_sequentially("genev")
    expect(step.options().filter(has_text=step.t("Recherche en cours…"))).to_be_visible()
    expect(step.options().filter(has_text=step.t("*Autres"))).to_be_visible()
    held[-1].fulfill(status=500)
    words = step.t("La recherche ne répond pas. Votre texte est conservé.")
    expect(step.options().filter(has_text=words)).to_be_visible()
    expect(step.options().filter(has_text=step.t("*Autres"))).to_be_visible()
    expect(step.institution()).to_have_value("genev")


@pytest.mark.allows_console("status of 429")
def test_a_question_that_is_put_off_is_asked_again(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    page.route(
        "**/api/institutions?*",
        lambda route: route.fulfill(status=429, headers={"Retry-After": "1"}),
        times=1,
    )
    step.institution().fill("genev")
    expect(step.options().filter(has_text=step.t("Recherche en cours…"))).to_be_visible()
    expect(step.options().filter(has_text="Genève").first).to_be_visible()


def test_every_match_is_reached_with_more_results(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "FR")
    step.institution().press_sequentially("universite")
    more = step.options().filter(has_text=step.t("Plus de résultats"))
    expect(more).to_be_visible()
    expect(step.options()).to_have_count(22)
    more.click()
    expect(step.options()).to_have_count(42)
    expect(step.options().last).to_contain_text(step.t("*Autres"))


@pytest.mark.parametrize("width", [320, 390])
def test_institution_is_chosen_by_touch_on_a_narrow_screen(
    page: Page, candidate: Candidates, width: int
) -> None:
    candidate()
    page.set_viewport_size({"width": width, "height": 640})
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    step.choose_institution("genev", "Gen")
    expect(step.institution()).not_to_have_value("genev")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


def test_candidate_changes_removes_and_brings_back_a_post(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    title, changed = str(post()["job_title"]), "Conseillère principale"
    step = ExperiencePage(page, language).open()
    step.change(step.cards, "Modifier")
    expect(step.field("Intitulé du poste")).to_have_value(title)
    step.field("Intitulé du poste").fill(changed)
    step.save()
    expect(step.cards.get_by_role("heading")).to_contain_text(changed)

    step.change(step.cards, "Supprimer")
    expect(step.cards).to_have_count(0)
    page.get_by_role("button", name=step.t("Annuler la suppression de %(title)s", title="")).click()
    expect(step.cards.get_by_role("heading")).to_contain_text(changed)
    page.reload()
    expect(step.cards.get_by_role("heading")).to_contain_text(changed)


def test_candidate_adds_a_second_language(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    step = LanguagesPage(page).open()
    expect(step.cards).to_have_count(1)
    step.press("Ajouter une autre langue")
    step.choose("Langue", "es")
    step.save()
    expect(step.summary).to_be_focused()
    for skill in ("Lire", "Écrire", "Parler", "Comprendre"):
        step.choose(skill, "fluent")
    step.save()
    expect(step.cards).to_have_count(2)


def test_without_experience_no_post_is_asked(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    step.tick("Je n'ai pas d'expérience professionnelle")
    step.go_on()
    expect(step.title).to_have_text(step.t("Expérience au BIT"))


def test_incomplete_profile_is_not_saved_and_says_what_is_missing(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="draft")
    summary = SummaryPage(page, language).open()
    summary.declare().save()
    expect(summary.summary).to_be_focused()
    assert len(summary.problems) == 1
    summary.summary.get_by_role("link").click()
    expect(page).to_have_url(
        re.compile(f"/{language}/profile/experience#post-1.main_achievements$")
    )
    step = ExperiencePage(page, language)
    expect(step.field("Réalisations principales")).to_be_focused()
    page.reload()
    expect(step.field("Réalisations principales")).to_be_focused()
    step.field("Réalisations principales").fill("Couverture doublée.")
    step.save()
    expect(step.main.locator(".tag--err")).to_have_count(0)
    summary.open().declare().save()
    expect(summary.main).to_contain_text(summary.t("Profil enregistré"))


def test_profile_needs_the_declaration(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    summary = SummaryPage(page).open()
    summary.save()
    expect(summary.summary).to_be_focused()
    assert len(summary.problems) == 1


@pytest.mark.parametrize("path", PROFILE_STEPS)
def test_profile_is_for_its_owner_only(page: Page, path: str) -> None:
    page.goto(f"/fr/profile/{path}")
    expect(page).to_have_url(re.compile(r"/fr/sign-in\?next=%2Ffr%2Fprofile"))


def test_posts_at_the_ilo_are_asked_of_who_says_yes(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = IloExperiencePage(page, language).open()
    expect(step.field("Intitulé du poste")).to_have_count(0)
    step.go_on()
    expect(step.summary).to_be_focused()
    step.answer("Oui")
    step.fill_in()
    step.save()
    expect(step.cards).to_have_count(1)
    step.answer("Non")
    expect(step.cards).to_have_count(0)
    step.answer("Oui")
    expect(step.cards).to_have_count(1)
    step.answer("Non")
    # The posts go with the answer, and what stands below moves up.
    expect(step.cards).to_have_count(0)
    step.go_on()
    expect(step.title).to_have_text(step.t("Formation"))


def test_levels_of_expertise_are_defined_one_click_away(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate()
    step = ExpertisePage(page, language).open()
    opener = step.main.get_by_text(step.t("Que veulent dire les niveaux ?"))
    definitions = step.main.get_by_role("term")
    opener.press("Enter")
    expect(definitions).to_have_count(4)
    opener.press("Enter")
    expect(definitions).to_have_count(0)
    expect(opener).to_be_focused()
    opener.click()
    step.link("Voir les niveaux sur leur page").click()
    expect(page).to_have_url(re.compile(f"/{language}/expertise-levels$"))
    expect(step.title).to_have_text(step.t("Niveaux d'expertise"))


def test_an_area_of_expertise_is_chosen_once(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExpertisePage(page).open()
    step.fill_in()
    step.save()
    expect(step.cards).to_have_count(1)
    step.press("Ajouter une autre expertise")
    step.fill_in(level="expert")
    step.save()
    expect(step.summary).to_contain_text(
        step.t("Choisissez un autre domaine : celui-ci est déjà dans la liste.")
    )
    step.fill_in(area="audit")
    step.save()
    expect(step.cards).to_have_count(2)


def test_references_may_stay_empty_and_take_mail_or_telephone(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    step = ReferencesPage(page, language).open()
    step.press("Ajouter une référence")
    step.fill_in()
    step.field("Adresse électronique de la personne").fill("")
    step.save()
    expect(step.summary).to_be_focused()
    expect(step.error_of("Adresse électronique de la personne")).to_be_visible()
    step.choose("Indicatif du pays", "SN")
    step.field("Téléphone de la personne").fill("77 123 45 67")
    step.save()
    expect(step.cards).to_have_count(1)
    step.change(step.cards, "Supprimer")
    expect(step.cards).to_have_count(0)
    step.go_on()
    expect(step.title).to_have_text(step.t("Récapitulatif"))


def test_meter_says_what_remains_and_leads_to_the_field(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(
        profile="draft",
        steps={"experience": complete_steps()["experience"], "personal": personal(city="")},
    )
    summary = SummaryPage(page, language).open()
    meter = summary.main.get_by_role("progressbar")
    expect(meter).to_have_accessible_name(re.compile(r"\d\d\s?%"))
    summary.main.get_by_text(summary.n(*REMAIN, 1)).click()
    summary.link("Indiquez votre ville.").click()
    step = PersonalPage(page, language)
    expect(step.field("Ville")).to_be_focused()


def test_gap_between_posts_is_pointed_out_and_refuses_nothing(
    page: Page, language: str, candidate: Candidates
) -> None:
    posts = [post(), post(key="post-2", start="2023-01", end="2023-12")]
    candidate(profile="complete", steps={"experience": {"no_experience": False, "posts": posts}})
    step = ExperiencePage(page, language).open()
    words = step.t("À vérifier, sans obligation")
    expect(step.main.get_by_role("status").filter(has_text=words)).to_be_visible()
    summary = SummaryPage(page, language).open()
    expect(summary.main.locator(".banner--info")).to_contain_text("2021")
    summary.declare().save()
    expect(summary.main).to_contain_text(summary.t("Profil enregistré"))


def test_rule_on_degrees_is_one_click_away(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    step = EducationPage(page, language).open()
    expect(step.cards).to_contain_text(step.t("À vérifier : l'accréditation de l'établissement"))
    question = step.t("Quels diplômes comptent comme diplôme universitaire supérieur ?")
    step.main.get_by_text(question).press("Enter")
    expect(step.main.get_by_role("link", name="WHED")).to_be_visible()
    expect(step.link("Liste de l'UNESCO")).to_be_visible()


def test_a_whole_answer_is_narrowed_without_asking_again(page: Page, candidate: Candidates) -> None:
    candidate()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/api/institutions" in r.url else None)
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    step.institution().press_sequentially("lausan")
    expect(step.options().filter(has_text="Lausanne").first).to_be_visible()
    page.wait_for_timeout(400)
    number = len(asked)
    before = step.options().count()
    step.institution().press_sequentially("ne")
    expect(step.options().filter(has_text="Lausanne").first).to_be_visible()
    assert 1 < step.options().count() <= before
    page.wait_for_timeout(400)
    assert len(asked) == number


def test_a_letter_back_needs_no_line(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    geneva = step.options().filter(has_text="Université de Genève").first
    for letters in ("gen", "xyq"):
        with page.expect_response(re.compile(rf"/api/institutions.*{letters}&")):
            step.institution().press_sequentially(letters, delay=250)
    expect(geneva).to_be_hidden()
    page.context.set_offline(True)
    for _letter in range(3):
        step.institution().press("Backspace")
    expect(step.institution()).to_have_value("gen")
    expect(geneva).to_be_visible()


def test_an_answer_for_the_country_before_does_not_come(page: Page, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    with page.expect_request("**/api/institutions*"):
        page.route(
            "**/api/institutions?country=CH*",
            lambda route: (page.wait_for_timeout(1000), route.continue_()),
        )
        step.institution().press_sequentially("univ")
    step.choose("Pays de l'établissement", "SN")
    page.wait_for_timeout(1500)
    step.institution().focus()
    expect(step.options().filter(has_text="Genève")).to_have_count(0)
    expect(step.main.get_by_text(re.compile("établissements? correspond"))).to_have_count(0)


def test_options_are_reached_at_400_per_cent(page: Page, candidate: Candidates) -> None:
    """1280 px at 400 % are 320 by 225: the list scrolls inside itself, *Autres stays in sight."""
    page.set_viewport_size({"width": 320, "height": 225})
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    step.institution().press_sequentially("univ")
    expect(step.options().filter(has_text="Universit").first).to_be_visible()
    for _turn in range(3):
        page.keyboard.press("ArrowDown")
    expect(step.main.locator("[role=option][aria-selected=true]")).to_be_in_viewport()
    page.keyboard.press("End")
    expect(step.options().last).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Enter")
    expect(step.institution()).to_have_value(step.t("*Autres"))
