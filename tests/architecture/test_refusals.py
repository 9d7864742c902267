"""What a candidate reads at a field is a sentence: it ends with a stop, on every page."""

import ast
from collections.abc import Iterator

from ilojobs_app.core.settings import ROOT

TRANSLATING = {"_", "N_", "ngettext"}
# Headings of a page that says no more than that.
TITLES = {"Ce lien a déjà servi ou n'est plus valable"}
FIELD_ERRORS = {"FieldError", "MissingField"}


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def sentences(tree: ast.AST) -> Iterator[str]:
    """Give the texts of field errors, of what a field lacks, and of refusals."""
    for node in ast.walk(tree):
        is_refusal = (isinstance(node, ast.Call) and name_of(node) in FIELD_ERRORS) or (
            isinstance(node, ast.FunctionDef) and node.name == "message"
        )
        lacks = isinstance(node, ast.keyword) and node.arg == "missing"
        if not (is_refusal or lacks):
            continue
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and name_of(call) in TRANSLATING:
                yield from (a.value for a in call.args if isinstance(a, ast.Constant) and a.value)


def test_every_refusal_ends_with_a_stop() -> None:
    files = sorted((ROOT / "ilojobs_app").rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    texts = {str(text) for tree in trees for text in sentences(tree)}
    assert len(texts) > 80
    assert {text for text in texts - TITLES if not text.endswith((".", "?"))} == set()
