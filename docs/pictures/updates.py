"""A publisher made up for the pictures: what it publishes and what changed is an example, and says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap

import ui.updating
from data_bundle.annonce import Annonce, Paquet
from desktop.update.install import Installe
from desktop.update.service import Verification
from desktop.update.suivi import Suivi
from ui.program import Program

SOURCE = "E:\\cote-a-cote"
CHANGED = (
    ("Votre sélection", (
        "CAP Cuisine (apprentissage), Bretagne. 2022 et 2023 → 2023 et 2024\u00a0: travaillent 6 mois après, "
        "64\u00a0% → 61\u00a0% (exemple inventé).",
    )),
    ("Promotions", (
        "Voie scolaire, par région\u00a0: promotions 2023 et 2024, qui s’ajoutent à celles de 2022 et 2023.",
        "Apprentissage, par région\u00a0: promotions 2023 et 2024, qui s’ajoutent à celles de 2022 et 2023.",
    )),
    ("Formations qui ont une nouvelle version", ("CAP Exemple inventé (voie scolaire)\u00a0: nouvelle version.",)),
)  # fmt: skip


class Example:
    """Does what `desktop.update.service` does for the window, without anything to look at."""

    essai = False
    source_par_defaut = SOURCE

    def verifier(self, _depuis: str | None, _suivi: Suivi) -> Verification:
        return Verification(False, ANNONCE, None, 3_900_000, False, SOURCE, None)

    def installer(self, depuis: str | None, suivi: Suivi) -> tuple[Verification, Installe]:
        return self.verifier(depuis, suivi), Installe(Path(), ANNONCE.id, None, False, "complet")

    def revenir(self) -> Installe:
        raise NotImplementedError

    def precedent(self) -> str:
        return "les données du 30\u00a0mars\u00a02026"


ANNONCE = Annonce(
    publication=7, id="exemple", construit_le="2026-10-12", schema="1.1", perimetre=("fr",), sqlite="3", regle="x",
    taille_installe=1, sha256_installe="", empreinte="", lignes={}, paquet=Paquet("exemple", 1, 1, ""), deltas=(),
    retraits=(), notes=("Promotions 2023 et 2024 de toutes les régions (exemple inventé).",),
)  # fmt: skip


def update(program: Program, grab: Callable[..., QPixmap], done: bool) -> QPixmap:
    """Return the picture of the dialog of updates: what is published, or what has changed once it is installed."""
    assert program.desk is not None
    before, ui.updating._changes = ui.updating._changes, lambda *_: CHANGED
    dialog = program.desk.updating.dialog(Example())
    dialog.show()
    dialog.activateWindow()
    for button in (dialog.check_button, dialog.install_button)[: 2 if done else 1]:
        button.click()
        program.jobs.wait()
        grab(dialog)  # what the work gave is shown meanwhile
    shot = grab(dialog)
    dialog.close()
    dialog.deleteLater()
    ui.updating._changes = before
    return shot
