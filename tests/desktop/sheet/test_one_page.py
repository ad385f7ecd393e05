"""The sheet of the README, three formations, two with only an older version's figures, is one page and its back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.selection import parse_selection
from desktop.sheet.demande import Demande
from desktop.sheet.document import render
from desktop.snapshot import open_snapshot

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53", "mefstat11:23830033403@0350005R"]


def test_three_usual_formations_stay_on_one_sheet(extrait: Path) -> None:
    catalogue = Catalogue(open_snapshot(extrait))
    content = render(compare(catalogue, parse_selection(REFS)), Demande(depuis=catalogue.commune("35085")))
    assert len(pypdfium2.PdfDocument(content)) == 2  # and its back
