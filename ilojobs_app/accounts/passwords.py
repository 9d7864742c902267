"""Passwords: what is asked of them, and argon2id through passlib's interface."""

import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

from passlib.context import CryptContext
from zxcvbn import zxcvbn

from ilojobs_app.core.errors import RuleError
from ilojobs_app.core.i18n import _, ngettext
from ilojobs_app.core.places import HALF, Places
from ilojobs_app.core.text import fold

PASSWORD_MIN = 12
PASSWORD_MAX = 200
# zxcvbn's scale goes to 4; 3 resists an attack on the stored digests for a while.
SCORE_MIN = 3
# Letters left of a password once the person's own words and ours are taken out of it.
OWN_LETTERS_MIN = 6
# zxcvbn's work grows with the square of the length, and it refuses more than 72.
ESTIMATED = 72
# Words of French lists of leaked passwords, which zxcvbn's English ones lack.
KNOWN = [
    "administrateur",
    "amour",
    "azerty",
    "azertyuiop",
    "bienvenue",
    "bonjour",
    "chouchou",
    "coucou",
    "doudou",
    "fille",
    "jetaime",
    "jesuis",
    "loulou",
    "marseille",
    "monamour",
    "motdepasse",
    "organisation",
    "recrutement",
    "soleil",
    "suisse",
    "travail",
    "utilisateur",
]
# Words of the names that everybody here thinks of first, with digits around or not.
OUR_NAMES = {
    "bit",
    "bureau",
    "ilo",
    "international",
    "internationale",
    "jobs",
    "labor",
    "labour",
    "office",
    "oit",
    "organisation",
    "organization",
    "travail",
}
# One estimate at a time, of 10 ms of Python.
_estimates = Places(at_once=1, waiting=20, rests=True)
# A hash takes 30 ms of a core: who comes last waits for about half a second.
_places = Places(at_once=HALF, waiting=20 * HALF)
_context = CryptContext(
    schemes=["argon2"],
    argon2__type="ID",
    argon2__memory_cost=19456,
    argon2__time_cost=2,
    argon2__parallelism=1,
)


class PasswordRefused(RuleError):
    """A password that cannot be taken."""


class PasswordTooShort(PasswordRefused):
    """Fewer than PASSWORD_MIN characters."""

    def message(self) -> str:
        """Ask for more."""
        return _("Choisissez un mot de passe d'au moins %(n)d caractères.") % {"n": PASSWORD_MIN}


class PasswordTooLong(PasswordRefused):
    """More than PASSWORD_MAX characters; `excess` of them."""

    def __init__(self, excess: int) -> None:
        super().__init__(excess)
        self.excess = excess

    def message(self) -> str:
        """Say by how much."""
        return ngettext(
            "Raccourcissez le mot de passe de %(n)d caractère.",
            "Raccourcissez le mot de passe de %(n)d caractères.",
            self.excess,
        ) % {"n": self.excess}


class PasswordKnown(PasswordRefused):
    """A known password, or one that is guessed from a list, a keyboard or the person's name."""

    def message(self) -> str:
        """Say what works."""
        return _(
            "Choisissez un mot de passe moins facile à deviner, par exemple une suite de "
            "quatre mots sans rapport entre eux ni avec votre nom."
        )


def check_password(password: str, personal: Iterable[str]) -> None:
    """Refuse a password that is too short, too long or easy to guess.

    Args:
        personal: the person's names and address, which count as known words.

    Raises:
        PasswordTooShort, PasswordTooLong, PasswordKnown.
    """
    password = _normal(password)
    if len(password) < PASSWORD_MIN:
        raise PasswordTooShort
    if len(password) > PASSWORD_MAX:
        raise PasswordTooLong(len(password) - PASSWORD_MAX)
    words = {word for text in personal for word in fold(text[:300]).split() if len(word) > 2}
    # zxcvbn keeps the personal words in a module variable, and knows no accents.
    with _estimates.place():
        score = zxcvbn(
            _without_accents(password)[:ESTIMATED], user_inputs=[*sorted(words), *KNOWN]
        )["score"]
    if score < SCORE_MIN or _is_mostly(password, words | OUR_NAMES):
        raise PasswordKnown


def expect_place() -> None:
    """Refuse, before a try is counted, who would find no place for a hash.

    Raises:
        Busy: too many at a time.
    """
    _places.expect()


def hash_password(password: str) -> str:
    """Give the argon2id digest to store. Never inside a transaction: others would wait for it.

    Raises:
        Busy: too many at a time.
    """
    with _places.place():
        return str(_context.hash(_normal(password)))


def verify_password(password: str, stored: str | None) -> bool:
    """Compare. Without a stored digest it takes the same time and says no.

    Never inside a transaction: others would wait for it.

    Raises:
        Busy: too many at a time.
    """
    # One character over the limit cannot match, and bounds the work.
    given, digest = _normal(password[: PASSWORD_MAX + 1]), stored or _nobodys_hash()
    with _places.place():
        matches = bool(_context.verify(given, digest))
    return matches and stored is not None


def _is_mostly(password: str, words: Collection[str]) -> bool:
    """Say whether a password is hardly more than these words and digits, which zxcvbn misses."""
    whole = rest = fold(password).replace(" ", "")
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != whole and sum(not c.isdigit() for c in rest) < OWN_LETTERS_MIN


@cache
def _nobodys_hash() -> str:
    return hash_password("nobody's password")


def _normal(password: str) -> str:
    # The same keys give composed letters on one device and decomposed ones on another.
    cleaned = password.encode("utf-8", "ignore").decode().replace("\0", "")
    return unicodedata.normalize("NFKC", cleaned)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
