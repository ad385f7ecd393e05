"""The quality report as Markdown, for a colleague who wants to know what a snapshot is worth."""

from __future__ import annotations

from collections.abc import Mapping

from data_bundle.builder.quality.coverage_words import coverage_words
from data_bundle.builder.quality.document import Quality
from data_bundle.builder.quality.facts import AUTRES
from data_bundle.builder.quality.gain import Gain
from data_bundle.builder.quality.rows import Fate
from data_bundle.builder.quality.text import NBSP, VOIES, number, percent, points, share, table

ENOUGH = 10.0
"""Points that the continuum should add to one voie at least."""


def words(report: Quality, names: Mapping[str, str]) -> list[str]:
    """Return the lines of the report; ``names`` are the régions by Insee code."""
    return [*_rows(report), *_unknown(report), *_gains(report), *coverage_words(report, names), *_notes(report)]


def _rows(report: Quality) -> list[str]:
    heads = ("Source", "Lignes lues", "Gardées", "Écartées", "Réunies ou sans usage")
    said = ["## Lignes lues, gardées, écartées", ""]
    said += table(heads, [_fate(fate) for fate in report.sources])
    said += [
        f"«{NBSP}Gardées{NBSP}» compte les lignes de chiffres, ou les formations vues dans un établissement, que "
        f"contient l’instantané. Un tiret{NBSP}: la source ne sert qu’à nommer ou à situer. "
        f"«{NBSP}Réunies ou sans usage{NBSP}»{NBSP}: années d’un même cycle, doublons identiques, présences vues plus "
        "récemment ailleurs, profils que la règle laisse de côté.",
        "",
    ]
    refused = [(fate.code, ecart) for fate in report.sources for ecart in fate.ecarts]
    for code, ecart in refused:
        some = f" (par exemple {', '.join(ecart.exemples)})" if ecart.exemples else ""
        verb = "laissées de côté" if ecart.voulu else "écartées"
        said.append(f"- {code}{NBSP}: {number(ecart.lignes)} lignes {verb}, {ecart.motif}{some}")
    if not refused:
        said.append("Aucune ligne écartée.")
    if report.absentes:
        said += ["", f"Sources prévues et absentes du dossier{NBSP}:", ""]
        said += [f"- {titre} ({code})" for code, titre in report.absentes.items()]
    return [*said, ""]


def _fate(fate: Fate) -> list[str]:
    left = sum(ecart.lignes for ecart in fate.ecarts)
    if fate.gardees is None:
        return [fate.code, number(fate.lues), "–", number(left), "–"]
    return [fate.code, number(fate.lues), number(fate.gardees), number(left), number(fate.autres)]


def _unknown(report: Quality) -> list[str]:
    said = ["## Colonnes inconnues", ""]
    found = [(name, columns) for fate in report.sources for name, columns in fate.inconnues]
    for name, columns in found:
        listed = ", ".join(f"«{NBSP}{column}{NBSP}»" for column in columns)
        said.append(f"- {name}{NBSP}: {listed}")
    return [*said, *([] if found else ["Aucune."]), ""]


def _gains(report: Quality) -> list[str]:
    said = ["## Ce que les reprises de chiffres ajoutent, au niveau région", ""]
    said += ["CAP, bac pro, BTS, BP, mentions complémentaires et CS, diplômes agricoles compris.", ""]
    said += [f"- {gain_words(one)}" for one in report.gains]
    best = max(report.gains, key=lambda one: one.points, default=None)
    if best is not None and best.points < ENOUGH:
        said += ["", _why_not(report, best)]
    said += [
        "",
        f"«{NBSP}Vues{NBSP}»{NBSP}: la formation est enseignée dans un établissement de la région, ou une ligne de "
        "chiffres y existe, la sienne ou celle de la version qu’elle a remplacée, pour une promotion ou une autre. "
        "C’est ce dénominateur qui sert ici. Un diplôme ouvert en France n’est enseigné que dans quelques régions, et "
        f"ne peut pas avoir de chiffre ailleurs{NBSP}: sur tous les diplômes ouverts dans toutes les régions, le gain "
        "est de "
        + ", ".join(f"{points(one.points_ouvertes)} ({VOIES[one.voie].lower()})" for one in report.gains)
        + ".",
    ]
    return [*said, ""]


def gain_words(one: Gain) -> str:
    """Return what the derivations add to one voie, in a sentence."""
    return (
        f"{VOIES[one.voie]}{NBSP}: {percent(one.avant)} des {number(one.vues)} formations vues dans une région ont un "
        f"chiffre à elles pour la dernière promotion, {percent(one.apres)} avec ceux d’une autre version du diplôme "
        f"({points(one.points)}). Toutes promotions confondues{NBSP}: {percent(one.avant_toutes)}, puis "
        f"{percent(one.apres_toutes)}."
    )


def _why_not(report: Quality, best: Gain) -> str:
    """Return from the data why no voie gains enough."""
    some = [
        line
        for line in report.couverture
        if line.niveau == "region" and line.voie == best.voie and line.diplome != AUTRES
    ]
    under, none = sum(line.sous_seuil for line in some), sum(line.aucun for line in some)
    return (
        f"Aucune voie ne gagne {number(ENOUGH)}{NBSP}points. Pour la mieux servie ({VOIES[best.voie].lower()}), "
        f"{share(under, best.vues)} des formations vues ont une ligne dont rien n’est publié "
        f"(moins de 20{NBSP}jeunes), et {share(none, best.vues)} n’en ont aucune, ni elles ni une autre version reliée "
        "une à une."
    )


def _notes(report: Quality) -> list[str]:
    return ["## Remarques", "", *(f"- {note}" for note in report.notes), ""]
