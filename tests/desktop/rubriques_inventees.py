"""Made-up formations that have everything told in sentences: places, exam, pay, broken contracts, jobs, what follows.

Names and figures are invented, and say so; nothing of them can reach a snapshot.
"""

from __future__ import annotations

from data_bundle.indicators import INDICATEURS
from desktop.catalogue import Catalogue
from desktop.comparison import Comparison, compare
from desktop.selection import Choix, Selection
from tests.desktop.inventes import Invente

LYCEE, PRIVE, CFA, UNIVERSITE = "0900001M", "0900002N", "0900003P", "0900004R"
BTS, AUTRE_BTS, CAP = "mefstat11:90000000001", "mefstat11:90000000002", "mefstat11:90000000003"
APPRENTI, LICENCE = "cfd:90000004", "sise:9000005"
REFS = (f"{BTS}@{LYCEE}", f"{BTS}@{PRIVE}", f"{CAP}@{LYCEE}", f"{APPRENTI}@{CFA}", f"{LICENCE}@{UNIVERSITE}",
        f"{AUTRE_BTS}@{LYCEE}")  # fmt: skip
MATCHED = "BTS - Services - Métier inventé d'ailleurs"
JOBS = {
    "X0001": "Métier inventé un", "X0002": "Métier inventé deux", "X0003": "Métier inventé trois",
    "X0004": "Métier inventé quatre", "X0005": "Métier inventé cinq", "X0006": "Métier inventé six",
}  # fmt: skip

Cell = tuple[object, ...]


def cells(portee: str, gap: str = "non_diffuse", **said: object) -> dict[str, Cell]:
    """Return a whole row of a portée: the values given, a status where a text is given, ``gap`` elsewhere."""
    row: dict[str, Cell] = {}
    for indicateur in INDICATEURS:
        if indicateur.portee == portee:
            value = said.get(indicateur.nom, gap)
            row[indicateur.nom] = (value,) if isinstance(value, str) else (value, None, None)
    return row


def acces(**said: object) -> dict[str, Cell]:
    """Return a row of Parcoursup: nothing of Affelnet."""
    return cells("acces", "non_applicable", **said)


def fill(made: Invente) -> None:
    """Add the places and the formations of ``REFS`` with all their rows."""
    where = {"latitude": 48.0, "longitude": -2.0, "commune_nom": "Ville-Inventée"}
    made.etablissement(LYCEE, "Lycée inventé", secteur="public", internat=1, **where)
    made.etablissement(PRIVE, "Lycée privé inventé", secteur="prive", **where)
    made.etablissement(CFA, "CFA inventé", nature="cfa", **where)
    made.etablissement(UNIVERSITE, "Université inventée", nature="autre", **where)
    made.commune("90001", "Départ-Inventé", 48.3, -2.0)
    jobs = " ".join(JOBS)
    bts = made.formation("90000000001", "BTS Inventé commerce", intitule="Inventé commerce", niveau=5, rome=jobs)
    other = made.formation("90000000002", "BTS Inventé vente", intitule="Inventé vente", niveau=5, rome="X0001")
    cap = made.formation("90000000003", "CAP Inventé cuisine", intitule="Inventé cuisine", niveau=3)
    apprenti = made.formation("90000004", "CAP Inventé cuisine", "apprentissage", intitule="Cuisine", niveau=3)
    licence = made.formation("9000005", "Licence Inventée", "superieur", type_code="sise", niveau=6)
    made.db.executemany("INSERT INTO metier (code, libelle) VALUES (?, ?)", JOBS.items())
    for number, name in enumerate(("Agencement", "Bois", "Cuisine")):
        after = made.formation(f"9100000000{number}", f"Bac pro Inventé {name}", niveau=4)
        made.lien("apres", cap, after)
        made.lien("apres", apprenti, after)
    _rows(made, bts, other, cap, apprenti, licence)


def _rows(made: Invente, bts: int, other: int, cap: int, apprenti: int, licence: int) -> None:
    for uai, said in (
        (LYCEE, acces(capacite=35, voeux=1162, admis=35, taux_acces_parcoursup=48, taux_pression_voeux=33.2)),
        (PRIVE, acces(capacite=1, voeux=1, admis=0, taux_acces_parcoursup="raison_inconnue", taux_pression_voeux=1)),
    ):
        made.mesure(bts, uai, "2025", said, portee="acces", libelle_source=MATCHED)
    none = acces(capacite=0, voeux=12, admis=0, taux_acces_parcoursup=60, taux_pression_voeux="non_diffuse")
    made.mesure(other, LYCEE, "2025", none, portee="acces")
    affelnet = cells("acces", "non_applicable", capacite=12, voeux_1=30, voeux_tous=71, taux_pression_voeux1=2.5)
    made.mesure(cap, LYCEE, "2024", affelnet, portee="acces")
    pay = cells("salaire", salaire_net_12m_q1=1390, salaire_net_12m_median=1540, salaire_net_12m_q3=1720)
    made.mesure(bts, "fr", "2022", pay, portee="salaire")
    made.mesure(cap, "fr", "2022", pay, portee="salaire", origine="ancienne", formation_origine=apprenti)
    exam = cells("reussite", taux_reussite=92, taux_reussite_attendu=89, taux_mention=51, taux_acces_2nde_bac=65,
                 taux_acces_2nde_bac_attendu=69)  # fmt: skip
    made.mesure(None, LYCEE, "2024", exam, portee="reussite", population="professionnel")
    own = cells("reussite", taux_reussite=88)
    made.mesure(None, PRIVE, "2024", own, portee="reussite", population="professionnel")
    general = cells("reussite", taux_reussite=99)
    made.mesure(None, LYCEE, "2025", general, portee="reussite", population="general")
    for cohort, said in (
        ("2023_2024", cells("etablissement", taux_emploi_6m_etablissement=70)),
        ("2018_2019", cells("etablissement", taux_rupture_contrats_etablissement=51)),
    ):
        made.mesure(None, CFA, cohort, said, "apprentissage")
    level = cells("niveau", taux_interruption_formation=12)
    made.mesure(None, CFA, "2023_2024", level, "apprentissage", portee="niveau", population="niveau_3")
    work = {f"sup_taux_emploi_salarie_fr_{h}m": 50 + h / 10 for h in (6, 12, 18, 24, 30)}
    work |= {f"sup_taux_emploi_stable_{h}m": 40 + h for h in (6, 12)}
    work |= {f"sup_salaire_net_12m_{q}": pay for q, pay in (("q1", 1500), ("median", 1700), ("q3", 1950))}
    made.mesure(licence, "fr", "2022_2023", cells("superieur", **work), "superieur", portee="superieur")
    figures = {"part_emploi_6m": (20, 400, 80), "part_poursuite": (60, 400, 240), "part_autres_6m": (20, 400, 80)}
    rates = {f"taux_emploi_{h}m": (50, 200, 100) for h in (6, 12)}
    for formation, voie in ((bts, "scolaire"), (other, "scolaire"), (cap, "scolaire"), (apprenti, "apprentissage")):
        made.mesure(formation, "reg:90", "2022_2023", {**figures, **rates}, voie)


def catalogue(made: Invente) -> Catalogue:
    """Return the filled snapshot, open."""
    fill(made)
    return made.open()


def side_by_side(found: Catalogue, *refs: str) -> Comparison:
    """Put references side by side."""
    return compare(found, Selection(tuple(Choix.parse(ref) for ref in refs)))
