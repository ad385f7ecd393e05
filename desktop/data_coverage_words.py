"""How far the figures reach, in words and tables: by voie and diploma, then by région."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data_bundle.folding import fold
from desktop.data_blocks import Items, Paragraph, Section, Table
from desktop.data_facts import DataFacts
from desktop.facts import VOIES
from desktop.quality import Couverture, Gain, Quality
from desktop.typography import NBSP, annees, nombre, pourcent

TITLE = "Couverture"
_NIVEAUX = {"region": "Par région", "etablissement": "Par établissement", "national": "France entière"}
_SILENT = {"region": "par région", "etablissement": "par établissement", "national": "pour la France entière"}
_AGRICOLE = frozenset({"CAP agricole", "Bac pro agricole", "BTSA", "BP agricole", "CSA"})
_HEADS = ("Diplôme", "Vues", "Chiffre à elles", "Autre version", "Moins de 20", "Rien", "Avec un chiffre")
_FAMILIES = "CAP, bac pro, BTS, BP, CS et MC"
EVERYWHERE = "Au niveau région, dans toute la France\u00a0:"
_SIGLES = (
    "MC et CS\u00a0: mentions complémentaires, aujourd’hui certificats de spécialisation. CSA\u00a0: les mêmes, de "
    "l’enseignement agricole."
)
_COUNTED = (
    "Sont comptées les formations où l’on peut entrer aujourd’hui et qui ont été vues dans la région\u00a0: enseignées "
    "dans un établissement, ou avec une ligne de chiffres. La promotion est la plus récente. Les «\u00a0Autres diplômes"
    "\u00a0» ont leur ligne dans les tableaux, mais ne comptent pas dans les phrases qui suivent."
)
_OLDER = (
    "Ce fichier, plus ancien, ne porte pas de rapport de qualité\u00a0: sont comptées les formations qui ont une ligne."
)


def coverage(facts: DataFacts) -> Section:
    """Return the section about coverage, from the quality report or, in a file of version 1.0, from its table."""
    blocks = _from_report(facts, facts.qualite) if facts.qualite else _from_table(facts)
    return Section("couverture", TITLE, TITLE, tuple(blocks))


def _from_report(facts: DataFacts, quality: Quality) -> list[Paragraph | Items | Table]:
    blocks: list[Paragraph | Items | Table] = [Paragraph(_COUNTED)]
    if quality.gains:
        blocks += [Paragraph(EVERYWHERE), Items(tuple(gain_words(one) for one in quality.gains))]
    if quality.sans_ligne:
        names = ", ".join(_name(facts, code) for code in quality.sans_ligne)
        blocks.append(Paragraph(f"Région dont les sources ne donnent aucun chiffre par formation{NBSP}: {names}."))
    for niveau, title in _NIVEAUX.items():
        if any(level == niveau for level, _ in quality.promotions):
            blocks += _level(quality, niveau, title)
    silent = [said for niveau, said in _SILENT.items() if all(level != niveau for level, _ in quality.promotions)]
    if silent:
        blocks.append(Paragraph(f"Aucun chiffre par formation {' ni '.join(silent)}."))
    blocks.append(Paragraph(_SIGLES))
    for voie in VOIES:
        blocks += _by_region(facts, quality, voie)
    return blocks


def gain_words(one: Gain) -> str:
    """Return what figures of another version of a diploma add to one voie, in a sentence.

    A couple is a formation seen in a région; « Autres diplômes » are not counted. Percents are rounded to units.
    """
    own, both = (pourcent(round(share)) for share in (one.avant, one.apres))
    said = f"{VOIES[one.voie]}{NBSP}: sur {nombre(one.vues)} couples formation-région ({_FAMILIES}), {own} ont leur "
    added = f"{NBSP}; {both} en comptant celui d’une autre version du diplôme" if one.points else ""
    return f"{said}propre chiffre{added}."


def _level(quality: Quality, niveau: str, title: str) -> list[Table]:
    found = []
    for voie in VOIES:
        lines = [one for one in quality.couverture if (one.niveau, one.voie) == (niveau, voie)]
        millesime = quality.promotions.get((niveau, voie))
        if lines and millesime:
            name = f"{title}, {VOIES[voie].lower()}, sortants {annees(millesime)}"
            found.append(Table(name, _HEADS, tuple(_sums(d, lines) for d in _diplomas(lines))))
    return found


def _diplomas(lines: Iterable[Couverture]) -> list[str]:
    return list(dict.fromkeys(line.diplome for line in lines))


def _sums(diplome: str, lines: Iterable[Couverture]) -> tuple[str, ...]:
    some = [line for line in lines if line.diplome == diplome]
    seen, with_figure = sum(line.vues for line in some), sum(line.avec_chiffre for line in some)
    own = sum(line.direct for line in some)
    counts = (seen, own, with_figure - own, sum(line.sous_seuil for line in some), sum(line.aucun for line in some))
    return (diplome, *(nombre(count) for count in counts), _share(with_figure, seen))


def _by_region(facts: DataFacts, quality: Quality, voie: str) -> list[Table]:
    """Return the share with a figure in each région; the diplomas of agriculture in a table of their own."""
    lines = [one for one in quality.couverture if (one.niveau, one.voie) == ("region", voie)]
    tables = []
    for agricole in (False, True):
        some = [line for line in lines if (line.diplome in _AGRICOLE) is agricole]
        if some and ("region", voie) in quality.promotions:
            what = ", diplômes agricoles" if agricole and voie != "scolaire_agricole" else ""
            title = f"{VOIES[voie]}{what}{NBSP}: part des formations vues qui ont un chiffre, par région"
            tables.append(_regions(facts, some, title))
    return tables


def _regions(facts: DataFacts, lines: Sequence[Couverture], title: str) -> Table:
    diplomas = _diplomas(lines)
    cells = {(line.region, line.diplome): line for line in lines}
    regions = sorted({line.region for line in lines}, key=lambda code: fold(_name(facts, code)))
    rows = []
    for region in regions:
        row = [cells.get((region, diploma)) for diploma in diplomas]
        rows.append((_name(facts, region), *(_share(c.avec_chiffre, c.vues) if c else "–" for c in row)))
    return Table(title, ("Région", *diplomas), tuple(rows))


def _from_table(facts: DataFacts) -> list[Paragraph | Items | Table]:
    blocks: list[Paragraph | Items | Table] = [Paragraph(_OLDER)]
    for voie in VOIES:
        lines = [one for one in facts.comptes if one.voie == voie]
        rows = []
        for diploma in dict.fromkeys(line.diplome for line in lines):
            some = [line for line in lines if line.diplome == diploma]
            own, copied = sum(one.avec_chiffre for one in some), sum(one.par_continuum for one in some)
            all_of_them, under = sum(one.formations for one in some), sum(one.sous_seuil for one in some)
            counts = (all_of_them, own, copied, under)
            rows.append((diploma, *(nombre(count) for count in counts), _share(own + copied, all_of_them)))
        if rows:
            heads = ("Diplôme", "Formations", *_HEADS[2:5], _HEADS[6])
            blocks.append(Table(f"Par région, {VOIES[voie].lower()}", heads, tuple(rows)))
    return blocks


def _name(facts: DataFacts, code: str) -> str:
    return facts.regions.get(code, code)


def _share(part: int, whole: int) -> str:
    return pourcent(round(100 * part / whole)) if whole else "–"
