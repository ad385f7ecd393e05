"""What judges the attacks sees what it looks for, and the page shows every case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.securite.forge import RACINE, Cle, canonique, depot, racine, sceller
from tests.securite.phrases import fautes
from tests.securite.poste import Essai, juger
from tests.securite.scene import Scene
from tests.securite.table import CAS, DEBUT, FIN, pose

BONNE = "La mise à jour est abîmée. Recopiez le dossier. Les données installées n’ont pas changé."


@pytest.mark.parametrize(
    ("phrase", "faute"),
    [
        (BONNE, ""),
        (BONNE.replace("n’ont", "n'ont"), "apostrophe droite"),
        (BONNE.replace("Recopiez le dossier. ", ""), "ne dit pas quoi faire"),
        (BONNE.replace("n’ont pas changé", "sont là"), "ne dit pas que rien"),
        (BONNE + "\nTraceback", "plusieurs lignes"),
        (BONNE.replace("abîmée", "expired"), "anglais"),
        (BONNE.replace("abîmée", "ExpiredMetadataError"), "nom de code"),
        (BONNE.replace("abîmée", "un snapshot"), "jargon"),
        (BONNE.replace("abîmée.", "abîmée :"), "espace insécable"),
        (BONNE[:-1], "sans point final"),
        ("l" + BONNE[1:], "sans majuscule"),
        ("", "vide"),
    ],
)
def test_a_sentence_that_is_not_one_is_seen(phrase: str, faute: str) -> None:
    found = fautes(phrase)
    assert found == [] if not faute else any(one.startswith(faute) for one in found)


def test_the_forge_signs_as_the_format_says() -> None:
    held = json.loads(sceller(racine(1), RACINE[:2]))
    assert [one["keyid"] for one in held["signatures"]] == [Cle(nom).id for nom in RACINE[:2]]
    assert held["signatures"][0]["sig"] == Cle("racine-1").signature(canonique(held["signed"]))["sig"]
    assert depot({"a": b"1"}).files() == depot({"a": b"1"}).files()


def test_what_nobody_published_is_seen(scene: Scene) -> None:
    poste = scene.poste()
    avant = poste.photo()
    assert poste.installer(scene.sain_b).code == 0
    assert juger(poste, avant, Essai(0, comment="complet"), {scene.a.sha256}).fautes
    assert any("ont changé" in one for one in juger(poste, avant, Essai(6, BONNE), scene.publies).fautes)
    assert juger(poste, avant, Essai(0, comment="complet"), scene.publies).fautes == ()


def test_every_case_of_the_table_is_in_the_page(root: Path) -> None:
    page = (root / "docs" / "securite.md").read_text(encoding="utf-8")
    table = page.partition(DEBUT)[2].partition(FIN)[0]
    shown = {row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ")} - {"cas"}
    assert shown == {cas.nom for cas in CAS}
    assert len(CAS) > 50
    assert pose(page, "x").count("x\n\n" + FIN) == 1
