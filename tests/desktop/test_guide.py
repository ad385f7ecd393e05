"""The guide says what the program does: its menus, keys, commands and sentences exist, its links lead somewhere."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.arguments import VERBES, parse
from desktop.guide import ADMIN, NEWS, PAGES, START, PageGuide, anchor, hits, page, pages, target
from desktop.policy import read_policy
from desktop.typography import NBSP
from tests.desktop.test_french import ALONE, APOSTROPHE, PLAIN_SPACE
from ui.actions import MENUS, ROWS, spoken_keys

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
MENU = re.compile(rf"[Mm]enu ([A-ZÉ]\w+)(?:, «{NBSP}([^»]+){NBSP}»)?")
KEY = re.compile(r"(?:Ctrl|Alt|Maj|F\d|Entrée|Échap|Suppr|Espace|Tab|[↓↑←→]|[A-Z]$)[\w+←→↓↑]*")
FORBIDDEN = re.compile(r"\b(chances?|risques?|meilleure?s?|échecs?|recommandé\w*|désolé\w*)\b|!", re.IGNORECASE)
PLACES = {"↓", "↑", "Échap", "Espace", "Ctrl+C"}
"""Keys that Qt or a page of its own gives, which no action has."""
LONGEST = 32


def words(text: str) -> str:
    """Return what people read of a page: no blocks of commands, no code, no addresses of links."""
    return re.sub(r"\]\([^)]*\)", "]", CODE.sub("x", FENCE.sub("", text)))


def commands(one: PageGuide) -> list[list[str]]:
    lines = [line for _, block in FENCE.findall(one.texte) for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("cote-a-cote ")]


@pytest.fixture(scope="module")
def literals(root: Path) -> str:
    """Every sentence of the program, one a line; what is filled in is an ellipsis."""
    return "\n".join(_literals(root))


def _literals(root: Path) -> Iterator[str]:
    for folder in ("desktop", "ui"):
        for path in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
                elif isinstance(node, ast.JoinedStr):
                    yield "".join(_piece(part) for part in node.values)


def _piece(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    named = isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name)
    return NBSP if named and part.value.id == "NBSP" else "…"


@pytest.mark.parametrize("ref", PAGES)
def test_a_page_is_typeset_in_french(ref: str) -> None:
    one = page(ref)
    assert one is not None
    faults = [
        found.group()
        for line in words(one.texte).splitlines()
        for pattern in (APOSTROPHE, PLAIN_SPACE, ALONE, FORBIDDEN)
        for found in pattern.finditer(line)
    ]
    assert faults == []
    assert "'" not in words(one.texte)


@pytest.mark.parametrize("ref", PAGES)
def test_sentences_of_a_page_are_short(ref: str) -> None:
    one = page(ref)
    assert one is not None
    lines = words(one.texte).splitlines()
    sentences = [said for line in lines for said in re.split(r"(?<=[.:;?])\s|\|", line.replace(NBSP, " "))]
    assert [said for said in sentences if len(said.split()) > LONGEST] == []


def test_every_file_is_a_page_and_every_page_a_file(root: Path) -> None:
    files = {path.stem for path in (root / "resources/texts/guide").iterdir()}
    assert files == set(PAGES) >= {START, ADMIN, NEWS}
    assert len({one.titre for one in pages()}) == len(PAGES)
    assert sum(len(one.parties) for one in pages()) > 40


def test_every_menu_named_in_the_guide_exists() -> None:
    menus = {title.replace("&", ""): menu for menu, title in MENUS}
    texts = {(row.menu, row.text.replace("&", "")) for row in ROWS}
    seen = [found for one in pages() for found in MENU.findall(one.texte)]
    assert len(seen) > 15
    assert [menu for menu, _ in seen if menu not in menus] == []
    assert [(menu, text) for menu, text in seen if text and (menus[menu], text) not in texts] == []


def test_every_key_named_in_the_guide_exists() -> None:
    known = {key for row in ROWS for key in spoken_keys(row).split(" ou ")} | PLACES
    named = [code for one in pages() for code in CODE.findall(one.texte) if KEY.fullmatch(code)]
    assert len(set(named)) > 15
    assert sorted(set(named) - known) == []


def test_every_command_of_the_guide_is_understood() -> None:
    found = [command for one in pages() for command in commands(one)]
    assert len(found) > 4
    for command in found:
        args = parse(command, lambda _said: None)
        assert args is not None, command


def test_every_command_of_the_readme_is_understood(root: Path) -> None:
    blocks = FENCE.findall((root / "README.md").read_text(encoding="utf-8"))
    lines = [
        line.removeprefix("python main.py ").removeprefix("cote-a-cote ") for _, b in blocks for line in b.split("\n")
    ]
    own = [line for line in lines if line.partition(" ")[0] in VERBES]
    assert len(own) > 12
    for line in own:
        assert parse(shlex.split(line, comments=True), lambda _said: None) is not None, line


def test_the_pages_that_the_readme_names_are_there(root: Path) -> None:
    links = LINK.findall((root / "README.md").read_text(encoding="utf-8"))
    guides = [link for link in links if "texts/guide" in link]
    assert len(guides) > 4
    assert [link for link in guides if not (root / link).is_file()] == []


def test_every_sentence_of_the_troubleshooting_is_said_by_the_program(literals: str) -> None:
    one = page("depannage")
    assert one is not None
    rows = [line.split("|")[1] for line in one.texte.splitlines() if line.startswith(f"| «{NBSP}")]
    quoted = [said for row in rows for said in re.findall(rf"«{NBSP}(.+?){NBSP}»", row)]
    pieces = [piece.strip(" …") for said in quoted for piece in said.split("…") if piece.strip(" …")]
    assert len(pieces) > 20
    assert [piece for piece in pieces if piece not in literals] == []


def test_every_word_of_the_window_in_the_guide_is_there(literals: str) -> None:
    shown = literals.replace("&", "")
    quoted = [
        said
        for one in pages()
        for line in words(one.texte).splitlines()
        if not line.startswith((f"- «{NBSP}", "«"))  # what may be said to a family
        for said in re.findall(rf"«{NBSP}(.+?){NBSP}»", line)
        if one.ref != "depannage" and not re.search(r"\d", said)  # an example
    ]
    assert len(quoted) > 30
    assert sorted({said for said in quoted if said not in shown} - {"Portable"}) == []


def test_every_reason_for_a_missing_figure_is_said_by_the_program(literals: str) -> None:
    one = page("lire-une-case")
    assert one is not None
    part = one.texte.partition("Ce que dit la case")[2].partition("##")[0]
    reasons = [line.split("|")[1].strip() for line in part.splitlines()[2:] if line.startswith("|")]
    assert len(reasons) > 6
    assert [said for said in reasons if said not in literals] == []


def test_links_stay_inside_and_lead_somewhere() -> None:
    links = [(one.ref, link) for one in pages() for link in LINK.findall(one.texte)]
    assert len(links) > 6
    assert [(ref, link) for ref, link in links if target(link, ref) is None] == []


@pytest.mark.parametrize("link", ["", "https://exemple.fr/", "file:///etc/passwd", "../autre.md", "absent.md", "#rien"])
def test_a_link_outside_leads_nowhere(link: str) -> None:
    assert target(link, START) is None


def test_a_link_names_its_page_its_part_or_both() -> None:
    assert target("administrer.md", START) == (ADMIN, "")
    assert target("administrer.md#antivirus", START) == (ADMIN, "antivirus")
    assert target("#antivirus", ADMIN) == (ADMIN, "antivirus")
    assert anchor(f"Quand il n’y a pas de chiffre{NBSP}?") == "quand-il-ny-a-pas-de-chiffre"


def test_words_are_found_without_accents_and_where_they_stand() -> None:
    text = f"Une CLÉ,\u2029l’élève{NBSP}: clé"
    assert [text[at : at + 3] for at in hits(text, "cle")] == ["CLÉ", "clé"]
    assert hits(text, "l'eleve :") == (text.index("l’"),)
    assert hits(text, "  ") == hits(text, "absent") == hits(text, "c.é") == ()


def test_the_release_notes_are_those_of_the_repository(root: Path) -> None:
    notes = page(NEWS)
    assert notes is not None
    assert (root / "CHANGELOG.md").read_text(encoding="utf-8") == notes.texte


def test_the_policy_shown_is_one_that_the_program_reads(tmp_path: Path) -> None:
    one = page(ADMIN)
    assert one is not None
    (block,) = [block for kind, block in FENCE.findall(one.texte) if kind == "json"]
    file = tmp_path / "politique.json"
    file.write_text(block, encoding="utf-8")
    read = read_policy([file])
    assert read.source == json.loads(block)["source"] != ""
    assert (read.web, read.notes, read.problem) == (False, False, "")
