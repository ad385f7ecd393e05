"""Comparisons for the sheet: made-up ones that hold every kind of cell, and real ones of the embedded extract.

Everything made up says so in its name.
"""

from __future__ import annotations

from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.selection import Choix, Selection
from tests.desktop.inventes import Invente

LYCEE, LYCEE_LONG, CFA = "0900001M", "0900002N", "0900003P"
LONG = "Bac pro inventé Commercialisation et services en restauration collective d’altitude"
TITRE = "Titre professionnel inventé Technicien supérieur en anticonstitutionnellement longue désignation"
ECOLE = (
    "Lycée polyvalent privé inventé Estran-Fénelon - Lycée des métiers des services à la personne inventés "
    "- Lycée des métiers de l’hôtellerie inventée"
)

Cells = dict[str, tuple[object, ...]]

REAL = {
    "une": ["cfd:50022137@reg:53"],
    "deux": ["mefstat11:23220022146@0352446U", "cfd:50022137@reg:53"],
    "trois régions": ["cfd:50022137@reg:53", "mefstat11:23220022137@reg:53", "mefstat11:23830022106@reg:53"],
    "trois lieux": ["mefstat11:23220022146@0352446U", "cfd:50022146@reg:53", "mefstat11:23830033403@0350032V"],
    "quatre régions": [
        "cfd:50022137@reg:53", "mefstat11:23220022137@reg:53", "mefstat11:23830022106@reg:53",
        "mefstat11:23830033403@reg:53",
    ],
    "quatre lieux": [
        "mefstat11:23220022146@0290340M", "mefstat11:23830033403@0560182U", "mefstat11:23830033403@0350032V",
        "mefstat11:23830022106@0290186V",
    ],
    "cinq": [
        "cfd:50022137@reg:53", "mefstat11:23220022137@reg:53", "mefstat11:23830022106@reg:53",
        "mefstat11:23830033403@0350032V", "cfd:50022146@reg:53",
    ],
    "six": [
        "cfd:50022137@reg:53", "mefstat11:23220022137@reg:53", "mefstat11:23830022106@reg:53",
        "mefstat11:23830033403@0350032V", "cfd:50022146@reg:53", "mefstat11:23220022146@0352446U",
    ],
    "2de commune": ["mefstat11:23810020006@reg:53", "mefstat11:23830022106@reg:53", "mefstat11:23810022107@0350032V"],
    "La Réunion": ["mefstat11:23830033003@9740552G", "mefstat11:23220025223@reg:04", "cfd:40031210@reg:04"],
    "rien": ["mefstat11:23810033005@9741231V", "cfd:32022317@reg:04", "mefstat11:23220022138@0350030T"],
    "promotions": ["cfd:40025219@reg:53#2019_2020", "cfd:40025219@reg:53", "cfd:40025219@reg:53#2021_2022"],
}  # fmt: skip


def side_by_side(catalogue: Catalogue, refs: list[str]) -> Comparison:
    """Put references side by side; one alone is a fiche."""
    return compare(catalogue, Selection(tuple(Choix.parse(ref) for ref in refs)))


def full(n: int = 200, works: int = 30, studies: int = 50, left: int = 100, rate: int = 60) -> Cells:
    """The cells of a row with everything: parts out of ``n``, rates out of ``left``."""
    other = 100 - works - studies
    return {
        "part_emploi_6m": (works, n, round(works * n / 100)),
        "part_poursuite": (studies, n, round(studies * n / 100)),
        "part_autres_6m": (other, n, round(other * n / 100)),
        "part_poursuite_ou_emploi_6m": (works + studies, n, round((works + studies) * n / 100)),
        "taux_emploi_6m": (rate, left, round(rate * left / 100)),
        "taux_emploi_12m": (min(100, rate + 10), left, round(min(100, rate + 10) * left / 100)),
        "taux_emploi_18m": ("horizon_non_observe",),
        "taux_emploi_24m": ("horizon_non_observe",),
    }


def regional(invente: Invente, count: int) -> list[str]:
    """Add ``count`` formations with figures of the made-up region, and return their references."""
    refs = []
    for number in range(count):
        code = f"9000000000{number}"
        formation = invente.formation(code, f"CAP Métier inventé {'ABCDEF'[number]}")
        invente.mesure(formation, "reg:90", "2022_2023", full(works=20 + 5 * number, rate=40 + 8 * number))
        refs.append(f"mefstat11:{code}@reg:90")
    return refs


def places(invente: Invente) -> None:
    """Add a lycée, a lycée with a very long name and a CFA, with whole-establishment rows."""
    where = {"latitude": 48.0, "longitude": -2.0, "commune_nom": "Ville-Inventée-sur-Mer"}
    invente.etablissement(LYCEE, "Lycée inventé", secteur="public", internat=1, **where)
    invente.etablissement(LYCEE_LONG, ECOLE, secteur="prive", **where)
    invente.etablissement(CFA, "CFA inventé des métiers", nature="cfa", **where)
    for uai in (LYCEE, LYCEE_LONG):
        here: Cells = {
            "part_emploi_6m_etablissement": (26, None, None),
            "part_poursuite_etablissement": (64, None, None),
            "part_autres_6m_etablissement": (10, None, None),
            "taux_emploi_6m_etablissement": (71, None, None),
            "taux_emploi_6m_attendu_etablissement": (68, None, None),
            "va_emploi_6m_etablissement": (3, None, None),
        }
        invente.mesure(None, uai, "2022_2023", here, population="ensemble")
