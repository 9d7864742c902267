"""What a page shows stands where it is looked for: at the usual sizes, on a phone, at 400 %."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from ilojobs_app.core.i18n import use_language
from tests.e2e.candidates import Candidates
from tests.e2e.pages.profile_page import (
    EducationPage,
    ExperiencePage,
    ExpertisePage,
    IloExperiencePage,
    LanguagesPage,
    SummaryPage,
)
from tests.e2e.pages.register_page import RegisterPage
from tests.e2e.pages.site_page import SitePage
from tests.e2e.pages.vacancies_page import NoticePage, VacanciesPage
from tests.e2e.server import Clock, Server
from tests.factories.applications import make_submitted
from tests.factories.profile import degree, language, post

LONG = "Appui aux mutuelles de santé de quatre pays. " * 20
SIZES = [(1280, 900), (1366, 768), (390, 844), (320, 256)]
ASKED = {"degree": "advanced", "years": 7}


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return {**found, "bottom": found["y"] + found["height"], "right": found["x"] + found["width"]}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_of_institutions_opens_on_the_screen_with_others(
    page: Page, candidate: Candidates, size: tuple[int, int]
) -> None:
    candidate()
    step = EducationPage(page).open()
    step.choose("Pays de l'établissement", "CH")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    step.institution().press_sequentially("universi", delay=20)
    expect(step.options().nth(2)).to_be_visible()
    others = step.options().last
    expect(others).to_contain_text(step.t("*Autres"))
    expect(others).to_be_in_viewport(ratio=1)
    expect(step.institution()).to_be_in_viewport(ratio=0.9)
    # The option that the keyboard is on does not lie under *Autres.
    for _key in range(6):
        page.keyboard.press("ArrowDown")
        active = step.options().and_(page.locator("[aria-selected=true]"))
        expect(active).to_be_in_viewport(ratio=0.9)
        assert box(active)["bottom"] <= box(others)["y"] + 1


def test_a_phone_shows_the_first_vacancy_with_the_list(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 664})
    list_ = VacanciesPage(page, language).open()
    expect(list_.titles.first).to_be_in_viewport(ratio=1)
    # What is folded is there when it is asked for, and stays open while it filters.
    list_.main.get_by_text(list_.t("Catégorie et lieu")).click()
    list_.filter_by_category("internships")
    expect(list_.field("Catégorie d'emplois")).to_have_value("internships")
    expect(list_.field("Catégorie d'emplois")).to_be_visible()


def test_a_wide_screen_shows_all_filters(page: Page) -> None:
    list_ = VacanciesPage(page).open()
    expect(list_.field("Lieu d'affectation")).to_be_visible()
    expect(list_.main.get_by_text(list_.t("Catégorie et lieu"))).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1280])
def test_no_text_lies_on_the_triangle_of_the_footer(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    SitePage(page).open()
    footer = box(page.locator(".footer"))
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.footer'), '::before').inlineSize)"
    )
    for text in page.locator(".footer :is(a, p)").all():
        where = box(text)
        is_above = where["bottom"] <= footer["bottom"] - size
        assert is_above or where["right"] <= footer["right"] - size, text.inner_text()


def test_what_marks_a_group_begins_beside_its_legend(page: Page, candidate: Candidates) -> None:
    candidate()
    step = IloExperiencePage(page).open()
    step.go_on()
    expect(step.summary).to_be_focused()
    legend = step.main.locator("fieldset.field--error > legend")
    # The border of a group is drawn where its box begins, unless a legend stands on it.
    assert legend.evaluate("(legend) => getComputedStyle(legend).float") != "none"
    assert box(legend.locator(".."))["y"] <= box(legend)["y"] + 1


def test_neighbours_stay_on_one_line_when_one_has_a_message(
    page: Page, candidate: Candidates
) -> None:
    candidate()
    step = ExperiencePage(page).open()
    step.field("Employeur").fill("Réseau")
    step.save()
    expect(step.summary).to_be_focused()
    expect(step.error_of("Type d'employeur")).to_be_visible()
    employer, kind = step.field("Employeur"), step.field("Type d'employeur")
    assert abs(box(employer)["y"] - box(kind)["y"]) < 1
    labels = [page.locator(f"label[for={name}]") for name in ("employer", "employer_kind")]
    assert abs(box(labels[0])["y"] - box(labels[1])["y"]) < 1
    # One message of one line, one of two: what is typed into stands on one line all the same.
    years = [step.group(name).get_by_label("Année") for name in ("Date de début", "Date de fin")]
    assert abs(box(years[0])["y"] - box(years[1])["y"]) < 1


def test_links_of_an_error_summary_do_not_touch(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExperiencePage(page).open()
    step.save()
    expect(step.summary).to_be_focused()
    links = step.summary.get_by_role("link")
    boxes = [box(link) for link in links.all()]
    assert len(boxes) > 3
    assert all(one["height"] >= 43 for one in boxes)
    assert all(two["y"] - one["bottom"] >= 4 for one, two in pairwise(boxes))


def test_places_that_say_nothing_leave_no_holes(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    step = ExpertisePage(page).open()
    heading = step.main.get_by_role("heading", name=step.t("Expertises enregistrées"))
    opener = step.main.get_by_text(step.t("Que veulent dire les niveaux ?"))
    gap = box(heading)["y"] - box(opener.locator(".."))["bottom"]
    assert gap < 60


def test_a_phone_shows_no_hole_where_nothing_is_said_yet(page: Page, candidate: Candidates) -> None:
    candidate(profile="complete")
    page.set_viewport_size({"width": 390, "height": 844})
    step = LanguagesPage(page).open()
    lede, first = step.main.locator(".lede"), step.main.get_by_text(re.compile("^Les champs"))
    assert box(first)["y"] - box(lede)["bottom"] < 56


def test_on_a_low_screen_the_statement_has_the_screen_and_its_buttons_follow(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    form = RegisterPage(page).open()
    form.choose("Pays/Territoire de résidence", "SN")
    form.read_statement()
    accept = form.dialog.get_by_role("button", name=form.t("Accepter"))
    expect(form.dialog).to_be_visible()
    expect(accept).not_to_be_in_viewport()
    accept.scroll_into_view_if_needed()
    expect(accept).to_be_in_viewport(ratio=1)
    form.answer("Accepter")
    expect(form.consent).to_contain_text(form.t("Déclaration acceptée"))


def test_times_are_said_by_both_clocks(
    page: Page,
    language: str,
    server: Server,
    clock: Clock,
    candidate: Candidates,
    open_vacancy: Callable[..., int],
) -> None:
    """The reader is in Dakar. A time stands under Geneva's, as other times of that language."""
    who = candidate(profile="complete")
    closes = (clock.now() + timedelta(days=9)).replace(hour=9, minute=5)
    site, job_id = SitePage(page, language), open_vacancy(closes_at=closes)
    site.visit(f"/vacancies/{job_id}")
    said = {"fr": "9\u00a0h\u00a005.", "en": "09:05."}[language]
    expect(site.main).to_contain_text(said)
    expect(site.main).not_to_contain_text("09\u00a0h")

    with server.transaction() as session, use_language(language):
        number = make_submitted(session, who.account_id, job_id, clock.now())
    site.visit("/applications")
    expect(site.main.get_by_text("(Dakar)")).to_have_count(1)
    site.visit(f"/applications/{number}")
    times = site.main.get_by_text("(Dakar)")
    expect(times).to_have_count(2)
    for time in times.all():
        look = "(time) => [getComputedStyle(time).display, getComputedStyle(time).fontWeight]"
        assert time.evaluate(look) == ["block", "400"]


def test_the_definitions_of_levels_cover_no_field(page: Page, candidate: Candidates) -> None:
    candidate()
    step = ExpertisePage(page).open()
    opener = step.main.get_by_text(step.t("Que veulent dire les niveaux ?"))
    opener.click()
    terms = step.main.get_by_role("term")
    expect(terms).to_have_count(4)
    assert box(terms.last)["bottom"] < box(step.field("Domaine"))["y"]


def test_the_summary_gives_each_entry_a_line(page: Page, candidate: Candidates) -> None:
    posts = [
        post(key=f"p{year}", start=f"{year}-01", end=f"{year + 3}-12", main_duties=LONG)
        for year in (2008, 2012, 2016)
    ]
    degrees = [degree(), degree(key="d2", level="bachelor", start="2005-10", obtained="2008-06")]
    tongues = [language(), language(key="l2", language="es")]
    candidate(
        profile="complete",
        steps={
            "experience": {"no_experience": False, "posts": posts},
            "education": {"degrees": degrees},
            "languages": {"mother_tongue": "fr", "languages": tongues},
        },
    )
    page_ = SummaryPage(page).open()
    expect(page_.main.get_by_text("Chargée de programme, protection sociale")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollHeight") < 3600
    lines = page_.main.locator(".lines__one")
    expect(lines).to_have_count(8)
    assert all(box(line)["height"] < 110 for line in lines.all())
    expect(page_.main.get_by_text("Lire : courant, écrire : avancé").first).to_be_visible()
    # The rest of the answers opens under the line, and is printed.
    duties = page_.main.get_by_text(LONG.strip()[:60]).first
    expect(duties).to_be_hidden()
    lines.first.click()
    expect(duties).to_be_visible()
    lines.first.click()
    page.emulate_media(media="print")
    expect(duties).to_be_visible()


def test_a_line_says_what_its_entry_lacks(page: Page, candidate: Candidates) -> None:
    candidate(
        profile="draft",
        steps={"languages": {"mother_tongue": "fr", "languages": [language(read="", speak="")]}},
    )
    summary = SummaryPage(page).open()
    expect(
        summary.main.get_by_text(summary.t("À compléter") + "\u00a0: lire, parler")
    ).to_be_visible()
    words = summary.t("À compléter") + "\u00a0: réalisations principales"
    expect(summary.main.get_by_text(words)).to_be_visible()


def test_the_profile_says_that_it_is_complete_and_since_when(
    page: Page, language: str, candidate: Candidates
) -> None:
    candidate(profile="draft")
    site = SitePage(page, language)
    site.visit("/profile")
    expect(site.main).to_contain_text("30 minutes")
    expect(site.link("Commencer ou reprendre")).to_be_visible()

    candidate(profile="complete")
    site.visit("/profile")
    expect(site.main).not_to_contain_text("30 minutes")
    said = site.t(
        "Votre profil est complet. Vous l'avez enregistré le %(date)s : vous pouvez postuler."
    )
    expect(site.main).to_contain_text(said.split("%(date)s")[0])
    for kind in ("profile.pdf", "resume.json"):
        expect(site.main.locator(f"a[href='/profiles/{language}/{kind}']")).to_be_visible()


def test_the_self_check_stands_beside_the_button_to_apply(
    page: Page, candidate: Candidates, open_vacancy: Callable[..., int]
) -> None:
    candidate(profile="complete")
    notice = NoticePage(page)
    job_id = open_vacancy(requirements=ASKED)
    notice.path = f"/vacancies/{job_id}"
    notice.open()
    check = notice.main.get_by_role("region", name=notice.t("Ce que montre votre profil"))
    aside = box(notice.main.get_by_role("complementary"))
    assert aside["x"] <= box(check)["x"] and box(check)["right"] <= aside["right"]

    page.set_viewport_size({"width": 390, "height": 844})
    assert box(check)["bottom"] < box(notice.main.locator("article section").last)["y"]

    notice.visit(f"/apply/{job_id}")
    opener = notice.main.get_by_text(notice.t("Ce que montre votre profil"))
    opener.click()
    expect(notice.main.get_by_role("definition").first).to_be_visible()
