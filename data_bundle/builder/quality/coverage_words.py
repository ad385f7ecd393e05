"""The coverage of a quality report as Markdown: by level, voie and diploma family, then by région."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_bundle.builder.quality.coverage import Line
from data_bundle.builder.quality.document import Quality
from data_bundle.builder.quality.facts import AUTRES
from data_bundle.builder.quality.gain import gain
from data_bundle.builder.quality.text import NBSP, NIVEAUX, VOIES, cohort, number, points, share, table
from data_bundle.folding import fold

_HEADS = ("Voie et diplôme", "Ouvertes", "Vues", "Chiffre propre", "Par continuum", "Autre site", "Moins de 20",
          "Rien", "Avant", "Après", "Gain")  # fmt: skip


def coverage_words(report: Quality, names: Mapping[str, str]) -> list[str]:
    """Return the lines about coverage; ``names`` are the régions by Insee code."""
    said = ["## Couverture", ""]
    if report.sans_ligne:
        without = ", ".join(names.get(code, code) for code in report.sans_ligne)
        said += [f"Régions dont les fichiers ne contiennent aucune ligne{NBSP}: {without}.", ""]
    for niveau, title in NIVEAUX.items():
        lines = [line for line in report.couverture if line.niveau == niveau]
        if not lines:
            continue
        said += [f"### {title}", "", _promotions(report, niveau, lines), ""]
        if any(level == niveau for level, _ in report.promotions):
            said += table(_HEADS, [_line(group, len(report.regions)) for group in _by_diploma(lines)])
    for voie in dict.fromkeys(line.voie for line in report.couverture if line.niveau == "region"):
        said += _regions([x for x in report.couverture if x.niveau == "region" and x.voie == voie], voie, names)
    return said


def _promotions(report: Quality, niveau: str, lines: Sequence[Line]) -> str:
    known = [(voie, millesime) for (level, voie), millesime in sorted(report.promotions.items()) if level == niveau]
    if not known:
        seen = sum(line.vues for line in lines)
        what = "formations × établissements vus" if niveau == "etablissement" else "formations vues"
        return f"Aucune ligne de chiffres par formation à ce niveau, pour {number(seen)} {what}."
    each = ", ".join(f"{VOIES[voie].lower()} {cohort(millesime)}" for voie, millesime in known)
    return f"Dernière promotion{NBSP}: {each}."


def _by_diploma(lines: Sequence[Line]) -> list[list[Line]]:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.voie, line.diplome), []).append(line)
    return list(groups.values())


def _line(group: Sequence[Line], regions: int) -> list[str]:
    first = group[0]
    total = {
        name: sum(getattr(line, name) for line in group)
        for name in ("vues", "direct", "continuum", "autre_site", "sous_seuil", "aucun")
    }
    opened = total["vues"] if first.niveau == "etablissement" else first.ouvertes
    opened *= regions if first.niveau == "region" else 1
    counts = [number(opened), *(number(count) for count in total.values())]
    copied = total["continuum"] + total["autre_site"]
    seen = total["vues"]
    gained = points(round(100 * copied / seen, 1)) if seen else "–"
    return [
        f"{VOIES[first.voie]}, {first.diplome}", *counts, share(total["direct"], seen),
        share(total["direct"] + copied, seen), gained,
    ]  # fmt: skip


def _regions(lines: Sequence[Line], voie: str, names: Mapping[str, str]) -> list[str]:
    """Return, for each région and diploma family, the share that has a figure before → after and what it is out of."""
    families = list(dict.fromkeys(line.diplome for line in lines))
    cells = {(line.region, line.diplome): line for line in lines}
    rows = []
    for region in sorted({line.region for line in lines}, key=lambda code: fold(names.get(code, code))):
        row = [names.get(region, region), *(_before_after(cells.get((region, family))) for family in families)]
        here = [line for line in lines if line.region == region and line.diplome != AUTRES]
        one = gain(voie, here, 1)
        rows.append([*row, points(one.points) if one.vues else "–"])
    said = [f"### {VOIES[voie]}, par région", ""]
    said += ["Part des formations vues qui ont un chiffre, avant → après les reprises, et leur nombre.", ""]
    return said + table(("Région", *families, "Gain"), rows)


def _before_after(line: Line | None) -> str:
    if line is None or not line.vues:
        return "–"
    after = line.direct + line.continuum + line.autre_site
    return f"{round(100 * line.direct / line.vues)}{NBSP}→ {share(after, line.vues)} ({line.vues})"
