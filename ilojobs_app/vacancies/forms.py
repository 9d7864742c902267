"""Forms of a word that a keyword also finds: one and several, he and she, in French and English.

A keyword is the beginning of a word, so most forms are found by cutting: « économistes » by
« économiste ». What changes inside a word has a second form: « travaux » has « travail ».
"""

import re

SHORTEST = 4
# Read in this order; the first that fits gives the forms. Words are folded: no accents.
_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"({stem})(?:{ending})"), forms)
    for stem, ending, forms in (
        # Nationaux, travaux; but bureaux is cut as any other plural.
        (r"\w{2,}[^e\W]", "aux", ("aux", "al", "ail")),
        (r"\w{3,}", "al(?:es?)?", ("al", "aux")),
        (r"\w{3,}", "ail", ("ail", "aux")),
        (r"\w{2,}", "ies", ("ie", "y")),
        (r"\w{2,}[^aeiou\W]", "y", ("y", "ies")),
        (r"\w{2,}", "trices?", ("trice", "teur", "tor")),
        (r"\w{2,}", "teurs?", ("teur", "trice", "teuse")),
        (r"\w{3,}", "euses?", ("eus", "eur", "eux")),
        (r"\w{3,}", "eurs?", ("eur", "euse")),
        (r"\w{3,}", "eux", ("eux", "euse")),
        (r"\w{3,}", "ives?", ("iv", "if")),
        (r"\w{3,}", "ifs?", ("if", "ive")),
        (r"\w{2,}(?:ss|sh|ch|x|z)", "es", ("",)),
        (r"\w{3,}", "s[ei]s", ("sis", "se")),
        # Cheffe, professionnelle, européenne, assistante adjointe.
        (r"\w*[^aeiou\W]*f", "fes?", ("",)),
        (r"\w{3,}(?:en|on|el)", "(?<=n)nes?|(?<=l)les?", ("",)),
        (r"\w{4,}[^aeious\W]", "es?", ("",)),
        (r"\w{3,}e", "es?", ("",)),
        (r"child", "ren", ("",)),
        (r"\w+m", "[ae]n", ("an", "en")),
        # Emplois, essais, statuts and revenus; not Paris.
        (r"\w{2,}[^sui\W]|\w{3,}(?:[aou]i|u)", "s", ("",)),
        (r"\w+(?:eau|ou|eu|au)", "x", ("",)),
    )
)


def forms(word: str) -> tuple[str, ...]:
    """Give the beginnings of words that a folded keyword finds, its own shortest form among them."""
    if len(word) < SHORTEST or not word.isalpha():
        return (word,)
    for pattern, endings in _RULES:
        if found := pattern.fullmatch(word):
            return _needed({word, *(found[1] + ending for ending in endings)})
    return (word,)


def _needed(found: set[str]) -> tuple[str, ...]:
    """Leave out what a shorter one finds."""
    return tuple(
        sorted(
            one
            for one in found
            if not any(one != other and one.startswith(other) for other in found)
        )
    )
