"""Sentences of the fiche simple about figures: whose they are, why one lacks, what their gaps say.

Each says the same as ``desktop.wording`` and ``desktop.verdict_words``, in at most 15 words; no percent, no number over
ten but years. Nothing is said of a gap without the verdict of the Comparison (DOMAIN.md §6.2, §6.3).
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.facts import Lieu
from desktop.figures import Figure
from desktop.typography import NBSP, annees, liste
from desktop.verdict_words import EFFECTIF_PHRASE, MOTIFS
from desktop.wording import dizaine, du_lieu, manque

ISSUES = ("travail", "études", "autres situations")
"""The three outcomes in their fixed order, as they head a line about gaps."""
RESTE_INCONNU = "On ne sait pas ce que faisaient les autres."
COMPTE_INCONNU = "On ne sait pas combien de jeunes ont été comptés."
PAS_DEPARTAGER = "On ne peut pas départager."
INCOHERENT = "Les chiffres publiés ne vont pas ensemble."
ENSEMBLE = "Les élèves et les apprentis ont été comptés ensemble."
ECOLE = "Tous les diplômes de cet établissement ont été comptés ensemble."
POURQUOI = {
    **MOTIFS,
    "niveau": f"Ce ne sont pas les mêmes lieux{NBSP}: les chiffres ne se comparent pas.",
    "millesime": f"Ce ne sont pas les mêmes années{NBSP}: les chiffres ne se comparent pas.",
    "population": f"Ce ne sont pas les mêmes groupes{NBSP}: les chiffres ne se comparent pas.",
    "source": f"Les jeunes n’ont pas été comptés de la même façon{NBSP}: ne pas comparer.",
    "effectif": EFFECTIF_PHRASE.replace("Sans les effectifs", "Sans savoir combien ils étaient"),
}
"""Why two figures have no verdict, as ``desktop.verdict_words.MOTIFS`` in simpler words."""
PAS_COMPARABLES = "Certains chiffres ne se comparent pas entre eux."
"""Where there are several of these reasons: each card says whose figures it shows, and of which years."""
_SANS = {
    "sous_seuil": "Il y avait trop peu de jeunes pour donner le chiffre {du_lieu}.",
    "horizon_non_observe": f"C’est trop tôt{NBSP}: la suite n’est pas encore connue.",
    "non_diffuse": "La source ne donne pas le chiffre {du_lieu}.",
    "formation_nouvelle": f"La formation est récente{NBSP}: personne n’en était encore sorti.",
    "hors_instantane": "Le chiffre {du_lieu} n’est pas dans cet outil.",
    "non_applicable": "Ce chiffre ne concerne pas cette formation.",
    "raison_inconnue": "Le chiffre {du_lieu} manque, et la source ne dit pas pourquoi.",
}
_VERSIONS = {
    "Chiffres de l’ancienne version du diplôme": "Chiffres de l’ancien diplôme.",
    "Chiffres de la nouvelle version du diplôme": "Chiffres du nouveau diplôme.",
}
"""How ``desktop.wording.reserves`` begins, in simpler words."""
_SPECIALITES = "Cela dépend de la spécialité choisie ensuite."


def intro(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what the silhouettes are: ten of whom, when and where; years and place only when they are those of all."""
    work = [figure.voie == "apprentissage" for figure in figures]
    who = "apprentis" if all(work) else "élèves ou apprentis" if any(work) else "élèves"
    said = f"Voici ce que faisaient 10{NBSP}anciens {who}, 6{NBSP}mois après."
    years = {figure.millesime or "" for figure in figures}
    when = f"Leur dernière année{NBSP}: {' ou '.join(years.pop().split('_'))}" if len(years) == 1 else ""
    where = _lieu(figures[0].lieu) if commun(figures) else ""
    if when and where:
        return said, f"{when}, {where[:1].lower()}{where[1:]}."
    return (said, f"{when or where}.") if when or where else (said,)


def commun(figures: Sequence[Figure]) -> bool:
    """Tell whether figures are of one wide place, which the introduction then names for all."""
    one = len({figure.lieu.ref for figure in figures}) == 1
    return one and figures[0].lieu.niveau in ("region", "national")


def _lieu(lieu: Lieu) -> str:
    words = {"region": f"Région {lieu.nom}", "national": "France entière", "academie": f"Académie {lieu.nom}"}
    return words.get(lieu.niveau, f"Chiffre {du_lieu(lieu)}")


def sans_chiffre(count: int) -> str:
    """Return what stands for the introduction of a sheet without any figure."""
    return f"On n’a pas de chiffre pour {'cette formation' if count == 1 else 'ces formations'}."


def legende(figure: Figure, asked: Lieu, *, stands_in: bool, placed: bool, dated: bool) -> str:
    """Return whose figures a card shows, and instead of what: ``Région Bretagne, à la place du lycée.``

    ``placed`` and ``dated`` tell whether place and cohort have to be said here; empty when nothing has.
    """
    bits = [_lieu(figure.lieu)] if placed else []
    older = stands_in and figure.lieu == asked
    if stands_in:
        bits.append("jeunes sortis plus tôt" if older else f"à la place {du_lieu(asked)}")
    if figure.millesime and (dated or older):
        bits.append(f"en {annees(figure.millesime)}")
    words = ", ".join(bits)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def pourquoi(figure: Figure) -> str:
    """Return why a figure lacks, by its own status and no other (DOMAIN.md §3)."""
    if figure.statut == "annee_non_terminale":
        if figure.variante == "plusieurs" and figure.precisions:
            return _SPECIALITES
        return manque(figure)
    if figure.statut == "non_couvert":
        return manque(figure)
    return _SANS.get(figure.statut, _SANS["raison_inconnue"]).format(du_lieu=du_lieu(figure.lieu))


def version(sentence: str) -> str:
    """Return that figures are of another version of the diploma without its name, which the comparison sheet has."""
    for said, simple in _VERSIONS.items():
        if sentence.startswith(said):
            return simple
    return sentence


def lignes(counts: tuple[int, ...], parts: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    """Return for each outcome its sentence beside the silhouettes and in full: ``4 travaillaient.``"""
    return tuple((_court(said), said) for said in dizaine(counts, parts))


def presque(issues: Sequence[int], names: Sequence[str], close: bool, every: bool) -> str:
    """Return that formations can't be told apart for these outcomes; « presque pareil » only where counts are close."""
    who = _tous(len(names)) if every else liste(list(names))
    if close:
        return fini(f"{_quoi(issues)}{NBSP}: presque pareil pour {who}")
    return fini(f"{_quoi(issues)}{NBSP}: on ne peut pas départager {who}")


def presque_des_autres(issues: Sequence[int], name: str, count: int, close: bool) -> str:
    """Return that a formation can't be told apart from any of the others, which differ from one another or may."""
    if close:
        return f"{_quoi(issues)}{NBSP}: {name} était presque comme les {count}{NBSP}autres."
    return f"{_quoi(issues)}{NBSP}: on ne peut pas départager {name} des {count}{NBSP}autres."


def pas_toutes(issues: Sequence[int]) -> str:
    """Return that some of many formations can't be told apart, where naming them would take too many lines."""
    return f"{_quoi(issues)}{NBSP}: on ne peut pas tout départager."


def nettement(issues: Sequence[int], first: str, others: Sequence[str]) -> str:
    """Return that a formation clearly differed from others for these outcomes, without saying in which sense."""
    return fini(f"{_quoi(issues)}{NBSP}: {first} différait nettement {liste([f'de {name}' for name in others])}")


def meme_chiffre(names: Sequence[str], every: bool) -> str:
    """Return which formations show one and the same figure."""
    return fini(f"C’est le même chiffre pour {_tous(len(names)) if every else liste(list(names))}")


def tenu(shares: Sequence[int]) -> str:
    """Return how often clear gaps kept their order, out of ten, as it was measured: the least of them."""
    least = f"{'Au moins ' if len(set(shares)) > 1 else ''}{min(shares)}"
    return f"{least} fois sur{NBSP}10, l’ordre est resté le même ensuite."


def fini(words: str) -> str:
    """Return words with a full stop, but after the sign of a name that is cut."""
    return words if words.endswith("…") else f"{words}."


def _tous(count: int) -> str:
    return f"les {count}{NBSP}formations"


def _quoi(issues: Sequence[int]) -> str:
    if len(issues) == len(ISSUES):
        return f"Sur les {len(ISSUES)}{NBSP}lignes"
    words = liste([ISSUES[i] for i in issues])
    return words[:1].upper() + words[1:]


def _court(sentence: str) -> str:
    """Return a sentence of ``dizaine`` without whom it counts: the title of the sheet says it."""
    for whom in (f"{NBSP}jeunes sur{NBSP}10", f"{NBSP}jeune sur{NBSP}10"):
        if not sentence.startswith("Moins"):
            sentence = sentence.replace(whom, "")
    return sentence.replace("Aucun jeune ", "Aucun ").replace(f"Moins d’1{NBSP}jeune", f"Moins de{NBSP}1")
