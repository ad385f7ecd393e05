"""Lines of Parcoursup of one name at one place are numbered, whatever their order in the file."""

from __future__ import annotations

import random

from data_bundle.builder.offre import Offre
from data_bundle.builder.parcoursup_formations import formation_of
from data_bundle.builder.twins import told_apart

LABEL, PLACE, OTHER = "CPGE - ECG inventée", "0359901A", "0359902B"


def test_lines_of_one_name_at_one_place_are_numbered_and_no_others() -> None:
    made = {code: formation_of(code, "superieur", LABEL, "CPGE") for code in ("11", "12", "13", "21")}
    offre = [Offre(f.key, OTHER if code == "21" else PLACE, 2025, None, "x", "session") for code, f in made.items()]
    names = {f.code: f.libelle for f in told_apart(made.values(), offre)}
    assert [names[c].removeprefix(made[c].libelle) for c in ("11", "12", "13", "21")] == [
        " (ligne 1 sur 3 de ce nom)",
        " (ligne 2 sur 3 de ce nom)",
        " (ligne 3 sur 3 de ce nom)",
        "",
    ]
    shuffled = random.Random(3).sample(list(made.values()), 4)
    assert {f.code: f.libelle for f in told_apart(shuffled, offre[::-1])} == names
