"""What pages become under a reader's hands: errors, dialogs, menus, lists, warnings."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from ilojobs_app.accounts.models import Account
from ilojobs_app.alerts import digests
from ilojobs_app.alerts.criteria import AlertCriteria
from ilojobs_app.alerts.models import Frequency
from ilojobs_app.core.i18n import use_language
from tests.accessibility.axe import Axe
from tests.accessibility.test_pages import look
from tests.e2e.candidates import Candidate, Candidates
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.alerts_page import (
    AccountOptionsPage,
    AlertsPage,
    CategoryPage,
    UnsubscribePage,
)
from tests.e2e.pages.apply_page import ApplicationPage, ApplicationsPage, ApplyPage
from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    LanguagesPage,
    PersonalPage,
    ProfileStepPage,
    SummaryPage,
)
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.residence_page import ResidencePage
from tests.e2e.pages.sign_in_page import ForgotPasswordPage, ResetPasswordPage, SignInPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.server import Clock, Server
from tests.factories.alerts import make_alert
from tests.factories.applications import make_submitted
from tests.factories.profile import save_step

PHONE = {"width": 390, "height": 844}


def test_registration_refused(page: Page, axe: Axe, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.submit()
    expect(form.summary).to_be_visible()
    assert not look(page, axe)


def test_country_changed_with_its_statement_open(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate()
    form = ResidencePage(page, language).open()
    expect(form.country).to_have_value("SN")
    form.country.select_option("FR")
    form.submit()
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.read_statement()
    expect(form.dialog).to_be_visible()
    assert not look(page, axe)


def test_registration_sent_and_confirmed_elsewhere(
    page: Page, axe: Axe, language: str, mailbox: Mailbox
) -> None:
    email = f"axe.{language}@example.org"
    form = RegisterPage(page, language).open()
    form.fill_in(email=email)
    form.accept_statement()
    assert not look(page, axe)
    form.submit()
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    assert not look(page, axe)
    page.context.clear_cookies()
    page.goto(mailbox.wait_for(email).link)
    expect(form.ready().button("Confirmer mon adresse")).to_be_visible()
    assert not look(page, axe)


def test_statement_open(page: Page, axe: Axe, language: str) -> None:
    form = RegisterPage(page, language).open()
    form.choose("Pays/Territoire de résidence", "SN")
    form.read_statement()
    expect(form.dialog).to_be_visible()
    assert not look(page, axe)
    form.answer("Refuser")
    expect(form.consent).to_have_text(
        form.t("Déclaration refusée : le compte ne peut pas être créé")
    )
    assert not look(page, axe)


@pytest.mark.allows_console("status of 422")
def test_sign_in_refused(page: Page, axe: Axe, language: str) -> None:
    form = SignInPage(page, language).open()
    form.sign_in("", "")
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.sign_in("nobody@example.org", "un mot de passe faux 12")
    expect(form.field("Adresse électronique")).to_have_value("nobody@example.org")
    assert not look(page, axe)


@pytest.mark.allows_console("status of 422")
def test_forgotten_password(page: Page, axe: Axe, language: str) -> None:
    form = ForgotPasswordPage(page, language).open()
    form.ask("")
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.ask("nobody@example.org")
    expect(form.title).to_have_text(form.t("Consultez votre messagerie"))
    assert not look(page, axe)


@pytest.mark.allows_console("status of 422")
def test_new_password(
    page: Page, axe: Axe, language: str, candidate: Candidates, mailbox: Mailbox
) -> None:
    who = candidate(signed_in=False)
    ForgotPasswordPage(page, language).open().ask(who.email)
    page.goto(mailbox.wait_for(who.email).link)
    form = ResetPasswordPage(page, language).ready()
    assert not look(page, axe)
    form.save("court")
    expect(form.summary).to_be_visible()
    assert not look(page, axe)


@pytest.mark.parametrize("kind", [PersonalPage, ExperiencePage, EducationPage, LanguagesPage])
def test_step_refused(
    page: Page, axe: Axe, language: str, candidate: Candidates, kind: type[ProfileStepPage]
) -> None:
    candidate()
    step = kind(page, language).open()
    if isinstance(step, PersonalPage):
        step.go_on()
    else:
        step.save()
    expect(step.summary).to_be_visible()
    assert not look(page, axe)


def test_post_removed_and_letter_too_long(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    step = ExperiencePage(page, language).open()
    step.change(step.cards, "Modifier")
    step.field("Réalisations principales").fill("a" * 1010)
    step.change(step.cards, "Supprimer")
    expect(step.cards).to_have_count(0)
    assert not look(page, axe)


def test_institutions_open(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate()
    step = EducationPage(page, language).open()
    step.choose("Pays de l'établissement", "CH")
    step.institution().press_sequentially("univ")
    expect(step.options().nth(3)).to_be_visible()
    step.institution().press("ArrowDown")
    assert not look(page, axe)


def test_incomplete_summary(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate(profile="draft")
    summary = SummaryPage(page, language).open()
    summary.save()
    expect(summary.summary).to_be_visible()
    assert not look(page, axe)


def test_profile_saved(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate(profile="complete")
    summary = SummaryPage(page, language).open()
    summary.declare().save()
    expect(summary.main).to_contain_text(summary.t("Profil enregistré"))
    assert not look(page, axe)


def test_account_menu_open(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate()
    site = SitePage(page, language).open()
    site.masthead.get_by_role("button", name=site.t("Mon espace –")).click()
    assert not look(page, axe)


def test_navigation_open_on_a_phone(page: Page, axe: Axe, language: str) -> None:
    site = SitePage(page, language).open()
    page.set_viewport_size(PHONE)
    site.masthead.get_by_role("button", name=site.t("Menu")).click()
    assert not axe.violations()


def test_application_refused_for_the_profile(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate()
    form = ApplyPage(page, language, 1001).open()
    expect(form.banner("Complétez d'abord votre profil")).to_be_visible()
    assert not look(page, axe)


def test_application_refused_for_the_deadline(
    page: Page,
    axe: Axe,
    language: str,
    candidate: Candidates,
    open_vacancy: Callable[..., int],
    clock: Clock,
) -> None:
    candidate(profile="complete")
    form = ApplyPage(page, language, open_vacancy(closes_in=timedelta(minutes=30))).open()
    form.write_letter("Madame, Monsieur,")
    form.is_seconded("Non")
    expect(form.saved).to_be_visible()
    clock.move(timedelta(hours=1))
    form.submit()
    expect(form.banner("Ce poste est clos")).to_be_visible()
    expect(form.letter).to_have_value("Madame, Monsieur,")
    assert not look(page, axe)
    mine = ApplicationsPage(page, language).open()
    mine.main.get_by_text(mine.t("Relire ma lettre")).click()
    expect(mine.letter).to_be_visible()
    assert not look(page, axe)


def test_letter_warned_about_refused_then_submitted(
    page: Page,
    axe: Axe,
    language: str,
    candidate: Candidates,
    open_vacancy: Callable[..., int],
    server: Server,
    clock: Clock,
) -> None:
    who = candidate(profile="complete")
    job_id = open_vacancy()
    with server.transaction() as session, use_language("fr"):
        make_submitted(session, who.account_id, job_id, clock.now())
    form = ApplyPage(page, language, 1001).open()
    expect(form.banner("Cette lettre a été écrite pour un autre poste")).to_be_visible()
    form.submit()
    expect(form.summary).to_be_visible()
    assert not look(page, axe)
    form.is_seconded("Non")
    form.keep_letter()
    form.submit()
    expect(ApplicationPage(page, language).notice_of_submission).to_be_visible()
    assert not look(page, axe)


def test_applications_with_a_draft(
    page: Page,
    axe: Axe,
    language: str,
    candidate: Candidates,
    open_vacancy: Callable[..., int],
    server: Server,
    clock: Clock,
) -> None:
    who = candidate(profile="complete")
    job_id = open_vacancy()
    with server.transaction() as session, use_language("fr"):
        make_submitted(session, who.account_id, job_id, clock.now())
    form = ApplyPage(page, language, 1001).open()
    form.write_letter("Madame, Monsieur,")
    expect(form.saved).to_be_visible()
    applications = ApplicationsPage(page, language).open()
    expect(applications.lines).to_have_count(2)
    assert not look(page, axe)
    for address in ("/vacancies?q=ESSAI", f"/vacancies/{job_id}", "/vacancies/1001"):
        site = SitePage(page, language)
        site.visit(address)
        site.ready()
        assert not look(page, axe)


@pytest.fixture
def with_alerts(server: Server, clock: Clock, candidate: Candidates) -> Callable[..., Candidate]:
    """Make a candidate with an alert of each frequency given."""

    def made(**alerts: Frequency) -> Candidate:
        who = candidate()
        with server.transaction() as session:
            account = session.get(Account, who.account_id)
            for category, frequency in alerts.items():
                criteria = AlertCriteria(category=category.replace("_", "-"))
                values = {"criteria": criteria, "frequency": frequency}
                make_alert(session, clock.now(), account=account, **values)
        return who

    return made


def test_alerts_active_paused_deleted_then_off(
    page: Page, axe: Axe, language: str, with_alerts: Callable[..., Candidate]
) -> None:
    with_alerts(
        professional=Frequency.WEEKLY, internships=Frequency.DAILY, director=Frequency.IMMEDIATE
    )
    alerts = AlertsPage(page, language).open()
    press = alerts.cards.get_by_role("button", name=re.compile(alerts.t("Suspendre")))
    press.first.click()
    expect(alerts.cards.first).to_contain_text(alerts.t("Aucun envoi avant la reprise"))
    alerts.cards.first.locator("summary").first.click()
    remove = alerts.cards.get_by_role("button", name=re.compile(alerts.t("Supprimer")))
    remove.last.click()
    expect(alerts.cards).to_have_count(2)
    assert not look(page, axe)
    account = AccountOptionsPage(page, language).open()
    account.tick("Recevoir les alertes d'emploi sélectionnées")
    expect(account.saved).to_be_visible()
    assert not look(page, axe)
    alerts.open()
    expect(alerts.main).to_contain_text(alerts.t("Vos alertes sont désactivées"))
    assert not look(page, axe)


@pytest.mark.allows_console("status of 422")
def test_alert_created_then_refused_as_a_double(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate()
    category = CategoryPage(page, language, "director").open()
    category.create()
    expect(category.message).to_be_focused()
    assert not look(page, axe)
    category.create()
    expect(category.message).to_contain_text(category.t("Voir cette alerte"))
    assert not look(page, axe)


def test_unsubscribe_asks_then_acts(
    page: Page,
    axe: Axe,
    language: str,
    server: Server,
    clock: Clock,
    mailbox: Mailbox,
    open_vacancy: Callable[..., int],
    with_alerts: Callable[..., Candidate],
) -> None:
    who = with_alerts(junior_experts=Frequency.IMMEDIATE)
    open_vacancy(category="junior-experts", published_at=clock.now())
    for wait in (timedelta(), timedelta(minutes=11)):
        clock.move(wait)
        digests.run(clock.now(), bind=server.engine)
    found = re.search(r"https?://\S+/unsubscribe/\S+", mailbox.wait_for(who.email).text)
    assert found
    address = re.sub("/(fr|en)/", f"/{language}/", found.group())
    link = UnsubscribePage(page, language)
    link.follow(address)
    assert not look(page, axe)
    link.stop_this()
    expect(link.title).to_be_focused()
    assert not look(page, axe)


@pytest.mark.allows_console("ERR_", "[Ww]eb[Ss]ocket")
def test_line_lost(page: Page, axe: Axe, language: str, candidate: Candidates) -> None:
    candidate()
    step = PersonalPage(page, language).open()
    page.context.set_offline(True)
    expect(page.locator(".netbar")).to_be_visible()
    step.field("Adresse").fill("3, rue du Tunnel")
    expect(step.autosave).to_contain_text(step.t("Hors ligne : conservé sur cet appareil"))
    assert not look(page, axe)


@pytest.mark.allows_console("status of 500")
def test_fault_of_the_server(page: Page, axe: Axe, language: str, server: Server) -> None:
    site = SitePage(page, language)
    with server.transaction() as session:
        session.execute(text("ALTER TABLE vacancies RENAME TO vacancies_away"))
    try:
        assert site.visit("/vacancies").status == 500
    finally:
        with server.transaction() as session:
            session.execute(text("ALTER TABLE vacancies_away RENAME TO vacancies"))
    expect(site.ready().title).to_have_text(site.t("Le service a rencontré une panne"))
    assert not look(page, axe)


def test_notice_against_the_profile(
    page: Page, axe: Axe, language: str, candidate: Candidates
) -> None:
    candidate(profile="complete")
    notice = SitePage(page, language)
    notice.path = "/vacancies/1001"
    notice.open()
    expect(notice.main.get_by_text(notice.t("Ce que montre votre profil"))).to_be_visible()
    assert not look(page, axe)


def test_two_versions_of_a_field(
    page: Page, axe: Axe, language: str, server: Server, clock: Clock, candidate: Candidates
) -> None:
    own = candidate().account_id
    step = PersonalPage(page, language).open()
    # The page knows what is kept: another device writes after that.
    expect(page.locator("#residence_country")).to_have_value("SN")
    with server.transaction() as session:
        save_step(session, own, "personal", {"city": "Thiès", "relatives": "yes"}, clock.now())
    step.field("Ville").fill("Dakar")
    step.tick("Non", within=step.group("Avez-vous des parents au BIT ?"))
    expect(step.main.get_by_role("button", name=step.t("Prendre l'autre version"))).to_have_count(2)
    assert not look(page, axe)
