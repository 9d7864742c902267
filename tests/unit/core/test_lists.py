"""Closed lists: complete in both languages, in their order, replaceable by the operator."""

import json
from pathlib import Path

import pytest

from ilojobs_app.core import lists
from ilojobs_app.core.i18n import use_language
from ilojobs_app.core.settings import settings


@pytest.fixture
def own_lists() -> Path:
    folder = settings().data / "lists"
    folder.mkdir(parents=True)
    return folder


def test_every_list_can_be_used() -> None:
    lists.check_lists()


def test_every_data_file_of_options_is_named() -> None:
    files = {file.stem for file in lists.FOLDER.glob("*.json")}

    assert set(lists.NAMES) <= files


@pytest.mark.parametrize("name", [*lists.NAMES, lists.PHONE_CODES])
def test_texts_are_typographic(name: str) -> None:
    for option in lists.options(name):
        assert not set("'\u202f") & set(option.fr + option.en), option


def test_territories_have_the_names_of_the_united_nations() -> None:
    assert len(lists.options("territories")) == 249
    assert lists.label("territories", "TR", "fr") == "Türkiye"
    assert lists.label("territories", "CI", "en") == "Côte d’Ivoire"
    assert lists.label("territories", "LA", "fr") == "République démocratique populaire lao"
    assert lists.label("territories", "PS", "fr") == "État de Palestine"


def test_names_are_sorted_with_accents_in_their_place() -> None:
    names = [option.fr for option in lists.sorted_options("territories", "fr")]

    assert names.index("Égypte") < names.index("El Salvador") < names.index("Érythrée")
    assert names.index("Bélarus") < names.index("Belgique") < names.index("Bénin")
    assert names.index("Îles Cook") < names.index("Inde")
    assert names[0] == "Afghanistan"
    assert names[-1] == "Zimbabwe"


def test_other_is_offered_last() -> None:
    with use_language("fr"):
        assert lists.choices("study_fields")[-1].code == lists.OTHER


def test_levels_keep_their_own_order() -> None:
    codes = [option.code for option in lists.choices("degree_levels")]

    assert codes == ["secondary", "technical", "bachelor", "postgraduate", "master", "doctorate"]


def test_labels_follow_the_language() -> None:
    with use_language("en"):
        assert lists.label("genders", "woman") == "Woman"
    with use_language("fr"):
        assert lists.label("genders", "woman") == "Femme"


def test_a_code_that_left_the_list_is_read_as_it_is() -> None:
    assert lists.label("genders", "gone") == "gone"
    assert not lists.is_option("genders", "gone")
    assert not lists.is_option("genders", ["woman"])


def test_phone_codes_say_their_prefix() -> None:
    assert lists.label("phone_codes", "CH", "fr") == "Suisse (+41)"
    assert lists.is_option("phone_codes", "SN")
    assert not lists.is_option("phone_codes", "AQ")


def test_the_operator_replaces_a_list(own_lists: Path) -> None:
    own = [{"code": "x", "fr": "Seul choix", "en": "Only choice"}]
    (own_lists / "genders.json").write_text(json.dumps(own), encoding="utf-8")

    assert [option.code for option in lists.options("genders")] == ["x"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '[{"code": "x", "fr": "X"}]',
        '[{"code": "x", "fr": " ", "en": "X"}]',
        '[{"code": "x", "fr": "X", "en": "X"}, {"code": "x", "fr": "Y", "en": "Y"}]',
    ],
)
def test_a_wrong_list_is_refused_with_its_file(own_lists: Path, content: str) -> None:
    (own_lists / "genders.json").write_text(content, encoding="utf-8")

    with pytest.raises(lists.WrongList, match=r"genders\.json"):
        lists.check_lists()


def test_every_level_of_expertise_is_defined_in_both_languages() -> None:
    for language in ("fr", "en"):
        with use_language(language):
            assert all(level.definition() for level in lists.options("expertise_levels"))


def test_a_level_without_its_definition_is_refused_with_its_file(own_lists: Path) -> None:
    levels = [{"code": "basic", "fr": "Notions", "en": "Basic", "definition_fr": "Connaît."}]
    file = own_lists / "expertise_levels.json"
    file.write_text(json.dumps(levels), encoding="utf-8")
    with pytest.raises(lists.WrongList, match=r"expertise_levels\.json: basic"):
        lists.check_lists()
