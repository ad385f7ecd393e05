"""Sheets of data installed under trial keys say so at their foot, in French in every language; others say nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from desktop.catalogue import Catalogue
from desktop.comparison import compare
from desktop.export.about_sheet import about
from desktop.export.as_csv import document as document_csv
from desktop.export.as_imilo import LONGEST
from desktop.export.as_imilo import text as summary
from desktop.export.as_json import comparison_document
from desktop.export.as_text import table
from desktop.paths import data_path
from desktop.selection import parse_selection
from desktop.sheet.demande import COMPARAISON, SIMPLE, Demande
from desktop.sheet.document import render
from desktop.snapshot import open_snapshot
from desktop.update.trial import ON_PAPER, is_trial
from desktop.update.trust import Racine

REFS = ["mefstat11:23220022146@0350807M", "cfd:50022146@reg:53"]


@pytest.fixture
def installed(extrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COTE_A_COTE_DOSSIER", str(tmp_path))
    target = data_path() / "instantanes" / "essai.sqlite"
    target.parent.mkdir(parents=True)
    target.write_bytes(extrait.read_bytes())
    return target


def trusted(monkeypatch: pytest.MonkeyPatch, *, essai: bool) -> None:
    monkeypatch.setattr("desktop.update.trust.trusted_root", lambda: Racine(b"{}", essai=essai))


def pages(path: Path, demande: Demande) -> list[str]:
    snapshot = open_snapshot(path)
    try:
        made = pypdfium2.PdfDocument(render(compare(Catalogue(snapshot), parse_selection(REFS)), demande))
    finally:
        snapshot.close()
    texts = [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in made]
    made.close()
    return texts


@pytest.mark.parametrize("genre", [COMPARAISON, SIMPLE])
@pytest.mark.parametrize("langue", ["fr", "ar"])
def test_a_sheet_of_trial_data_says_so_and_keeps_its_pages(
    installed: Path, extrait: Path, monkeypatch: pytest.MonkeyPatch, genre: str, langue: str
) -> None:
    trusted(monkeypatch, essai=True)
    demande = Demande(genre=genre, langue=langue)
    trial, own = pages(installed, demande), pages(extrait, demande)
    said = re.sub(r"\s+", " ", ON_PAPER)
    assert said in trial[0]
    assert len(trial) == len(own)
    assert not any(said in text for text in own)


def test_installed_data_that_editors_signed_say_nothing(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted(monkeypatch, essai=False)
    assert not is_trial(installed)


def test_every_other_outlet_says_it_too(installed: Path, extrait: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted(monkeypatch, essai=True)
    for path, told in ((installed, True), (extrait, False)):
        snapshot = open_snapshot(path)
        comparison = compare(Catalogue(snapshot), parse_selection(REFS))
        document = comparison_document(comparison)
        sources = "\n".join(str(cell) for line in about(comparison).lignes for cell in line)
        assert document["instantane"].get("essai", False) is told
        for text in (table(comparison), summary(comparison), document_csv(comparison).decode(), sources):
            assert (ON_PAPER in text) is told
        assert len(summary(comparison)) <= LONGEST
        snapshot.close()
