"""A candidate creates alerts where they read, and manages them under Options (R5, R17, R18, B7)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.service import delete, own_alerts, wants_alerts
from ilojobs_app.core.i18n import use_language
from ilojobs_app.vacancies.categories import short_name
from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.pages.alerts_page import AccountOptionsPage, AlertForm, AlertsPage, CategoryPage
from tests.e2e.pages.sign_in_page import SignInPage
from tests.e2e.pages.vacancies_page import VacanciesPage
from tests.e2e.server import Clock, Server
from tests.factories.alerts import make_alert

Publish = Callable[..., int]
STAGES = "Stages"


class Line:
    """The line between page and server, which a test cuts, or holds what the page sends."""

    def __init__(self, page: Page) -> None:
        self.cut = False
        self.held: list[Callable[[], None]] | None = None
        page.route_web_socket(re.compile("/_event"), self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self.held is not None and "alerts_state" in str(message):
                self.held.append(lambda: server.send(message))
            elif not self.cut:
                server.send(message)

        socket.on_message(pass_on)

    def release(self) -> None:
        """Let through what was held."""
        held, self.held = self.held or [], None
        for send in held:
            send()


@pytest.fixture
def with_alert(server: Server, clock: Clock, candidate: Candidates) -> Callable[..., Candidate]:
    """Make a candidate who has alerts for categories."""

    def made(*categories: str) -> Candidate:
        who = candidate()
        with server.transaction() as session:
            account = session.get(Account, who.account_id)
            for category in categories:
                make_alert(
                    session,
                    clock.now(),
                    account=account,
                    criteria=AlertCriteria(category=category),
                    time_zone="Africa/Dakar",
                )
        return who

    return made


def test_candidate_creates_an_alert_from_a_category(
    page: Page, language: str, candidate: Candidates, open_vacancy: Publish
) -> None:
    candidate()
    open_vacancy(category="director", title_fr="Directrice", title_en="Directress")
    category = CategoryPage(page, language, "director").open()
    expect(category.preview).to_contain_text("Dakar")
    expect(category.preview).to_contain_text("30")
    category.choose_frequency("Chaque semaine")
    category.form.get_by_label(category.t("Jour d'envoi")).select_option("3")
    expect(category.preview).to_contain_text({"fr": "jeudi", "en": "Thursday"}[language])
    category.choose_frequency("Dès la publication")
    expect(category.preview).to_contain_text(
        category.t("Premier envoi : dès qu'un poste est publié.")
    )
    category.choose_frequency("Chaque mois")
    category.create()
    expect(category.message).to_be_focused()
    with use_language(language):
        title = short_name("director")
    expect(category.message).to_contain_text(category.t("Alerte créée : %(title)s.", title=title))
    category.link("Gérer mes alertes").click()
    alerts = AlertsPage(page, language)
    expect(alerts.card(title)).to_be_visible()
    expect(alerts.select_of("Fréquence", title)).to_have_value("monthly")
    expect(alerts.card(title)).to_contain_text("Dakar")


def test_preview_says_which_vacancies_would_have_matched(page: Page, open_vacancy: Publish) -> None:
    open_vacancy(category="external", title_fr="Chroniqueuse des essais", duty_station_fr="Genève")
    category = CategoryPage(page, code="external").open()
    category.preview.get_by_text("Voir lesquels").click()
    expect(category.preview.get_by_role("link", name="Chroniqueuse des essais")).to_be_visible()


def test_visitor_signs_in_and_comes_back_to_the_form(
    page: Page, language: str, candidate: Candidates
) -> None:
    who = candidate(signed_in=False)
    category = CategoryPage(page, language, "internships").open()
    category.choose_frequency("Chaque jour")
    category.create()
    SignInPage(page, language).ready().sign_in(who.email)
    expect(category.message).to_contain_text(category.t("Vérifiez vos choix, puis créez l'alerte."))
    expect(category.form.locator("[value=daily]")).to_be_checked()
    category.create()
    expect(category.message).to_contain_text(str(category.t("Gérer mes alertes")))


def test_search_of_the_list_becomes_an_alert(
    page: Page, language: str, candidate: Candidates
) -> None:
    who = candidate(signed_in=False)
    vacancies = VacanciesPage(page, language).open("?category=internships")
    vacancies.search("geneve")
    expect(page).to_have_url(re.compile("q=geneve"))
    vacancies.link("Créer une alerte").click()
    SignInPage(page, language).ready().sign_in(who.email)
    form = AlertForm(page, language).ready()
    expect(form.form.get_by_role("searchbox")).to_have_value("geneve")
    expect(form.form.locator("#al-category")).to_have_value("internships")
    form.create()
    alerts = AlertsPage(page, language)
    expect(alerts.message).to_be_focused()
    expect(alerts.cards).to_have_count(1)
    expect(alerts.cards).to_contain_text("geneve")
    with use_language(language):
        expect(alerts.cards).to_contain_text(short_name("internships"))


def test_filled_in_form_follows_into_the_other_language(page: Page, candidate: Candidates) -> None:
    candidate()
    options = AlertForm(page)
    options.visit("/options/job-alerts?create=1")
    options.ready()
    options.form.get_by_role("searchbox").fill("tripartisme")
    options.choose_frequency("Chaque jour")
    options.switch_language()
    expect(options.form.get_by_role("searchbox")).to_have_value("tripartisme")
    expect(options.form.locator("[value=daily]")).to_be_checked()


@pytest.mark.allows_console("422")
def test_same_criteria_twice_lead_to_the_alert_there_is(
    page: Page, with_alert: Callable[..., Candidate]
) -> None:
    with_alert("internships")
    category = CategoryPage(page, code="internships").open()
    category.create()
    expect(category.message).to_contain_text(
        category.t(
            "Vous avez déjà cette alerte. Modifiez-la dans Options, Alertes de poste (le menu à votre nom)."
        )
    )
    category.link("Voir cette alerte").click()
    heading = page.get_by_role("heading", name=STAGES, level=3)
    expect(heading).to_be_focused()


def test_candidate_creates_and_edits_an_alert_on_options(page: Page, candidate: Candidates) -> None:
    candidate()
    alerts = AlertsPage(page).open()
    alerts.link("Créer une alerte").click()
    form = alerts.form
    form.get_by_role("searchbox").fill("protection sociale")
    alerts.choose_frequency("Chaque jour")
    form.locator("#al-language").select_option("en")
    alerts.create()
    title = "«\u00a0protection sociale\u00a0»"
    expect(alerts.card(title)).to_be_visible()
    expect(alerts.select_of("Langue des courriels", title)).to_have_value("en")
    alerts.card(title).get_by_role("link", name="Modifier les critères").click()
    form.get_by_role("searchbox").fill("dialogue social")
    form.get_by_role("button", name=alerts.t("Enregistrer l'alerte")).click()
    expect(alerts.card("«\u00a0dialogue social\u00a0»")).to_be_visible()
    expect(alerts.cards).to_have_count(1)


def test_candidate_manages_alerts_by_keyboard(
    page: Page, language: str, with_alert: Callable[..., Candidate]
) -> None:
    with_alert("internships", "director")
    with use_language(language):
        title, other = short_name("internships"), short_name("director")
    alerts = AlertsPage(page, language).open()
    alerts.button_of("Suspendre", title).press("Enter")
    resume = alerts.button_of("Reprendre", title)
    expect(resume).to_be_focused()
    expect(alerts.card(title)).to_contain_text(alerts.t("Aucun envoi avant la reprise"))
    expect(alerts.card(other)).to_contain_text(alerts.t("Active"))
    resume.press("Enter")
    expect(alerts.card(title)).to_contain_text(alerts.t("Prochain envoi"))
    alerts.button_of("Supprimer", title).press("Enter")
    undo = alerts.undo_button(title)
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(page.get_by_role("heading", name=title, level=3)).to_be_focused()
    expect(alerts.cards).to_have_count(2)


def test_path_of_the_faq_leads_to_the_deletion(
    page: Page, language: str, with_alert: Callable[..., Candidate]
) -> None:
    """R18: profile, Options, Alertes de poste, delete."""
    with_alert("internships")
    with use_language(language):
        title = short_name("internships")
    alerts = AlertsPage(page, language)
    alerts.visit("/profile")
    alerts.masthead.get_by_role("button", name=alerts.t("Mon espace –")).click()
    alerts.masthead.get_by_role("link", name=alerts.t("Options"), exact=True).click()
    expect(alerts.title).to_have_text(alerts.t("Options"))
    alerts.main.get_by_role("link", name=alerts.t("Alertes de poste"), exact=True).click()
    alerts.button_of("Supprimer", title).click()
    expect(alerts.undo_button(title)).to_be_visible()


def test_deleted_alert_comes_back_after_leaving_the_page(
    page: Page, clock: Clock, with_alert: Callable[..., Candidate]
) -> None:
    with_alert("internships", "director")
    alerts = AlertsPage(page).open()
    alerts.button_of("Supprimer", STAGES).click()
    expect(alerts.undo_button(STAGES)).to_be_visible()
    expect(alerts.cards).to_have_count(1)
    alerts.link("Compte").click()
    clock.move(timedelta(seconds=15))
    alerts.link("Alertes de poste").first.click()
    alerts.undo_button(STAGES).click()
    expect(alerts.card(STAGES)).to_be_visible()


def test_candidate_pauses_until_a_date(
    page: Page, clock: Clock, with_alert: Callable[..., Candidate]
) -> None:
    with_alert("internships")
    alerts = AlertsPage(page).open()
    alerts.button_of("Suspendre", STAGES).click()
    day = (clock.now() + timedelta(days=40)).date().isoformat()
    card = alerts.card(STAGES)
    card.get_by_label("Reprendre automatiquement le").fill(day)
    card.get_by_role("button", name=re.compile("Fixer cette date")).click()
    expect(card).to_contain_text("Reprise le")
    page.reload()
    expect(card).to_contain_text("Reprise le")
    expect(card.get_by_label("Reprendre automatiquement le")).to_have_value(day)


def test_choice_shows_at_once_and_is_taken_back_where_no_answer_comes(
    page: Page, with_alert: Callable[..., Candidate]
) -> None:
    with_alert("internships")
    line = Line(page)
    alerts = AlertsPage(page).open()
    frequency = alerts.select_of("Fréquence", STAGES)
    expect(frequency).to_have_value("weekly")
    line.cut = True
    frequency.select_option("daily")
    expect(frequency).to_have_value("daily")
    alerts.button_of("Suspendre", STAGES).click()
    expect(alerts.card(STAGES)).to_contain_text("Suspendue")
    expect(alerts.refusal).to_contain_text("votre dernier choix n\u2019est pas enregistré")
    expect(frequency).to_have_value("weekly")
    expect(alerts.card(STAGES)).to_contain_text("Active")


def test_choice_that_arrives_late_is_not_said_to_be_lost(
    page: Page, with_alert: Callable[..., Candidate]
) -> None:
    with_alert("internships")
    line = Line(page)
    alerts = AlertsPage(page).open()
    expect(alerts.cards).to_have_count(1)
    line.held = []
    frequency = alerts.select_of("Fréquence", STAGES)
    frequency.select_option("monthly")
    expect(alerts.refusal).to_be_visible()
    expect(frequency).to_have_value("weekly")
    line.release()
    expect(frequency).to_have_value("monthly")
    expect(alerts.refusal).to_be_hidden()


def test_choice_is_taken_back_where_the_server_refuses(
    page: Page, server: Server, clock: Clock, with_alert: Callable[..., Candidate]
) -> None:
    who = with_alert("internships", "director")
    alerts = AlertsPage(page).open()
    expect(alerts.cards).to_have_count(2)
    with server.transaction() as session:
        first = own_alerts(session, account_id=who.account_id, now=clock.now())[0]
        delete(session, account_id=who.account_id, alert_id=first.id, now=clock.now())
    alerts.button_of("Suspendre", STAGES).click()
    expect(alerts.refusal).to_contain_text("Cette alerte n\u2019existe plus.")
    expect(alerts.undo_button(STAGES)).to_be_visible()


def test_alerts_turned_off_are_said_to_be_paused(
    page: Page, server: Server, language: str, with_alert: Callable[..., Candidate]
) -> None:
    who = with_alert("internships")
    account = AccountOptionsPage(page, language).open()
    box = account.main.get_by_role("checkbox").first
    expect(box).to_be_checked()
    account.tick("Recevoir les alertes d'emploi sélectionnées")
    expect(account.main).to_contain_text(
        account.t("Toutes vos alertes sont suspendues : aucune n'est envoyée.")
    )
    with server.transaction() as session:
        assert not wants_alerts(session, account_id=who.account_id)
    alerts = AlertsPage(page, language).open()
    expect(alerts.main).to_contain_text(alerts.t("Vos alertes sont désactivées"))
    expect(alerts.cards).to_contain_text(alerts.t("Suspendue"))
    alerts.press("Activer les alertes")
    expect(alerts.cards).to_contain_text(alerts.t("Active"))
    with server.transaction() as session:
        assert wants_alerts(session, account_id=who.account_id)
