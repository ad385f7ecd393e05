"""A keystroke of the search over 205 000 formations × places, against FTS5 with bm25; and what typos let find.

Queries are typed letter by letter, each from a search that remembers no other. Ours answers with 60 whole lines, the
total, the counts of every facet and what was corrected; the others with the numbers of 60 lines only. The slowest
keystroke in a hundred counts: each is measured ``times`` times and the median of these is kept (the other engines of
the table on stderr are measured once).

Typos are those of the list of real queries (tests/desktop/requetes.tsv) with one key wrong, asked of the embedded
extract; of rapidfuzz, which knows labels only, the place is not asked.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import autres_moteurs
import inventer_pays
from autres_moteurs import BM25, FUZZY, Pair
from harness import ROOT, Row, p99

LINES = 60
TOP = 3
SEED = 1
OURS = "Côte à Côte"
QUERIES = (
    "cap cuisine", "bac pro commerce rennes", "coiffure brest", "bts tourisme saint-malo", "licence droit",
    "mécanique auto", "infirmière lorient", "bts sio quimper", "boulanger vannes", "cap petite enfance",
    "bac pro melec", "but informatique lannion", "licence psychologie rennes", "électricien saint-denis", "plombier",
    "esthétique cosmétique parfumerie", "lycée brest", "50022146", "aide-soignant", "sciences de l'éducation",
    "prépa mpsi", "bac pro systèmes numériques redon", "coifure brest", "boulangrie", "mecanik moto",
    "menuizerie rennes", "cap patisier", "electritien", "informatik quimper", "aide soigant", "comptabilitée",
    "plonberie lorient",
)  # fmt: skip
MISSED = 5.0
"""Percent of the queries with a typo that may miss in the first three lines."""

Search = Callable[[str, int], object]


def rows(times: int) -> list[Row]:
    path = ROOT / "build" / "pays-invente.sqlite"
    made_of = (Path(inventer_pays.__file__), ROOT / "data_bundle" / "extrait.sqlite")
    if not path.exists() or any(path.stat().st_mtime < one.stat().st_mtime for one in made_of):
        path.parent.mkdir(exist_ok=True)
        inventer_pays.write(path)
    ours, forget, loading = _ours(path)
    engines: dict[str, Search] = {OURS: ours, **autres_moteurs.engines(path)}
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for query in QUERIES:
        typed = [query[:end] for end in range(1, len(query) + 1)]
        for name, search in engines.items():
            turns = []
            for _ in range(times if name in (OURS, BM25) else 1):
                forget()
                turns.append([_milliseconds(search, text) for text in typed])
            taken[name] += map(median, zip(*turns, strict=True))
    missed, asked = _missed()
    said = [f"{len(taken[OURS])} frappes, {asked} requêtes avec une faute. {loading}"]
    for name, all_taken in taken.items():
        speed = f"p50 {median(all_taken):8.2f} ms  p99 {p99(all_taken):8.2f} ms"
        said.append(f"{name:30}  {speed}  fautes retrouvées {100 - missed[name]:5.1f} %")
    print("\n".join(said), file=sys.stderr)
    return [
        Row("frappe_p99", taken[OURS], "ms", "FTS5 bm25, mêmes lignes", taken[BM25], 0.1, p99),
        Row("fautes_manquees_top_3", [missed[OURS]], "%", "plafond", [MISSED], 1.0),
    ]


def _milliseconds(search: Search, text: str) -> float:
    start = time.perf_counter()
    search(text, LINES)
    return (time.perf_counter() - start) * 1000


def _ours(path: Path) -> tuple[Search, Callable[[], None], str]:
    """Return our search, what makes it forget the last queries, and what reading the index takes."""
    from desktop.catalogue import Catalogue
    from desktop.search import Recherche
    from desktop.snapshot import open_snapshot

    engine = Recherche(Catalogue(open_snapshot(path)))
    memory, start = _megabytes(), time.perf_counter()
    engine.charger()
    loading = f"Chargement : {time.perf_counter() - start:.2f} s, {_megabytes() - memory:.0f} Mo."
    return lambda text, limit: engine.chercher(text, limite=limit), engine.oublier, loading


def _missed() -> tuple[dict[str, float], int]:
    """Return by engine the percentage of queries with a typo whose first lines hold no right answer, and how many."""
    from desktop.catalogue import Catalogue, lieu_of
    from desktop.search import Recherche
    from desktop.snapshot import open_snapshot
    from tests.desktop.requetes import fautives, mots_du_lieu

    path = ROOT / "data_bundle" / "extrait.sqlite"
    catalogue = Catalogue(open_snapshot(path))
    engine, france = Recherche(catalogue), catalogue.lieu("fr")
    asked = [one for one in fautives((SEED,)) if not one.filtres]
    missed: dict[str, int] = {OURS: 0}

    def right(one, pair: Pair, anywhere: bool) -> bool:
        formation = catalogue.formations([pair[0]])[pair[0]]
        place = lieu_of(catalogue.etablissements([pair[1]])[pair[1]]) if pair[1] else france
        codes = (formation.code, formation.cfd, formation.mefstat11, formation.rncp)
        where = " ".join(one.lieu).replace("*", " ") if anywhere else mots_du_lieu(catalogue, place)
        return one.juste(formation.libelle, codes, where)

    for one in asked:
        lines = engine.chercher(one.tapee, limite=TOP).lignes
        pairs = [(r.formation.id, r.lieu.etablissement.id if r.lieu.etablissement else None) for r in lines]
        missed[OURS] += not any(right(one, pair, False) for pair in pairs)
    for name, search in autres_moteurs.engines(path).items():
        missed[name] = sum(not any(right(one, pair, name == FUZZY) for pair in search(one.tapee, TOP)) for one in asked)
    return {name: 100 * count / len(asked) for name, count in missed.items()}, len(asked)


def _megabytes() -> float:
    """Return the resident memory of this process."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
