"""Real queries with the expected formation, and the same with one typo: what any engine can be measured on.

Run ``python -m tests.desktop.requetes``: the shares right in the top 3, and each miss; ``--sans-faute``, as typed only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from data_bundle.folding import fold
from desktop.catalogue import Catalogue
from desktop.facts import Lieu
from desktop.search import Filtres, Recherche, Resultat
from desktop.snapshot import open_snapshot
from tests.desktop.fautes import avec_faute

FICHIER = Path(__file__).with_name("requetes.tsv")
EXTRAIT = Path(__file__).parents[2] / "data_bundle" / "extrait.sqlite"
GRAINES = (1, 2, 3, 4, 5)
PREMIERES = 3
_folded = cache(fold)


@dataclass(frozen=True, slots=True)
class Requete:
    """A line of ``requetes.tsv``. ``attendu`` and ``lieu`` are patterns of which one must hold; no ``lieu``: anywhere.

    ``tapee`` is what is typed: the query itself, or the query with a typo.
    """

    requete: str
    attendu: tuple[str, ...]
    lieu: tuple[str, ...] = ()
    filtres: tuple[tuple[str, str], ...] = ()
    tapee: str = ""

    def juste(self, libelle: str, codes: Iterable[str | None], lieu: str) -> bool:
        """Tell whether a formation of this label and these codes at a place of these words is a right answer."""
        label, place, known = _folded(libelle), _folded(lieu), set(codes)
        return any(one in known or _joker(one).fullmatch(label) for one in self.attendu) and (
            not self.lieu or any(_joker(f"*{one}*").fullmatch(place) for one in self.lieu)
        )

    def avec_faute(self, graine: int) -> Requete | None:
        """Return the query with one typo in one of its words, always the same for a seed; None if no word is fit."""
        wrong = avec_faute(self.requete, graine)
        return None if wrong is None else replace(self, tapee=wrong)


@dataclass(frozen=True, slots=True)
class Manque:
    """A query whose first answers hold no right one."""

    requete: Requete
    trouve: tuple[str, ...]

    def __str__(self) -> str:
        """Say what was typed, wanted and found, on a few lines."""
        filtres = " ".join(f"{name}={value}" for name, value in self.requete.filtres)
        wanted = " | ".join(self.requete.attendu) + (f" @ {' | '.join(self.requete.lieu)}" if self.requete.lieu else "")
        typed = f"« {self.requete.tapee} »" + (
            f" (pour « {self.requete.requete} »)" if self.requete.tapee != self.requete.requete else ""
        )
        found = "".join(f"\n      {line}" for line in self.trouve) or "\n      rien"
        return f"  {typed} {filtres}\n    voulu : {wanted}\n    trouvé :{found}"


def requetes() -> tuple[Requete, ...]:
    """Read the list."""
    lines = [line for line in FICHIER.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(_requete(line) for line in lines[1:])


def fautives(graines: Iterable[int] = GRAINES) -> tuple[Requete, ...]:
    """Return each query with one typo, once for each seed; those without a word fit for a typo are left out."""
    listed = requetes()
    return tuple(wrong for seed in graines for one in listed if (wrong := one.avec_faute(seed)) is not None)


def mesurer(catalogue: Catalogue, asked: Iterable[Requete]) -> tuple[float, list[Manque]]:
    """Return the share of ``asked`` with a right answer in the top 3 of the search, and the misses."""
    recherche, total, missed = Recherche(catalogue), 0, list[Manque]()
    for one in asked:
        total += 1
        lines = recherche.chercher(one.tapee, _filtres(catalogue, one), limite=PREMIERES).lignes[:PREMIERES]
        if not any(_juste(catalogue, one, r) for r in lines):
            missed.append(Manque(one, tuple(f"{r.formation.libelle} @ {r.lieu.nom}" for r in lines)))
    return 1 - len(missed) / total, missed


def mots_du_lieu(catalogue: Catalogue, lieu: Lieu) -> str:
    """Return the words by which a place is known: name, commune, département, région and UAI."""
    etablissement = lieu.etablissement
    region = catalogue.lieu(f"reg:{lieu.region}").nom if lieu.region else ""
    if etablissement is None:
        return f"{lieu.nom} {region}"
    departement = catalogue.lieu(f"dep:{etablissement.departement}").nom
    return f"{lieu.nom} {etablissement.commune_nom or ''} {departement} {region} {etablissement.uai}"


def _juste(catalogue: Catalogue, asked: Requete, line: Resultat) -> bool:
    f = line.formation
    return asked.juste(f.libelle, (f.code, f.cfd, f.mefstat11, f.rncp), mots_du_lieu(catalogue, line.lieu))


def _requete(line: str) -> Requete:
    query, wanted, place, filters, _note = (line.split("\t") + [""] * 5)[:5]
    pairs = tuple((name.strip(), value.strip()) for name, _, value in (f.partition("=") for f in _parts(filters, ";")))
    return Requete(query, _parts(wanted, "|"), _parts(place, "|"), pairs, query)


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def _filtres(catalogue: Catalogue, asked: Requete) -> Filtres:
    given = dict(asked.filtres)
    return Filtres(
        region=given.get("region"),
        commune=catalogue.commune(given["commune"]) if "commune" in given else None,
        rayon_km=float(given["rayon"]) if "rayon" in given else None,
        voie=frozenset(_parts(given.get("voie", ""), ",")),
        diplome=frozenset(_parts(given.get("diplome", ""), ",")),
        par_distance=given.get("par_distance") == "oui",
    )


@cache
def _joker(pattern: str) -> re.Pattern[str]:
    """Return what matches a folded label: each ``*`` stands for anything, also inside a word."""
    return re.compile(".*".join(rf" ?{re.escape(fold(part))} ?" if fold(part) else "" for part in pattern.split("*")))


def main() -> None:
    """Print the shares and the misses on the embedded extract."""
    catalogue = Catalogue(open_snapshot(EXTRAIT))
    with_typos = [] if "--sans-faute" in sys.argv else [(f"une faute, graine {g}", fautives((g,))) for g in GRAINES]
    for name, asked in [("telles que tapées", requetes()), *with_typos]:
        share, missed = mesurer(catalogue, asked)
        print(f"{name} : {share:.1%} de {len(asked)}", *missed, sep="\n")


if __name__ == "__main__":
    main()
