"""Damaged files for every reader, and the oracle: a reader reads rightly or stops with one sentence.

``abimes(text)`` is a hypothesis strategy of damaged bytes. ``reads_rightly_or_stops(read, path, data, rightly)`` puts
them in a folder of their own, reads, and checks the sentence of a stop or what was read. For figures, ``rightly`` is a
`Chiffres`: which column says which indicateur; the file is read again here by a few plain lines, not by our code.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import strategies as st

from data_bundle.builder.errors import BadInputError
from data_bundle.builder.files import Inputs
from data_bundle.builder.measures import Mesure
from data_bundle.builder.reading import Reading
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.indicators import INDICATEURS

T = TypeVar("T")
Lignes = list[dict[str, str]]
"""What a file says: its rows, by the name of the column in lower case; the first of two columns of one name."""

FIGURES_ABIMEES = (
    "", "nd", "ND", "NA", "ns", "null", "*", "**", "12 **", "12*", "30,0", "30.0", "0", "-0", "100", "-5", "\u22124",
    "101", "30.5", "1e2", "1_0", "0x1F", "NaN", "inf", "abc", "30 %", "1 234", "1\u202f234", "\u0663\u0660", "'30",
    "9" * 400, "=30", "30;",
)  # fmt: skip
"""Texts that a spreadsheet, a portal or a hand may leave where a figure stands; some are right."""

CODES_ABIMES = (
    "", "1022110", "4.00E+07", "01022110", "0630003M", "630003L", "0630003l", "99", "ATLANTIDE", "reg", "06/03/2003",
    "cumul 2023", "2023", "cumul 2024-2023", "2023_2024", "année 2023", "\u00a0", "null", "\u00e9", "x\ny",
)  # fmt: skip
"""Texts that may stand where a code, a région, a cohort or a population does."""

_JSON_VALUES = (None, "", "nd", "12 **", -5, 101, 30.5, 10**400, True, [], {}, {"code": "99"}, "ATLANTIDE", "null", 0)
_ENTIER = ("est vide", "encodage", "en UTF-8", "sans aucune ligne", "tronqué ou abîmé", "d’une autre forme")
_PLACE = re.compile(r"(?:lignes?|entrée) \d+(?: et \d+)?(?:, colonne «\u00a0[^»]+\u00a0»)?\u00a0: \S")
_BORNES = {"%": (0, 100), "points": (-100, 100), "€": (1, 1e5)}


@st.composite
def abimes(draw: st.DrawFn, text: str, sep: str = ";", most: int = 3) -> bytes:
    """Return ``text`` (a header and rows) with up to ``most`` damages; with none, it is the file itself."""
    rows = list(csv.reader(io.StringIO(text), delimiter=sep))
    for _ in range(draw(st.integers(0, most))):
        draw(st.sampled_from(_ROW_DAMAGES))(draw, rows)
    out = io.StringIO()
    csv.writer(out, delimiter=sep, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    for damage in draw(st.lists(st.sampled_from(_TEXT_DAMAGES), max_size=1)):
        text = damage(draw, text, sep)
    return draw(st.sampled_from(_BYTES))(text)


def _cell(texts: tuple[str, ...]) -> Callable[[st.DrawFn, list[list[str]]], None]:
    def damage(draw: st.DrawFn, rows: list[list[str]]) -> None:
        row = draw(st.sampled_from(rows[1:] or rows))
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(texts))

    return damage


def _near(draw: st.DrawFn, rows: list[list[str]]) -> None:
    """Move a figure a little, so that it stays plausible."""
    row = draw(st.sampled_from(rows[1:] or rows))
    at = [i for i, text in enumerate(row) if re.fullmatch(r"\d{1,3}(?:[.,]0)?", text)]
    if at:
        i = draw(st.sampled_from(at))
        row[i] = str(int(float(row[i].replace(",", "."))) + draw(st.integers(-2, 2)))


def _repeat(draw: st.DrawFn, rows: list[list[str]]) -> None:
    i = draw(st.integers(min(1, len(rows) - 1), len(rows) - 1))
    rows.insert(draw(st.integers(1, len(rows))), list(rows[i]))


def _repeat_otherwise(draw: st.DrawFn, rows: list[list[str]]) -> None:
    i = draw(st.integers(min(1, len(rows) - 1), len(rows) - 1))
    rows.append(list(rows[i]))
    _near(draw, rows[-1:])


def _short(draw: st.DrawFn, rows: list[list[str]]) -> None:
    row = draw(st.sampled_from(rows))
    del row[draw(st.integers(0, len(row))) :]


def _long(draw: st.DrawFn, rows: list[list[str]]) -> None:
    draw(st.sampled_from(rows)).append(draw(st.sampled_from(FIGURES_ABIMEES)))


def _blank(draw: st.DrawFn, rows: list[list[str]]) -> None:
    rows.insert(draw(st.integers(0, len(rows))), [])


def _header(draw: st.DrawFn, rows: list[list[str]]) -> None:
    head = next((row for row in rows if row), None)
    if head:
        i = draw(st.integers(0, len(head) - 1))
        head[i] = draw(st.sampled_from([*head, "inconnue", "", head[i].upper(), f" {head[i]} "]))


def _swap(draw: st.DrawFn, rows: list[list[str]]) -> None:
    """Exchange two columns, names and all: the file says the same."""
    width = min(map(len, rows))
    if width > 1:
        i, j = draw(st.tuples(st.integers(0, width - 1), st.integers(0, width - 1)))
        for row in rows:
            row[i], row[j] = row[j], row[i]


def _cut(draw: st.DrawFn, text: str, _: str) -> str:
    return text[: draw(st.integers(0, len(text)))]


def _other_separator(draw: st.DrawFn, text: str, sep: str) -> str:
    other = draw(st.sampled_from([c for c in ";,\t|" if c != sep]))
    lines = text.split("\n")
    at = draw(st.sampled_from([None, *range(len(lines))]))
    return "\n".join(line.replace(sep, other) if at in (None, i) else line for i, line in enumerate(lines))


def _quote(draw: st.DrawFn, text: str, _: str) -> str:
    i = draw(st.integers(0, len(text)))
    return f'{text[:i]}"{text[i:]}'


def _nul(draw: st.DrawFn, text: str, _: str) -> str:
    i = draw(st.integers(0, len(text)))
    return f"{text[:i]}\0{text[i:]}"


def _spaces(_: st.DrawFn, text: str, sep: str) -> str:
    return text.replace(sep, f" {sep} ")


_FIGURE = _cell(FIGURES_ABIMEES)
_ROW_DAMAGES = (
    _FIGURE, _FIGURE, _FIGURE, _near, _near, _cell(CODES_ABIMES), _cell(CODES_ABIMES), _repeat, _repeat_otherwise,
    _short, _long, _blank, _header, _swap,
)  # fmt: skip
_TEXT_DAMAGES = (_cut, _other_separator, _quote, _nul, _spaces)
_BYTES: tuple[Callable[[str], bytes], ...] = (
    str.encode,
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("cp1252", "replace"),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode() + b"\x81\x8d\n",
)


@st.composite
def abimes_json(draw: st.DrawFn, text: str) -> bytes:
    """Return a JSON list of objects, or an object that holds one, with a few damages; with none, it is the file."""
    found = json.loads(text)
    rows = found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(rows) - 1))
        kind = draw(st.sampled_from(("value", "value", "value", "lose", "repeat", "whole")))
        if kind == "repeat":
            rows.append(dict(rows[at]))
        elif kind == "whole":
            rows[at] = draw(st.sampled_from(({}, None, [], 7)))
            break
        elif rows[at]:
            key = draw(st.sampled_from(sorted(rows[at])))
            if kind == "lose":
                del rows[at][key]
            else:
                rows[at][key] = draw(st.sampled_from(_JSON_VALUES))
    text = json.dumps(found, ensure_ascii=False)
    for damage in draw(st.lists(st.sampled_from((_cut, _quote, _nul)), max_size=1)):
        text = damage(draw, text, ",")
    return draw(st.sampled_from(_BYTES))(text)


def lire(
    read: Callable[[Inputs], T], path: str, data: bytes, beside: Mapping[str, bytes | Path] | None = None
) -> tuple[T, Report]:
    """Read a folder that holds ``data`` at ``path``, and what is given ``beside``; return the result and the report."""
    report = Report()
    with TemporaryDirectory() as folder:
        for name, content in {**(beside or {}), path: data}.items():
            target = Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                target.write_bytes(content)
            else:
                target.symlink_to(content)
        return read(Inputs(Path(folder), load(), report)), report


def reads_rightly_or_stops(
    read: Callable[[Inputs], T],
    path: str,
    data: bytes,
    rightly: Callable[[T, Lignes, Report], None],
    beside: Mapping[str, bytes | Path] | None = None,
    names: Sequence[str] = (),
) -> T | None:
    """Check that ``read`` reads what ``data`` says (then return it), or stops with file, line, column and reason.

    ``names`` are those of the columns of a file whose header cannot be used.
    """
    try:
        found, report = lire(read, path, data, beside)
    except BadInputError as stop:
        bien_dit(str(stop), path)
        return None
    rightly(found, [] if path.endswith(".json") else dit(data, names), report)
    return found


def bien_dit(said: str, path: str) -> None:
    """Check a sentence: one line, the file, where in it, what is wrong; or a file wrong as a whole."""
    assert path.removesuffix(".gz") in said, said
    assert "\n" not in said, said
    assert said.endswith("."), said
    assert len(said) < 500, said
    assert _PLACE.search(said) or any(words in said for words in _ENTIER), said


def dit(data: bytes, names: Sequence[str] = ()) -> Lignes:
    """Return what a file says, as `Lignes`, under its own names of columns or under those given."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = next((line for line in text.splitlines() if line.strip()), "")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count)) if row]
    head = [name.strip().casefold() for name in names or rows[0]]
    return [{n: t.strip() for n, t in reversed(list(zip(head, row, strict=False)))} for row in rows[1:]]


def nombre(text: str) -> float | None:
    """Return the number that a text says, None for none or for what is no plain number."""
    plain = text.strip().replace(",", ".").replace("\u2212", "-")
    return float(plain) if re.fullmatch(r"[-+]?[0-9]+(?:\.[0-9]+)?", plain) else None


@dataclass(frozen=True)
class Chiffres:
    """How a file says figures. ``colonnes``: indicateur -> names of its column; ``cle`` of a row, ``de`` a mesure.

    A row whose ``cle`` is None is one that the reader leaves aside on purpose. With ``tous``, a number that the file
    gives may not be missing from the mesure of its row.
    """

    colonnes: Mapping[str, tuple[str, ...]]
    cle: Callable[[dict[str, str]], Hashable | None]
    de: Callable[[Mesure], Hashable]
    tous: bool = True

    def __call__(self, found: Reading | Iterable[Mesure], lignes: Lignes, report: Report) -> None:
        mesures: Iterable[Mesure] = found.mesures if isinstance(found, Reading) else found
        by_key: dict[Hashable, Lignes] = defaultdict(list)
        for ligne in lignes:
            key = self.cle(ligne)
            if key is not None:
                by_key[key].append(ligne)
        seen = set()
        for mesure in mesures:
            bien_formee(mesure)
            key = self.de(mesure)
            assert key in by_key, f"{key} is not in the file"
            assert (key, mesure.portee) not in seen, f"{key} is there twice"
            seen.add((key, mesure.portee))
            self._compare(mesure, by_key[key])
        left = by_key.keys() - {key for key, _ in seen}
        assert len(left) <= sum(one.lignes for one in report.left_out), f"{left} was lost without a word"

    def _compare(self, mesure: Mesure, lignes: Lignes) -> None:
        for cell in mesure.cells:
            names = self.colonnes.get(_NOMS[cell.indicateur], ())
            said = [nombre(ligne[n.casefold()]) for ligne in lignes for n in names if n.casefold() in ligne]
            if cell.valeur is not None and not cell.recalcule:
                assert cell.valeur in said, (mesure, _NOMS[cell.indicateur], said)
            elif self.tous and cell.valeur is None:
                assert [n for n in said if n is not None] == [], (mesure, _NOMS[cell.indicateur], said)


_NOMS = {i.id: i.nom for i in INDICATEURS}
_PAR_ID = {i.id: i for i in INDICATEURS}


def bien_formee(mesure: Mesure) -> None:
    """Check one mesure: every indicateur of its portée once, values in bounds, no count under 20, parts of 100."""
    assert [c.indicateur for c in mesure.cells] == [i.id for i in INDICATEURS if i.portee == mesure.portee], mesure
    for cell in mesure.cells:
        low, high = _BORNES.get(_PAR_ID[cell.indicateur].unite, (0, 1e7))
        assert (cell.statut == 1) == (cell.valeur is not None), cell
        assert cell.valeur is None or low <= cell.valeur <= high, cell
        assert cell.effectif is None or (isinstance(cell.effectif, int) and cell.effectif >= 20), cell
        assert cell.numerateur is None or 0 <= cell.numerateur <= (cell.effectif or 0), cell
    parts = [c.valeur for c in mesure.cells if _NOMS[c.indicateur].startswith(("part_emploi_6m", "part_autres_6m"))]
    parts += [
        c.valeur for c in mesure.cells if _NOMS[c.indicateur] in ("part_poursuite", "part_poursuite_etablissement")
    ]
    shares = [p for p in parts if p is not None]
    assert len(shares) < 3 or sum(shares) == 100, mesure
