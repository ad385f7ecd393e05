"""The pages of the family mode told in sentences: getting in, exam, pay, broken contracts, what comes after.

The words are those of ``desktop.rubriques``; a rate becomes figures out of ten, so that no percent is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.comparison import Comparison
from desktop.famille_mots import communs
from desktop.famille_notes import ranges
from desktop.famille_page import ColonneFamille, PageFamille, Titre
from desktop.figures import Figure
from desktop.rubrique_facts import Fait, lots
from desktop.rubriques import Cellule, Rubrique, rubriques
from desktop.tens import ten
from desktop.typography import NBSP
from desktop.wording import D9, GLYPHES

NOMMES = 3
"""Jobs or diplomas named: the letters are large."""
QUESTIONS = {
    "acces": f"Pour y entrer, combien de places et de demandes{NBSP}?",
    "reussite": f"À l’examen, combien ont réussi{NBSP}?",
    "salaire": f"Un an après, quel salaire{NBSP}?",
    "rupture": f"Combien de contrats ont été rompus{NBSP}?",
    "superieur": f"Après le supérieur, quel emploi{NBSP}?",
    "metiers": f"Vers quels métiers{NBSP}?",
    "apres": f"Quelles études ensuite{NBSP}?",
}
_TAUX = (
    ("taux_reussite", "candidat", "a réussi", "ont réussi"),
    ("taux_mention", "candidat", "a eu une mention", "ont eu une mention"),
    ("taux_acces_2nde_bac", "élève de 2de", "est allé ici jusqu’au bac", "sont allés ici jusqu’au bac"),
    ("taux_acces_parcoursup", "candidat classé", "pouvait être appelé", "pouvaient être appelés"),
    ("taux_rupture_contrats", "contrat", "a été rompu", "ont été rompus"),
    ("taux_interruption_formation", "apprenti", "a interrompu la formation", "ont interrompu la formation"),
    ("sup_taux_emploi_salarie_fr", "sortant", "était salarié en France", "étaient salariés en France"),
    ("sup_taux_emploi_non_salarie", "sortant", "était à son compte", "étaient à leur compte"),
    ("sup_taux_emploi_etranger", "sortant", "travaillait à l’étranger", "travaillaient à l’étranger"),
    ("sup_taux_emploi_stable", "sortant", "était en emploi stable", "étaient en emploi stable"),
)  # fmt: skip
"""How a rate is said out of ten: the beginning of its name, whom it counts, one and several."""


_END_OF_D9 = re.compile(re.escape(D9[D9.index(" et ne disent") :]))


def pages_de_faits(comparison: Comparison, heads: Sequence[Titre]) -> Iterator[PageFamille]:
    """Yield a page for each rubrique of which at least one formation has something to tell."""
    for rubrique in rubriques(comparison, NOMMES):
        columns = [_column(head, cell) for head, cell in zip(heads, rubrique.cellules, strict=True)]
        if any(column.textes for column in columns):
            left, when, shared = communs(columns)
            notes = ranges((*_notes(rubrique), *shared))
            yield PageFamille(rubrique.cle, QUESTIONS[rubrique.cle], "", (), left, when, (), notes)


def sur_dix(figure: Figure) -> str:
    """Return a rate out of ten in a sentence: ``3 contrats sur 10 ont été rompus.``; empty for one without words."""
    found = next((words for start, *words in _TAUX if figure.indicateur.nom.startswith(start)), None)
    if found is None or figure.valeur is None:
        return ""
    noun, one, many = found
    part = round(figure.valeur)
    n = (ten((part, 100 - part)) or (0,))[0]
    if figure.indicateur.nom.endswith("_attendu"):  # always beside what was observed (DOMAIN.md §6.5)
        return f"Attendu{NBSP}: {n} sur{NBSP}10."
    head, *rest = noun.split(" ")
    plural = " ".join([f"{head}s", *(word if word in ("de", "2de") else f"{word}s" for word in rest)])
    after = f" {figure.indicateur.horizon}{NBSP}mois après" if figure.indicateur.nom.startswith("sup_") else ""
    if n > 1:
        return f"{n}{NBSP}{plural} sur{NBSP}10 {many}{after}."
    if n == 1:
        return f"1{NBSP}{noun} sur{NBSP}10 {one}{after}."
    if part:
        return f"Moins d’1{NBSP}{noun} sur{NBSP}10 {one}{after}."
    return f"Aucun {noun} n’{one}{after}." if one[0] in "aeiouéè" else f"Aucun {noun} ne {one}{after}."


def _column(head: Titre, cell: Cellule) -> ColonneFamille:
    texts: list[str] = []
    when: list[str] = []
    beside: dict[str, None] = {}
    for lot in lots(cell):
        told = [text for fait in lot.faits for text in _told(fait)]
        if not told:
            continue
        texts += [text[:1].upper() + text[1:] for text in told]
        when += [lot.quand] if lot.quand else []
        beside |= dict.fromkeys(lot.reserves)
    gap = next((fait for fait in cell if not fait.connu), None)
    where = f"{NBSP}; ".join(dict.fromkeys(when))
    lack, glyph = (gap.phrase, GLYPHES.get(gap.statut, "")) if gap is not None else ("", "")
    return ColonneFamille(head, textes=tuple(texts), quand=where, manque=lack, glyphe=glyph, reserves=tuple(beside))


def _told(fait: Fait) -> list[str]:
    """Return a fact without a percent: as it is, or its rates out of ten, the first and the last of many."""
    if "%" not in fait.texte:
        return [fait.texte]
    tail = fait.texte.removeprefix(fait.fort).rstrip(
        "."
    )  # of whom: « dans cet établissement, tous diplômes confondus »
    of = "" if "%" in tail else tail
    rates = [f"{sentence[:-1]}{of}." for figure in fait.figures if (sentence := sur_dix(figure))]
    return rates if len(rates) < 3 else [rates[0], rates[-1]]


def _notes(rubrique: Rubrique) -> tuple[str, ...]:
    """Return the caution of a rubrique, said to nobody in particular: D9 without its end, which says « vos »."""
    return tuple(_END_OF_D9.sub(".", note) for note in rubrique.notes)
