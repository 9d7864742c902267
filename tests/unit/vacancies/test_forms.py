"""A keyword finds the other forms of its word, and nothing else that begins alike by chance."""

import pytest

from ilojobs_app.core.text import fold
from ilojobs_app.vacancies.forms import forms


def finds(keyword: str, word: str) -> bool:
    return fold(word).startswith(forms(fold(keyword)))


@pytest.mark.parametrize(
    "pair",
    [
        "économiste économistes",
        "conseiller conseillère",
        "conseillères conseiller",
        "travail travaux",
        "national nationaux",
        "régionales régional",
        "bureau bureaux",
        "jeu jeux",
        "directeur directrice",
        "directeurs directrices",
        "chercheur chercheuses",
        "sérieux sérieuse",
        "administratif administrative",
        "chef cheffes",
        "professionnel professionnelles",
        "européen européenne",
        "assistant assistantes",
        "employé employées",
        "avocat avocate",
        "stratégie stratégies",
        "policy policies",
        "country countries",
        "process processes",
        "analysis analyses",
        "economist economists",
        "manager managers",
        "officer officers",
        "emploi emplois",
        "essai essais",
        "revenu revenus",
        "statut statuts",
        "régionales régionaux",
        "nationale nationaux",
        "acheteur acheteuse",
        "transporteurs transporteuses",
        "child children",
        "woman women",
        "workman workmen",
    ],
)
def test_one_form_finds_the_other_in_both_directions(pair: str) -> None:
    one, other = pair.split()
    assert finds(one, other), forms(fold(one))
    assert finds(other, one), forms(fold(other))


@pytest.mark.parametrize(
    ("keyword", "word"),
    [
        ("poste", "postal"),
        ("avis", "aviation"),
        ("status", "station"),
        ("business", "busy"),
        ("policy", "police"),
        ("pay", "paix"),
        ("paris", "parité"),
        ("plus", "pluriel"),
        ("children", "chili"),
        ("travaux", "travers"),
        ("p4", "p5"),
        ("2026", "2025"),
        ("manager", "manger"),
    ],
)
def test_words_that_only_begin_alike_are_not_found(keyword: str, word: str) -> None:
    assert not finds(keyword, word)


@pytest.mark.parametrize("word", ["actu", "temp/inwork", "p", "no", "5001"])
def test_what_is_typed_always_finds_itself(word: str) -> None:
    assert all(finds(part, part) for part in fold(word).split())
