"""What a row of Parcoursup becomes: a formation of its own, with its name and its code.

The code is the number that Parcoursup gives it, else one made from its label and its place. Without
``cod_aff_form`` 1 326 rows of 2025 share UAI, label and coordinates with another one (DOMAIN.md §10, T17): the code
made here is ``<UAI>-<8 hex>`` of a hash of label, place and rank among equals. Equals are ranked by what else they say,
so that the order of the rows in the file does not matter; such a code may change with the next session.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from data_bundle.builder.formations import Formation
from data_bundle.builder.parcoursup_labels import nom_of
from data_bundle.builder.read_annuaire import point
from data_bundle.builder.tables import Table
from data_bundle.folding import fold

TYPE = "parcoursup"
"""The type of code of these formations."""

_NUMBER = re.compile(r"^[1-9][0-9]*$")


def codes_of(table: Table, rows: Sequence[int]) -> list[str]:
    """Return the code of each of the rows (positions in the table).

    Raises BadInputError with the line of a ``numero`` that is no number, or that another row has already.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    same: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i in rows:
        number = table["numero"][i]
        if not number:
            where = point(table["point"][i])
            place = f"{where[0]}, {where[1]}" if where else fold(table["ville"][i])
            same[table["uai"][i], table["libelle"][i], place].append(i)
            continue
        if not _NUMBER.match(number):
            raise table.wrong("numero", i, "n’est pas un numéro de formation Parcoursup")
        if number in taken:
            raise table.wrong("numero", i, "est déjà le numéro d’une autre ligne")
        found[i] = number
        taken.add(number)
    others = ("filiere", "places", "candidatures", "admis", "acces")
    for (uai, libelle, place), equals in same.items():
        ranked = sorted(equals, key=lambda i: tuple(table[name][i] for name in others))
        for rank, i in enumerate(ranked):
            found[i] = f"{uai}-{sha256(f'{libelle}|{place}|{rank}'.encode()).hexdigest()[:8]}"
    return [found[i] for i in rows]


def formation_of(code: str, voie: str, label: str, filiere: str) -> Formation:
    """Return the formation of a row. ``libelle_officiel`` is its label as written."""
    nom = nom_of(label, filiere)
    return Formation(
        type_code=TYPE,
        code=code,
        voie=voie,
        cfd=None,
        mefstat11=None,
        mef10=None,
        dispositif=None,
        diplome=nom.diplome,
        intitule=nom.intitule,
        libelle=nom.libelle,
        libelle_source="source",
        libelle_officiel=label,
        anciens_libelles=None,
        niveau=nom.niveau,
        duree=None,
        annee=None,
        terminale=1,
        commune=0,
        nsf=None,
        nsf_libelle=None,
        domaine=None,
        domaine_libelle=None,
        ouverture=None,
        fermeture=None,
        premiere_session=None,
        derniere_session=None,
        famille=None,
        famille_libelle=None,
        rncp=None,
        rome=None,
    )
