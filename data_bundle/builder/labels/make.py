"""Labels as families read them: « CAP Pâtissier » for what BCN writes ``PATISSIER (CAP)``.

The accented label of Certif-Info is taken where it says the same words as BCN. Where there is none, or where it says
something else (one option of several, a later title), BCN's words are given back their accents and case: the figures
belong to BCN's code, so its words win over a better-looking label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from data_bundle.builder.labels.diplomas import certifier_of, diplome_of, split_bcn, without_diplome
from data_bundle.builder.labels.names import restore_name
from data_bundle.builder.labels.titles import Titles, intitule_of, same_title
from data_bundle.builder.labels.words import Vocabulary
from data_bundle.folding import fold

__all__ = ["BcnLabel", "CertifLabel", "Label", "LabelReport", "make_labels", "restore_name"]

SOURCES = ("certif-info", "vocabulaire", "doute")

_ABBREVIATIONS = (
    (re.compile(r"\bSPE\.?(?= )"), "SPECIALITE"),
    (re.compile(r"\bOPT?\.\s*(?=[A-G]\b)"), "OPTION "),
    (re.compile(r"\bOPTIONS(?= [A-G]\b)"), "OPTION"),
    (re.compile(r"\s*&\s*"), " ET "),
)
"""What BCN cuts short and that has one meaning only."""


@dataclass(frozen=True, slots=True)
class BcnLabel:
    """A CFD as BCN names it: capitals, no accents, the diploma in brackets or in ``libelle_court``."""

    cfd: str
    libelle_long: str
    libelle_court: str
    niveau_cfd: str


@dataclass(frozen=True, slots=True)
class CertifLabel:
    """One accented label of Certif-Info for a CFD; ``publie`` when its state is « Publié »."""

    cfd: str
    libelle: str
    type_libelle: str
    publie: bool
    premiere_session: int | None


@dataclass(frozen=True, slots=True)
class Label:
    """What is shown: ``libelle`` is ``diplome`` then ``intitule``; ``source`` says where the accents come from."""

    diplome: str
    intitule: str
    libelle: str
    source: str


@dataclass(frozen=True, slots=True)
class LabelReport:
    """How many labels by source, and the words left in doubt (folded, sorted)."""

    parts: dict[str, int]
    doute: tuple[str, ...]


def _chosen(labels: Iterable[CertifLabel], title: str, known: Callable[[str], bool]) -> str | None:
    """Return the title that Certif-Info gives in the same words: published first, then the nearest."""
    wanted = fold(title)
    found = [(c, without_diplome(c.libelle)) for c in labels]

    def rank(item: tuple[CertifLabel, str]) -> tuple[bool, float]:
        return not item[0].publie, -SequenceMatcher(None, fold(item[1]), wanted).ratio()

    same = [item for item in found if same_title(title, item[1], known)]
    return min(same, key=rank)[1] if same else None


def _label(diplome: str, intitule: str, source: str) -> Label:
    said = fold(intitule).startswith((fold(diplome) + " ", "1re annee de " + fold(diplome)))
    return Label(diplome, intitule, intitule if said else f"{diplome} {intitule}", source)


def _told_apart(labels: dict[str, Label], certifiers: Mapping[str, str]) -> dict[str, Label]:
    """Return ``labels`` with the certifier after those that several of them share: « Titre Comptable (Ifocop) »."""
    shared = Counter(label.libelle for label in labels.values())
    return {
        cfd: replace(label, intitule=f"{label.intitule} ({name})", libelle=f"{label.libelle} ({name})")
        if shared[label.libelle] > 1 and (name := certifiers.get(cfd))
        else label
        for cfd, label in labels.items()
    }


def make_labels(
    formations: Iterable[BcnLabel],
    certif: Mapping[str, list[CertifLabel]],
    vocabulaire: Iterable[str] = (),
) -> tuple[dict[str, Label], LabelReport]:
    """Return the label of each CFD, and the report of what could not be restored for sure.

    ``certif`` gives the labels of Certif-Info of each CFD in the order of their codes; ``vocabulaire`` holds any
    other accented texts in sentence case.
    """
    texts = [c.libelle for labels in certif.values() for c in labels] + list(vocabulaire)
    vocabulary, titles = Vocabulary(texts), Titles(texts)
    labels: dict[str, Label] = {}
    certifiers: dict[str, str] = {}
    doute: set[str] = set()
    for f in formations:
        title, marks, year = split_bcn(f.niveau_cfd, f.libelle_long)
        for pattern, word in _ABBREVIATIONS:
            title = pattern.sub(word, title)
        chosen = None if year else _chosen(certif.get(f.cfd, ()), title, vocabulary.knows)
        family = titles.family(title) if year.startswith("2de") else None
        year = "2de commune" if family else year
        whole = family or titles.find(title)
        if chosen is not None:
            text, source = vocabulary.mended(chosen), "certif-info"
        elif whole is not None:
            text, source = vocabulary.mended(whole), "vocabulaire"
        else:
            restored = vocabulary.restore(title)
            doute.update(restored.doute)
            text, source = restored.text, "doute" if restored.doute else "vocabulaire"
        intitule = intitule_of(text) + (f" ({year})" if year else "")
        labels[f.cfd] = _label(diplome_of(f.niveau_cfd, f.libelle_court, marks), intitule, source)
        certifiers[f.cfd] = restore_name(certifier_of(f.niveau_cfd, marks))
    labels = _told_apart(labels, certifiers)
    parts = Counter(label.source for label in labels.values())
    return labels, LabelReport({s: parts[s] for s in SOURCES}, tuple(sorted(doute)))
