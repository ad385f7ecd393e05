"""Two files as large as the official ones, made up: nothing in them is true but codes of places and formations.

    python tests/bench/inventer_gros.py FOLDER

They are written to the official headers, the same bytes every time: InserSup with 1 000 000 rows, of which 6 to 7 %
are those of everyone, and the lycées by formation with 132 000. Every name in them says « inventé »; codes come from
../shared/opendata.
"""

from __future__ import annotations

import csv
import gzip
import random
import sys
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from harness import OPENDATA

INSERSUP = "fr-esr-insersup/fr-esr-insersup_invente.csv"
INSERSUP_ROWS = 1_000_000
FINE = "fr-en-inserjeunes-lycee_pro-formation-fine/fr-en-inserjeunes-lycee_pro-formation-fine.csv"
FINE_ROWS = 132_000

_HORIZONS = (6, 12, 18, 24, 30)
_JOBS = ("sal_fr", "non_sal", "stable")
_INSERSUP_HEADER = [
    "date_jeu", "reg_nom", "reg_id", "aca_nom", "aca_id", "uo_lib", "uo_lib_actuel", "id_paysage",
    "id_paysage_actuel", "etablissement", "denomination_principale", "type_diplome_long", "type_diplome", "dom_lib",
    "dom", "discipli_lib", "discipli", "sectdis_lib", "sectdis", "libelle_diplome", "diplome", "source",
    "obtention_diplome", "genre", "nationalite", "regime_inscription", "promo", "nb_sortants", "nb_poursuivants",
    *(f"flag_{h}" for h in _HORIZONS), *(f"exception_{h}" for h in _HORIZONS),
    *(f"tx_sortants_en_emploi{of}_{h}" for of in ("", "_etranger") for h in _HORIZONS[:3]),
    *(f"{what}_sortants_en_emploi_{job}_{h}" for job in _JOBS for what in ("nb", "tx") for h in _HORIZONS),
    *(f"salaire_q{q}_{h}" for q in (1, 2, 3) for h in _HORIZONS),
]  # fmt: skip
_TYPES = (
    ("Licence générale", "licence_generale", "LICENCE"),
    ("Licence professionnelle", "licence_pro", "METIERS"),
    ("Master LMD", "master_LMD", "MENTION"),
    ("Bachelor universitaire de technologie", "but", "SPECIALITE"),
)
_SUBJECTS = ("INFORMATIQUE", "DROIT DES AFFAIRES", "GESTION DES ORGANISATIONS", "CHIMIE", "GENIE MECANIQUE", "HISTOIRE")
_PROMOS = ("2020", "2021", "2022", "2023", "2024", '"2020,2021"', '"2021,2022"', '"2022,2023"', '"2023,2024"')
_PROFILES = list(product(("femme", "homme", "ensemble"), ("français", "ensemble"), ("initial", "ensemble")))[:-1]
_FINE_HEADER = (
    "annee;uai;libelle;region;code_formation_mefstat11;type_diplome;libelle_formation;duree_formation;"
    "diplome_renove_ou_nouveau;part_en_poursuite_d_etudes;part_en_emploi_6_mois_apres_la_sortie;"
    "part_des_autres_situations;taux_poursuite_etudes;taux_emploi_6_mois;taux_emploi_12_mois;taux_emploi_18_mois;"
    "taux_emploi_24_mois"
)
_CUMULS = tuple(f"cumul {year}-{year + 1}" for year in range(2018, 2025))


def write(folder: Path) -> None:
    """Write both files below ``folder``."""
    for name, header, rows in (
        (INSERSUP, ";".join(_INSERSUP_HEADER), islice(_insersup(), INSERSUP_ROWS)),
        (FINE, _FINE_HEADER, islice(_fine(), FINE_ROWS)),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            stream.write(header + "\r\n")
            stream.writelines(rows)


def _insersup() -> Iterator[str]:
    """Yield rows: by place, diploma and cohort, one of everyone, then of graduates, then of some profiles."""
    chance = random.Random(3)
    tails = [_figures(chance) for _ in range(5000)]
    places = sorted({row["cod_uai"] for row in _table("fr-esr-parcoursup/fr-esr-parcoursup.csv")})
    places = [uai for uai in places if uai[:7].isdigit()]
    chance.shuffle(places)
    for at, uai in enumerate(["National", "UNIV", "all", *places]):
        name = "National" if uai == "National" else f"Université inventée {at}"
        code = "all" if uai == "National" else uai
        head = f"2026_S1;Région {at % 18};R{at % 18:02};Académie {at % 30};A{at % 30:02};{name};{name};p{at};p{at};"
        head += f"{code};{name.upper()};"
        for number in range(61):
            long, kind, word = _TYPES[number % len(_TYPES)]
            sise = "all" if number == 60 else f"{2400000 + number * 7 + at % 11:07}"
            subject = f"{word} {_SUBJECTS[number % len(_SUBJECTS)]} {number}"
            middle = f"{long};{kind};Domaine {number % 5};D{number % 5};Discipline {number % 9};d{number % 9};"
            middle += f"Secteur {number % 17};s{number % 17};{subject};{sise};insersup;"
            for promo in _PROMOS:
                for whose, genre, nationalite, regime in _profiles(chance):
                    who = f"{whose};{genre};{nationalite};{regime};{promo};"
                    yield head + middle + who + tails[chance.randrange(len(tails))] + "\r\n"


def _profiles(chance: random.Random) -> Iterator[tuple[str, str, str, str]]:
    yield "ensemble", "ensemble", "ensemble", "ensemble"
    yield "diplômé", "ensemble", "ensemble", "ensemble"
    for profile in _PROFILES:
        for whose in ("ensemble", "diplômé"):
            if chance.random() < 0.6:
                yield whose, *profile


def _figures(chance: random.Random) -> str:
    """Return the figures of one row, which agree with one another."""
    sortants = chance.choice((chance.randrange(5, 40), chance.randrange(20, 300)))
    if sortants < 20:
        return ";".join(["nd", "nd", *[""] * 13, *["nd"] * 3, *["nd"] * 45])
    found = [str(sortants), str(chance.randrange(0, 200)), *[""] * 10, *[""] * 3]
    found += [f"{chance.uniform(0, 6):.2f}" for _ in range(3)]
    for top in (0.9, 0.1, 0.6):
        counts = [chance.randrange(0, int(top * sortants) + 1) for _ in _HORIZONS]
        found += [*map(str, counts), *(f"{100 * count / sortants:.2f}" for count in counts)]
    median = [chance.randrange(150, 320) * 10 for _ in _HORIZONS]
    if chance.random() < 0.3:
        return ";".join([*found, *["nd"] * 15])
    quartiles = [[m + away for m in median[1:]] for away in (-200, 0, 350)]
    return ";".join([*found, *(text for q in quartiles for text in ("", *map(str, q)))])


def _fine() -> Iterator[str]:
    """Yield rows: by cohort, every last year that stood in a lycée at the rentrée 2020."""
    chance = random.Random(4)
    last = {row["MEF_STAT_11"] for row in _table("bcn/N_MEF.csv") if row["ANNEE_DISPOSITIF"] == row["DUREE_DISPOSITIF"]}
    pairs = sorted(
        {(row["uai"], row["mefstat11"]) for row in _table("offre-scolaire/constat_rentree_2020_presence.csv")}
    )
    for cumul in reversed(_CUMULS):
        recent = cumul[-4:] in {"2023", "2024"}
        for uai, mefstat11 in pairs:
            if mefstat11 in last:
                figures = _parts(chance, recent)
                yield f"{cumul};{uai};Lycée inventé {uai};BRETAGNE;{mefstat11};CAP;Formation inventée;2;;{figures}\r\n"


def _parts(chance: random.Random, recent: bool) -> str:
    if chance.random() < 0.6:
        return ";" * 7
    study, job = chance.randrange(0, 60), chance.randrange(0, 40)
    rates = ["" if chance.random() < 0.4 else str(chance.randrange(0, 101))] * 4
    later = ["", ""] if recent else rates[2:]
    return ";".join([str(study), str(job), str(100 - study - job), str(study), *rates[:2], *later])


def _table(name: str) -> Iterator[dict[str, str]]:
    path = OPENDATA / name
    packed = path.with_name(path.name + ".gz")
    with gzip.open(packed, "rt", encoding="utf-8-sig") if packed.exists() else path.open(encoding="utf-8-sig") as lines:
        yield from csv.DictReader(lines, delimiter=";")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
