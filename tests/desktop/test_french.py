"""French typography in the words of the program: no-break spaces before double signs, curly apostrophes.

Every string literal of the packages is read from the source; a docstring is not shown to anybody.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SCANNED = ("desktop", "data_bundle", "ui")
FRENCH = re.compile(
    r"[«»àâçéèêëîïôùûœÀÂÇÉÈÊÎÔÙÛŒ’]|\b(?i:le|la|les|un|une|de|du|des|et|ou|est|pas|dans|pour|sur|en|ans|mois|jeunes?|il|ne|que|non|par)\b"
)
NAMES_OF_SOURCES = {
    f"data_bundle/builder/{name}.py"
    for name in (
        "establishment_figures",
        "formation_figures",
        "labels/diplomas",
        "parcoursup_labels",
        "rapprochement/titles",
        "read_annuaire",
        "read_catalogue_apprentissage",
        "read_depp_etablissements",
        "read_inserjeunes_national",
        "read_inserjeunes_niveau",
        "read_ival",
        "read_parcoursup",
    )
}
"""Where straight apostrophes stand as the raw files write them: headers of columns, labels to be recognised."""
APOSTROPHE = re.compile(r"(?<=[A-Za-zÀ-ÿ])'(?=[A-Za-zÀ-ÿ])")
PLAIN_SPACE = re.compile(r"(?<=\S) [:;!?%»€]|« ")
ALONE = re.compile(r" [:;!?%»€] ?|« ")
SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|CREATE|JOIN|WHERE|FROM)\b")


def shown(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield each string of the code with its line; the values inside an f-string are one character each."""
    hidden = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            hidden.update(id(part) for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_piece(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.lineno, node.value


def _piece(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    named = isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name)
    return "\u00a0" if named and part.value.id in ("NBSP", "NNBSP") else "X"


def faults(text: str) -> list[str]:
    """Return what is wrong with a string, nothing when it is not French; a sign alone stands between French words."""
    if ALONE.fullmatch(text):
        return [text]
    if SQL.search(text) or not FRENCH.search(text):
        return []
    return [found.group() for pattern in (APOSTROPHE, PLAIN_SPACE) for found in pattern.finditer(text)]


@pytest.mark.parametrize("folder", SCANNED)
def test_the_words_of_the_program_are_typeset_in_french(root: Path, folder: str) -> None:
    wrong, seen = [], 0
    for path in sorted((root / folder).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for line, text in shown(ast.parse(path.read_text(encoding="utf-8"))):
            seen += bool(FRENCH.search(text))
            found = [f for f in faults(text) if f != "'" or name not in NAMES_OF_SOURCES]
            wrong += [f"{name}:{line} {fault!r} in {text!r}" for fault in found]
    assert seen > 0
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('x = "Attention : l’année"', 1),
        ("x = \"C'est l'année\"", 2),
        ('x = f"« {nom}\u00a0» est là"', 1),
        ('x = f"{n} % des jeunes"', 1),
        ('x = " ; ".join(["et"])', 1),
        ('x = "SELECT mot AS de FROM t WHERE a = ? AND b = ?"', 0),
        ('x = f"{n}{NBSP}% des jeunes\u00a0: {m}"', 0),
        ('def f():\n    """It\'s : a docstring, pas un texte."""', 0),
    ],
)
def test_the_scan_sees_what_it_looks_for(code: str, count: int) -> None:
    assert sum(len(faults(text)) for _, text in shown(ast.parse(code))) == count
