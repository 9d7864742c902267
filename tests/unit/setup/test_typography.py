"""French and English as printed, from what is typed on a keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typography import english, french, plain

NBSP, NB = "\u00a0", "\u2011"
KEYBOARD = st.text(alphabet="aé h0123456789 ':;!?«»%().,/-\n", max_size=60)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'offre d'emploi", "l’offre d’emploi"),
        ("Rien reçu ? Vérifiez :", f"Rien reçu{NBSP}? Vérifiez{NBSP}:"),
        ("« Postuler »", f"«{NBSP}Postuler{NBSP}»"),
        ("« %(title)s »", f"«{NBSP}%(title)s{NBSP}»"),
        ("au plus 2 000 caractères", f"au plus 2{NBSP}000 caractères"),
        ("1 234 567", f"1{NBSP}234{NBSP}567"),
        ("minuit (23 h 59)", f"minuit (23{NBSP}h{NBSP}59)"),
        ("%(n)s %%", f"%(n)s{NBSP}%%"),
        ("taux, en %", f"taux, en{NBSP}%"),
        ("à 14:32 sur https://www.ilo.org/a?b=c", "à 14:32 sur https://www.ilo.org/a?b=c"),
        ("<a href='/fr'>l'avis</a>", "<a href='/fr'>l’avis</a>"),
        ("en 2026 20 postes", "en 2026 20 postes"),
        ("Relisez-la, puis dites-le-nous.", f"Relisez{NB}la, puis dites{NB}le{NB}nous."),
        ("A-t-elle postulé ? Celle-ci, oui.", f"A{NB}t{NB}elle postulé{NBSP}? Celle{NB}ci, oui."),
        ("Mettez-y jusque-là", f"Mettez{NB}y jusque{NB}là"),
        ("porte-monnaie, mi-temps, e-mail", "porte-monnaie, mi-temps, e-mail"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    assert french(typed) == printed


def test_english() -> None:
    assert english("the candidate's profile...") == "the candidate’s profile…"
    assert english("%(name)s's") == "%(name)s’s"


@given(KEYBOARD)
def test_french_set_again_stays_the_same(typed: str) -> None:
    assert french(french(typed)) == french(typed)


@given(KEYBOARD.filter(lambda text: "…" not in text and "..." not in text))
def test_only_spaces_and_apostrophes_change(typed: str) -> None:
    without = plain(french(typed)).replace(" ", "")
    assert without == typed.replace(" ", "")
