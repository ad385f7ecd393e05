"""``chercher`` on the command line says what it corrected and why a line answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import main
from tests.desktop.inventes import Invente

Out = pytest.CaptureFixture[str]


@pytest.fixture
def snapshot(invente: Invente) -> str:
    """Two invented formations, one of which has an older label."""
    coiffure = invente.formation("90000000001", "CAP Coiffure", anciens_libelles="CAP Perruquier")
    invente.formation("90000000002", "CAP Couture")
    invente.db.execute("INSERT INTO mot_formation VALUES ('perruquier', ?, 1)", (coiffure,))
    return str(invente.write())


def test_the_document_says_what_was_corrected(snapshot: str, capsys: Out) -> None:
    assert main(["chercher", "coifure", "--json", "--instantane", snapshot]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["corrige"] == {"coifure": "coiffure"}
    assert [r["ref"] for r in document["resultats"]] == ["mefstat11:90000000001@fr"]


def test_the_text_says_it_too_and_how_to_undo_it(snapshot: str, capsys: Out) -> None:
    assert main(["chercher", "coifure", "--instantane", snapshot]) == 0
    first, *_, line = capsys.readouterr().out.splitlines()
    assert first == (
        "Recherche de «\u00a0coiffure\u00a0» au lieu de «\u00a0coifure\u00a0»"
        " («\u00a0--sans-correction\u00a0» cherche le mot tel quel)."
    )
    assert line.startswith("mefstat11:90000000001@fr")


def test_without_correction_nothing_is_found_and_that_is_said(snapshot: str, capsys: Out) -> None:
    assert main(["chercher", "coifure", "--sans-correction", "--instantane", snapshot]) == 3
    assert "«\u00a0coifure\u00a0»" in capsys.readouterr().err


def test_a_correction_that_finds_nothing_is_told(snapshot: str, capsys: Out) -> None:
    assert main(["chercher", "coifure couture", "--instantane", snapshot]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Aucune formation trouvée pour «\u00a0coifure couture\u00a0», même avec «\u00a0coiffure\u00a0»."
        " Essayez un mot plus court ou moins de filtres.\n"
    )


def test_a_line_that_answers_by_an_older_label_says_so(snapshot: str, capsys: Out) -> None:
    assert main(["chercher", "perruquier", "--json", "--instantane", snapshot]) == 0
    [found] = json.loads(capsys.readouterr().out)["resultats"]
    assert found["raison"] == "ancien nom\u00a0: CAP Perruquier"
    assert main(["chercher", "perruquier", "--instantane", snapshot]) == 0
    assert capsys.readouterr().out.rstrip().endswith("ancien nom\u00a0: CAP Perruquier")


def test_the_embedded_extract_answers_by_a_usual_name(extrait: Path, capsys: Out) -> None:
    assert main(["chercher", "melec", "--limite", "1", "--instantane", str(extrait)]) == 0
    assert capsys.readouterr().out.startswith("melec\u00a0: bac pro métiers de l’électricité")
