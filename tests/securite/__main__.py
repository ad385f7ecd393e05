"""Every attack and every fault, with their counts: ``python -m tests.securite [--complet] [--doc]``.

Without ``--complet`` each case is tried as often as in the tests. ``--doc`` tries all of them in full and writes the
table of ``docs/securite.md`` (with ``--cas``: their rows only). What breaks a promise is printed, and makes the
command fail.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.securite.mesures import Mesure
from tests.securite.scene import Scene
from tests.securite.table import CAS, DOC, lignes, pose


def main() -> int:
    """Run what is asked for; return how many cases broke a promise."""
    parser = argparse.ArgumentParser(prog="python -m tests.securite", description=__doc__)
    parser.add_argument("--complet", action="store_true", help="tous les essais, et non ceux des tests seulement")
    parser.add_argument("--doc", action="store_true", help="tous les essais, et le tableau de docs/securite.md refait")
    parser.add_argument("--graine", type=int, default=6, help="graine du hasard")
    parser.add_argument("--cas", default="", help="seulement les cas dont la famille ou le nom contient ces mots")
    parser.add_argument("--phrases", action="store_true", help="écrire aussi les phrases des refus")
    asked = parser.parse_args()
    chosen = [cas for cas in CAS if asked.cas.lower() in f"{cas.famille} {cas.nom}".lower()]
    done: list[Mesure] = []
    with tempfile.TemporaryDirectory(prefix="securite-") as name:
        scene = Scene(Path(name), asked.graine)
        for cas in chosen:
            mesure = cas.mesure(scene, asked.complet or asked.doc)
            done.append(mesure)
            ends = ", ".join(f"{issue} : {number}" for issue, number in sorted(mesure.issues.items()))
            print(f"{cas.famille} | {cas.nom} | {mesure.essais} | {ends} | {mesure.secondes:.1f} s", flush=True)
            for said in mesure.fautes:
                print(f"    MANQUEMENT {said}", flush=True)
            for said in sorted(mesure.phrases) if asked.phrases else ():
                print(f"    {said}")
        scene.close()
    print(
        f"{len(done)} cas, {sum(one.essais for one in done)} essais, {sum(len(one.fautes) for one in done)} manquements"
    )
    if asked.doc:
        page = DOC.read_text(encoding="utf-8")
        DOC.write_text(pose(page, lignes(done, page, asked.graine)), encoding="utf-8")
    return sum(bool(one.fautes) for one in done)


if __name__ == "__main__":
    sys.exit(main() > 0)
