"""The data page in words: what the snapshot holds, how fresh it is, whose it is, how far it reaches, what it is worth.

Read by the window's data page; the command line says a few lines of it.
"""

from __future__ import annotations

from desktop.data_blocks import Paragraph, Section, Table
from desktop.data_coverage_words import EVERYWHERE, coverage, gain_words
from desktop.data_facts import DataFacts, Doute
from desktop.data_quality_words import NONE, quality, totals
from desktop.facts import VOIES
from desktop.typography import NBSP, annees, jour, liste, nombre
from desktop.wording import sur_dix

TITLE = "Les données"
_PORTEES = {
    "formation": "Devenir, par formation",
    "etablissement": "Devenir, par établissement, tous diplômes",
    "niveau": "Devenir, par CFA et niveau de diplôme",
    "salaire": "Salaires, France entière",
    "superieur": "Devenir après le supérieur (InserSup)",
    "acces": "Places et candidatures",
    "reussite": "Réussite à l’examen",
}
_SESSIONS = frozenset({"acces", "reussite"})
_DOUBT = (
    "Chaque fourchette et chaque écart ont été essayés sur les promotions passées, deux ans plus tard, dans toutes les "
    "régions. Ce n’est ni une promesse ni une erreur de mesure."
)


def sections(facts: DataFacts) -> tuple[Section, ...]:
    """Return every section of the page, in order."""
    return (contents(facts), freshness(facts), sources(facts), coverage(facts), doubt(facts), quality(facts))


def contents(facts: DataFacts) -> Section:
    """Return what the file holds: which régions, since when, which datasets."""
    held = [source.titre for source in facts.sources if source.code in facts.jeux]
    rows = [
        ("Périmètre", perimetre(facts)),
        ("Identifiant", facts.id),
        ("Arrêté au", f"{jour(facts.construit_le)}, date de la source la plus récente"),
        ("Version", facts.schema),
        ("Formations", nombre(facts.formations)),
        ("Établissements", nombre(facts.etablissements)),
        ("Jeux de données", f"{NBSP}; ".join(held)),
    ]
    table = Table("", ("", ""), tuple(rows), words=2)
    return Section("contenu", "Ce que contient ce fichier", "Contenu", (table,))


def perimetre(facts: DataFacts) -> str:
    """Return which places are covered: ``France entière`` or ``extrait : Bretagne et La Réunion``."""
    if facts.perimetre == ("fr",):
        return "France entière"
    return f"extrait{NBSP}: " + liste([facts.regions.get(code, code) for code in facts.perimetre])


def freshness(facts: DataFacts) -> Section:
    """Return the newest cohort of each kind of figure, and when the next ones are expected."""
    rows = []
    for portee, title in _PORTEES.items():
        for one in facts.recents:
            if one.portee == portee:
                when = annees(one.millesime)
                rows.append((title, VOIES[one.voie], f"session {when}" if portee in _SESSIONS else f"sortants {when}"))
    blocks: list[Paragraph | Table] = [
        Table("La promotion la plus récente de chaque sorte de chiffre", ("Chiffres", "Voie", "Le plus récent"),
              tuple(rows), words=3)
    ]  # fmt: skip
    if facts.prochaine_parution:
        blocks.append(Paragraph(f"Prochaine parution attendue – {facts.prochaine_parution}."))
    return Section("fraicheur", "Fraîcheur", "Fraîcheur", tuple(blocks))


def sources(facts: DataFacts) -> Section:
    """Return whose the data are, under which licence, of which date."""
    rows = []
    for source in facts.sources:
        when = jour(source.mise_a_jour) if source.mise_a_jour else "date non précisée par le fichier"
        rows.append((source.titre, source.producteur, source.licence, when, nombre(source.lignes)))
    heads = ("Source", "Producteur", "Licence", "Mise à jour", "Lignes lues")
    table = Table("", heads, tuple(rows), words=4)
    return Section("sources", "Sources et licences", "Sources", (table,))


def doubt(facts: DataFacts) -> Section:
    """Return how far the ranges and the verdicts held in the past (DOMAIN.md §6.6)."""
    rows = tuple((one.libelle, VOIES[one.voie], nombre(one.n), _range(one), _verdict(one)) for one in facts.doutes)
    heads = ("Chiffre", "Voie", "Formations essayées", "La promotion d’après est restée dans la fourchette",
             "Un écart net a gardé son ordre")  # fmt: skip
    table = Table("Ce que les promotions passées ont montré", heads, rows, words=2)
    return Section("doute", "Le doute, essayé sur le passé", "Doute", (Paragraph(_DOUBT), table))


def summary(facts: DataFacts) -> list[str]:
    """Return the few lines of the quality report that the command line says."""
    if facts.qualite is None:
        return [NONE]
    return [
        f"Qualité{NBSP}: {totals(facts.qualite)}",
        EVERYWHERE,
        *(f"- {gain_words(one)}" for one in facts.qualite.gains),
    ]


def _range(one: Doute) -> str:
    return "prudente, non vérifiée" if one.par_defaut else _times(one.part_plage)


def _verdict(one: Doute) -> str:
    return "prudent, non vérifié" if one.par_defaut or not one.paires_nettes else _times(one.part_nette)


def _times(share: float | None) -> str:
    counted = sur_dix(share)
    return "non mesuré" if counted is None else f"{counted} fois sur{NBSP}10"
