"""What a snapshot must be before it is published: sound for the builder, for the program, and no step back unasked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from data_bundle.annonce import Annonce, Retrait
from data_bundle.builder.check import check
from data_bundle.builder.errors import BadInputError, NothingFoundError

_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = """
import sys
from pathlib import Path
from desktop.errors import CoteACoteError
from desktop.snapshot import integrity, open_snapshot
try:
    integrity(open_snapshot(Path(sys.argv[1])))
except CoteACoteError as error:
    sys.exit(error.phrase)
"""
"""The program is asked in a process of its own, as on the PC of a reader: the builder does not import it."""


def check_sound(path: Path) -> None:
    """Raise BadInputError when the builder's checks or the program's find something wrong."""
    check(path)
    asked = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path.resolve())],
        cwd=_ROOT, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if asked.returncode:
        said = (asked.stderr.strip().splitlines() or ["sans rien dire"])[-1]
        raise BadInputError(f"Le programme refuse {path.name}\u00a0: {said}")


def check_step(annonce: Annonce, before: Annonce | None, withdrawn: Sequence[Retrait], accepter: bool) -> None:
    """Refuse what readers would take for a step back: a part instead of the whole, older data, data withdrawn.

    Raises BadInputError. ``withdrawn`` are the ones asked for now: only they explain older data.
    """
    if before is None or accepter:
        return
    if before.perimetre == ("fr",) and annonce.perimetre != ("fr",):
        raise BadInputError(
            "Le dépôt sert toute la France, ce fichier n’en est qu’un extrait\u00a0: "
            "publiez l’instantané complet, ou ajoutez --accepter."
        )
    if annonce.construit_le < before.construit_le and not withdrawn:
        raise BadInputError(
            f"Le dépôt sert déjà des données du {before.construit_le}, plus récentes que celles-ci\u00a0: "
            f'pour y revenir, dites pourquoi avec --retrait {before.id} "raison".'
        )


def retraits_after(
    identity: str, before: Annonce | None, new: Sequence[Retrait], published: Sequence[str], accepter: bool
) -> tuple[Retrait, ...]:
    """Return every withdrawal that the next annonce tells of: those of before and the new ones.

    Raises NothingFoundError for what was never published, BadInputError for what is being published.
    """
    for retrait in new:
        if retrait.id not in published:
            known = ", ".join(dict.fromkeys(published))
            held = f"L’ont été\u00a0: {known}." if known else "Rien ne l’a encore été."
            raise NothingFoundError(f"«\u00a0{retrait.id}\u00a0» n’a jamais été publié ici. {held}")
    asked = {retrait.id for retrait in new}
    kept = [retrait for retrait in (before.retraits if before else ()) if retrait.id not in asked]
    found = (*kept, *new)
    if identity in asked or (identity in {retrait.id for retrait in found} and not accepter):
        raise BadInputError(
            f"{identity} est retiré\u00a0: publiez d’autres données, "
            "ou ajoutez --accepter pour lever un retrait ancien."
        )
    return tuple(retrait for retrait in found if retrait.id != identity)
