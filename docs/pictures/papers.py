"""Draw the pictures of the paper: every sheet, and those of other languages, as the printer gets them.

python docs/pictures/papers.py                   all of them beside this file
python docs/pictures/papers.py fiche fiche-ar    only these
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import pypdfium2
from PIL import Image

from data_bundle import snapshot_path
from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.langues import LANGUES
from desktop.selection import Choix, Selection
from desktop.sheet import memo
from desktop.sheet.demande import FRANCAIS, SIMPLE, Demande
from desktop.sheet.document import render
from desktop.snapshot import open_snapshot

CAP = "mefstat11:23220022146@0350807M"
APPRENTISSAGE = "cfd:50022146@reg:53"
BAC_PRO = "mefstat11:23830033403@0350005R"
THREE = (CAP, APPRENTISSAGE, BAC_PRO)
FOUR = (*THREE, "mefstat11:23830022106@0350005R")
SIX = (*FOUR, "cfd:40022106@reg:53", "cfd:50022139@reg:53")
COMBOURG = "35085"
MEMO = "memo"
COLORS = 64
"""Enough for letters and three flat fills."""
SCALE = 100 / 72


class Paper(NamedTuple):
    """The pages of one sheet: ``name``, then ``name-2``…; ``grey`` as a printer without colours gives it."""

    name: str
    refs: tuple[str, ...]
    demande: Demande
    grey: bool = False


def papers(catalogue: Catalogue) -> Iterator[Paper]:
    """Yield every sheet that the documentation shows, in French, then in the other languages."""
    here = catalogue.commune(COMBOURG)
    usual, simple = Demande(depuis=here), Demande(genre=SIMPLE, depuis=here)
    yield Paper("fiche", THREE, usual)
    yield Paper("fiche-gris", THREE, usual, grey=True)
    yield Paper("fiche-quatre", FOUR, usual)
    yield Paper("fiche-six", SIX, usual)
    yield Paper("fiche-une", (BAC_PRO,), usual)
    yield Paper("fiche-simple", THREE, simple)
    yield Paper("fiche-simple-gris", THREE, simple, grey=True)
    for langue in LANGUES:
        if langue.code != FRANCAIS:
            yield Paper(f"fiche-{langue.code}", THREE, Demande(depuis=here, langue=langue.code))
            yield Paper(f"fiche-simple-{langue.code}", THREE, Demande(genre=SIMPLE, depuis=here, langue=langue.code))
    yield Paper("fiche-bilingue", THREE, Demande(depuis=here, langue="ar", bilingue=True))


def draw(names: Sequence[str] = ()) -> None:
    """Save the pages of the papers named, or of all."""
    catalogue = Catalogue(open_snapshot(snapshot_path()))
    for paper in papers(catalogue):
        if names and paper.name not in names:
            continue
        document = pypdfium2.PdfDocument(
            render(compare(catalogue, Selection(tuple(map(Choix.parse, paper.refs)))), paper.demande)
        )
        _save_all(document, paper.name, paper.grey)
    if not names or MEMO in names:
        _save_all(pypdfium2.PdfDocument(memo.render()), MEMO, grey=True)


def _save_all(document: pypdfium2.PdfDocument, name: str, grey: bool) -> None:
    for number in range(len(document)):
        _save(document[number].render(scale=SCALE).to_pil(), name, number, grey)


def _save(picture: Image.Image, name: str, number: int, grey: bool) -> None:
    target = HERE / f"{name}{f'-{number + 1}' if number else ''}.png"
    flat = picture.convert("L") if grey else picture.convert("RGB")
    flat.quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    draw(sys.argv[1:])
