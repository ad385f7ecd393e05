"""What the repository as a whole promises: hashed locks, no host names, licences, full indicator names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
NOT_OURS = re.compile(r"(^|/)(\.(?!ci/|gitignore$)|build/|dist/|__pycache__/)")
CODE = ("main.py", "desktop", "ui", "resources", "data_bundle", "tests", "docs")

# Put together from pieces, so that this file passes its own test.
HOSTS = (
    "pypi" + ".org",
    "python" + "hosted",
    "registry" + ".npmjs",
    "deb" + ".debian",
    "github" + "usercontent",
)
MACHINE_PATH = re.compile("/(?:work|root|home)" + "/[a-z]|/tmp" + "/[a-z]+/")
BARE_NAMES = ("taux_" + "emploi", "taux_" + "acces", "taux_" + "poursuite", "inser" + "tion")


def our_files(root: Path, *suffixes: str) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        ours = not NOT_OURS.search(path.relative_to(root).as_posix())
        if ours and path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_locks_carry_hashes_and_no_address(root: Path, lock: str) -> None:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE).strip())
    assert len(requirements) >= 4
    assert [one for one in requirements if not PIN.match(one) or "--hash=sha256:" not in one] == []
    assert re.findall(r"://|--index|--extra-index|--find-links|--trusted-host|@ ", text) == []


def test_the_development_lock_holds_the_run_lock(root: Path) -> None:
    run, dev = (
        set(PIN.findall((root / "requirements" / lock).read_text(encoding="utf-8"))) for lock in ("run.txt", "dev.txt")
    )
    assert run
    assert run <= dev


def test_no_file_names_a_registry_host_or_a_path_of_a_machine(root: Path) -> None:
    found, seen = [], 0
    for path in our_files(root):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # fonts, pictures, the extract
            continue
        seen += 1
        if any(host in text.lower() for host in HOSTS) or MACHINE_PATH.search(text):
            found.append(str(path.relative_to(root)))
    assert seen > 60
    assert found == []


def test_fonts_come_with_their_licence() -> None:
    assert "SIL Open Font License" in resources.path("fonts/OFL.txt").read_text(encoding="utf-8")
    for weight in ("Regular", "SemiBold"):
        assert resources.path(f"fonts/Inter-{weight}.ttf").stat().st_size < 1_000_000


def test_a_resource_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.path("icons/absente.svg")


def names_and_strings(tree: ast.AST) -> Iterator[str]:
    """Yield every identifier of the code, and every string."""
    for node in ast.walk(tree):
        for field in ("id", "attr", "arg", "name"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield name
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def bare_names_in(path: Path) -> list[str]:
    """Return the bare indicator names that a file uses: alone in Python, as a word in SQL and TOML."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return [name for name in names_and_strings(ast.parse(text)) if name in BARE_NAMES]
    code = re.sub(r"--.*|#.*", "", text)
    return re.findall(rf"\b(?:{'|'.join(BARE_NAMES)})\b", code)


def test_no_indicator_goes_without_its_denominator(root: Path) -> None:
    """DOMAIN.md §2.2: a bare name says neither who is counted nor when; it must not exist."""
    files = [path for path in our_files(root, ".py", ".sql", ".toml") if path.relative_to(root).parts[0] in CODE]
    assert len(files) > 40
    assert {str(path.relative_to(root)): names for path in files if (names := bare_names_in(path))} == {}


def test_the_scan_for_bare_names_sees_them(tmp_path: Path) -> None:
    code, table = tmp_path / "essai.py", tmp_path / "essai.sql"
    code.write_text(f'row = {{"{BARE_NAMES[0]}": 1}}\n{BARE_NAMES[3]} = 2\ntaux_emploi_6m = 3\n', encoding="utf-8")
    table.write_text(f"-- {BARE_NAMES[1]}\nCREATE TABLE t ({BARE_NAMES[2]} INTEGER) STRICT;\n", encoding="utf-8")
    assert set(bare_names_in(code)) == {BARE_NAMES[0], BARE_NAMES[3]}
    assert bare_names_in(table) == [BARE_NAMES[2]]


def test_the_readme_leads_to_the_page_of_the_sources(root: Path) -> None:
    assert "(docs/sources.md)" in (root / "README.md").read_text(encoding="utf-8")
    assert (root / "docs" / "sources.md").is_file()


def test_the_readme_says_that_the_tool_is_independent(root: Path) -> None:
    sentence = "Côte à Côte est un outil indépendant. Il n’est ni produit ni approuvé par l’État."
    assert sentence in (root / "README.md").read_text(encoding="utf-8")


def test_the_statement_on_accessibility_is_the_same_in_the_help_and_in_the_documentation(root: Path) -> None:
    shown = resources.path("texts/accessibilite.md").read_text(encoding="utf-8")
    assert (root / "docs" / "accessibilite.md").read_text(encoding="utf-8") == shown
    assert all(word in shown for word in ("EN 301 549", "RGAA", "Ce qui reste"))
