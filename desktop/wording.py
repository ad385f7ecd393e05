"""Sentences about figures: values, gaps, doubt. Our own words, approved in DOMAIN.md §3 and §7.1.

Past tense (a past cohort, not a promise), verbs before nouns, never a judgement.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from desktop.facts import Formation, Lieu
from desktop.figures import Figure
from desktop.typography import NBSP, annees, pourcent, quantite, valeur

INDEPENDANT = "Côte à Côte est un outil indépendant. Il n’est ni produit ni approuvé par l’État."
RECALCULE = "Chiffre recalculé par Côte à Côte."
EFFECTIF_INCONNU = "Effectif non publié (au moins 20 jeunes)."
SANS_FOURCHETTE = "Pas de fourchette\u00a0: ce chiffre n’a pas pu être vérifié sur le passé."
TITRE_PARTS = f"Que sont devenus les anciens élèves, 6{NBSP}mois après{NBSP}?"
TITRE_SORTANTS = f"Parmi ceux qui ont arrêté leurs études, combien travaillaient{NBSP}?"
D1 = "Continuer ses études, c’est aussi redoubler ou changer de voie."
D2 = "On compte tout emploi salarié en France, lié ou non au diplôme."
D3 = f"Autre situation{NBSP}: recherche d’emploi, travail à son compte ou à l’étranger, pause, école hors contrat…"
D4 = "Calculé sur ceux qui ont arrêté leurs études, diplôme obtenu ou non."
D5 = f"Ce n’est pas un classement{NBSP}: on compare à des établissements au public proche."
D6 = f"Un contrat rompu n’est pas toujours un abandon{NBSP}: beaucoup reprennent ailleurs."
D7 = "Salaires nets avant impôt, à temps plein, France entière. Ils varient selon le lieu et l’entreprise."
D9 = "Chiffres de {session}\u00a0: ils changent chaque année et ne disent pas vos chances."
D10 = f"Supérieur et lycée ne sont pas mesurés de la même façon{NBSP}: ne pas comparer au point près."
PROMESSE = f"Ces chiffres parlent du passé{NBSP}: ce n’est pas une promesse."
TAUX_ZERO = "Aucun jeune en emploi salarié à cette date."
RUPTURE_B1 = "Avant 2022, les emplois publics n’étaient pas comptés."

_SANS = {
    "sous_seuil": f"Chiffre non communiqué{NBSP}: moins de 20{NBSP}jeunes dans ce groupe.",
    "sous_seuil/sortants": f"Chiffre non communiqué{NBSP}: moins de 20{NBSP}jeunes ont arrêté leurs études.",
    "non_diffuse": "Non publié par la source à ce niveau.",
    "formation_nouvelle": f"Pas encore de chiffre{NBSP}: formation récente, aucune promotion n’est sortie.",
    "hors_instantane": "Ce chiffre existe peut-être, mais il n’est pas dans les données chargées ici.",
    "non_applicable": "Sans objet pour cette voie.",
    "raison_inconnue": "Chiffre absent de la source, sans explication.",
}
_DISPOSITIFS = {
    "acces": "Parcoursup",
    "reussite": "les indicateurs de résultat des lycées",
    "superieur": "InserSup",
}
"""What measures each portée; InserJeunes does the others."""
SIGNES = {
    "sous_seuil": f"<{NBSP}20",
    "horizon_non_observe": f"à{NBSP}venir",
    "non_diffuse": "n.d.",
    "formation_nouvelle": "nouv.",
    "hors_instantane": "abs.",
    "non_couvert": "h.c.",
    "non_applicable": "—",
    "annee_non_terminale": "→",
    "raison_inconnue": "?",
}
"""Signs for plain text and CSV (DOMAIN.md §3)."""

GLYPHES = {
    "sous_seuil": "manque-moins-de-20",
    "horizon_non_observe": "manque-pas-encore",
    "formation_nouvelle": "manque-pas-encore",
    "non_applicable": "manque-hors-champ",
    "non_couvert": "manque-hors-champ",
    "annee_non_terminale": "repli",
    "hors_instantane": "manque-inconnu",
    "non_diffuse": "manque-inconnu",
    "raison_inconnue": "manque-inconnu",
}
"""Icon of each gap (DESIGN-TOKENS.md §4)."""

_COURTS = {
    "sous_seuil": f"moins de 20{NBSP}jeunes",
    "sous_seuil/sortants": f"moins de 20{NBSP}sortants",
    "horizon_non_observe": "pas encore connu",
    "formation_nouvelle": "pas encore connu",
    "non_applicable": "Sans objet ici",
    "non_couvert": "Pas suivi par la source",
    "annee_non_terminale": "Mesuré en dernière année",
    "hors_instantane": "Pas dans les données chargées",
    "non_diffuse": "Non publié par la source",
    "raison_inconnue": "Absent de la source",
}

_VERBES = {
    "part_emploi_6m": (f"travaillaient 6{NBSP}mois après", f"ne travaillait 6{NBSP}mois après"),
    "part_poursuite": ("continuaient leurs études", "ne continuait ses études"),
    "part_autres_6m": ("étaient dans une autre situation", "n’était dans une autre situation"),
    "part_poursuite_ou_emploi_6m": (
        "continuaient leurs études ou travaillaient",
        "ne continuait ses études ni ne travaillait",
    ),
}


_PHRASES = {
    "salaire_net_12m_q1": f"Un jeune sur quatre gagne moins de {{valeur}} net par mois. {D7}",
    "salaire_net_12m_median": f"La moitié gagne moins de {{valeur}} net par mois. {D7}",
    "salaire_net_12m_q3": f"Un jeune sur quatre gagne plus de {{valeur}} net par mois. {D7}",
}
_COMPTES = ("derniere_annee", "sortants")
"""Denominators whose count is told, and whose doubt is."""
SESSIONS = ("acces", "reussite")
"""Portées whose year is a session, not a cohort (DOMAIN.md §1.1)."""


def phrase(figure: Figure) -> str:
    """Return the sentence of a figure: what the value says with its doubt, or the exact sentence of its gap."""
    if figure.valeur is None:
        return manque(figure)
    parts = [_constat(figure)]
    if figure.indicateur.denominateur in _COMPTES:
        parts.append(doute(figure))
    parts.extend(reserves(figure))
    return " ".join(parts)


def manque(figure: Figure) -> str:
    """Return the exact sentence of a gap (DOMAIN.md §3)."""
    if figure.statut == "horizon_non_observe":
        return (
            f"Pas encore connu{NBSP}: les jeunes de cette promotion n’ont pas encore été suivis "
            f"{figure.indicateur.horizon}{NBSP}mois."
        )
    if figure.statut == "annee_non_terminale":
        if figure.variante == "plusieurs" and figure.precisions:
            n = len(figure.precisions)
            return f"Cela dépend de la spécialité choisie ensuite{NBSP}: voir les {n}{NBSP}spécialités."
        if figure.precisions:
            return f"Chiffres mesurés en fin de diplôme{NBSP}: {figure.precisions[0]}."
        return "Chiffres mesurés en fin de diplôme."
    if figure.statut == "non_couvert":
        dispositif = _DISPOSITIFS.get(figure.indicateur.portee, "InserJeunes")
        return f"Pas de chiffre{NBSP}: ce cas n’est pas suivi par {dispositif}."
    return _SANS.get(_cle(figure), _SANS.get(figure.statut, _SANS["raison_inconnue"]))


def manque_court(figure: Figure) -> str:
    """Return the short words of a gap for a tight cell; the full sentence stays in tooltip, speech and paper."""
    if figure.statut == "non_couvert" and figure.voie == "superieur" and figure.indicateur.portee not in _DISPOSITIFS:
        return "Pas suivi par InserJeunes"  # others follow it: InserSup, when it is loaded
    return _COURTS.get(_cle(figure), _COURTS.get(figure.statut, _COURTS["raison_inconnue"]))


def doute(figure: Figure) -> str:
    """Return the tested range in words, or that the count is not published (DOMAIN.md §6.3, §7.1 ``plage``)."""
    if figure.plage is None:
        return SANS_FOURCHETTE if figure.effectif else EFFECTIF_INCONNU
    low, high = figure.plage
    share = _tenue(figure)
    if share is None:
        return f"Entre {low} et {pourcent(high)}{NBSP}: fourchette prudente, non vérifiée sur le passé."
    return (
        f"Entre {low} et {pourcent(high)}{NBSP}: {share} fois sur{NBSP}10, "
        "la promotion d’après est restée dans cette fourchette."
    )


def plage_courte(figure: Figure) -> str | None:
    """Return ``de 57 à 71 %``, None when there is no tested range."""
    return f"de {figure.plage[0]} à {pourcent(figure.plage[1])}" if figure.plage else None


def fourchettes(figures: Iterable[Figure]) -> str | None:
    """Return what the ranges of several figures mean, with the smallest share measured (DOMAIN.md §6.3)."""
    ranged = [f for f in figures if f.plage]
    shares = [_tenue(f) for f in ranged]
    known = [share for share in shares if share is not None]
    if not shares:
        return None
    if not known:
        return "Les fourchettes sont prudentes, non vérifiées sur le passé."
    some = "" if len(known) == len(shares) else " Certaines, prudentes, n’ont pas été vérifiées."
    least = f"{'au moins ' if len(set(known)) > 1 else ''}{min(known)} fois sur{NBSP}10"
    return f"Les fourchettes viennent du passé{NBSP}: {least}, la promotion d’après y est restée.{some}"


def reserves(figure: Figure) -> list[str]:
    """Return what must be said beside a value: other version of the diploma, recalculated, everyone together."""
    said = [rapprochement(figure.rapproche)] if figure.rapproche else []
    if figure.origine == "autre_site":
        said.append(site(figure.sites))
    version = {"ancienne": "l’ancienne", "nouvelle": "la nouvelle"}.get(figure.origine)
    if version:
        name = f"{NBSP}: {figure.precisions[0]}" if figure.precisions else ""
        said.append(f"Chiffres de {version} version du diplôme{name}.")
    if figure.recalcule:
        exact = figure.effectif or figure.indicateur.unite != "%"
        said.append(RECALCULE if exact else f"{RECALCULE[:-1]}, à 1{NBSP}point près.")
    if figure.indicateur.portee == "etablissement":
        who = "Apprentis" if figure.voie == "apprentissage" else "Jeunes"
        said.append(f"{who} de cet établissement, tous diplômes confondus.")
    return said


def rapprochement(libelle: str) -> str:
    """Return that a figure was matched by a label only, which is likely and never certain (DOMAIN.md §1.4)."""
    published = libelle.replace("'", "’")
    return f"Parcoursup nomme cette formation «{NBSP}{published}{NBSP}»{NBSP}: à vérifier."


def site(sites: int | None) -> str:
    """Return that a figure is that of several sites of a CFA (DOMAIN.md §7.1 ``site.partage``, §5.4)."""
    if sites is None:
        return "Chiffre d’un autre site du même CFA."
    return f"Même chiffre pour {sites}{NBSP}sites du même CFA."


def quand(figure: Figure) -> str:
    """Return the cohort of a figure, or its session: ``2022 et 2023``, ``session 2025``."""
    when = annees(figure.millesime or "")
    return f"session{NBSP}{when}" if when and figure.indicateur.portee in SESSIONS else when


def effectif(figure: Figure) -> str:
    """Return the count behind a value with its noun, that it is not published, or nothing where nobody is counted."""
    if figure.indicateur.denominateur not in _COMPTES:
        return ""
    if figure.effectif is None:
        return "effectif non publié"
    if figure.indicateur.denominateur == "sortants":
        return quantite(figure.effectif, "sortant")
    return quantite(figure.effectif, "apprenti" if figure.voie == "apprentissage" else "élève")


def niveau(lieu: Lieu) -> str:
    """Return the level chip of a place: ``Région · Bretagne``, ``Établissement``, ``France``."""
    if lieu.niveau == "region":
        return f"Région · {lieu.nom}"
    if lieu.niveau == "academie":
        return f"Académie · {lieu.nom}"
    return "France" if lieu.niveau == "national" else "Établissement"


def repli(figure: Figure, asked: Lieu) -> str:
    """Return the words of a substitute chip: ``À défaut du lycée : Bretagne``."""
    if figure.lieu == asked:
        return f"Promotion plus ancienne{NBSP}: {annees(figure.millesime or '')}"
    return f"À défaut {du_lieu(asked)}{NBSP}: {figure.lieu.nom}"


def du_lieu(lieu: Lieu) -> str:
    """Return what a place is, after a noun: ``du lycée``, ``de la région``."""
    if lieu.etablissement is not None:
        if lieu.etablissement.nature == "cfa":
            return "du CFA"
        if "lycée" in lieu.nom.lower():  # not an EREA, a school or a maison familiale
            return "du lycée"
    words = {"academie": "de l’académie", "region": "de la région", "national": "de la France entière"}
    return words.get(lieu.niveau, "de l’établissement")


def repli_phrase(figure: Figure) -> str:
    """Return the sentence of a substitute: ``Voici le chiffre de la région Bretagne : 53 %.``"""
    where = {"region": f"de la région {figure.lieu.nom}", "national": "de la France entière"}.get(
        figure.lieu.niveau, f"de {figure.lieu.nom}"
    )
    when = f" ({quand(figure)})" if figure.millesime else ""
    return f"Voici le chiffre {where}{when}{NBSP}: {valeur(figure.valeur or 0, figure.indicateur.unite)}."


def parle(formation: Formation, figure: Figure) -> str:
    """Return the spoken name of a cell, one sentence (DESIGN-TOKENS.md §5)."""
    head = f"{formation.libelle}, {formation.voie_libelle.lower()}, {figure.lieu.nom}{NBSP}: "
    if figure.valeur is None:
        tail = f" {repli_phrase(figure.repli)}" if figure.repli else ""
        return f"{head}{figure.indicateur.libelle.lower()}, {_lower(manque(figure))}{tail}"
    bits = [f"{figure.indicateur.libelle.lower()} {valeur(figure.valeur, figure.indicateur.unite)}"]
    if short := plage_courte(figure):
        bits.append(short)
    bits += [bit for bit in (effectif(figure), quand(figure)) if bit]
    return head + ", ".join(bits) + "."


def sur_dix(share: float | None) -> int | None:
    """Return a measured share as n out of 10, rounded down; None when it was not measured (DOMAIN.md §6.6)."""
    return None if share is None else floor(share * 10 + 1e-9)


def dizaine(counts: tuple[int, ...], parts: tuple[int, ...]) -> tuple[str, str, str]:
    """Return the three sentences of ten figures, agreed: travaillent, étudient, autres (DOMAIN.md §7.1)."""
    one = ("travaillait", "continuait ses études", "était dans une autre situation")
    many = ("travaillaient", "continuaient leurs études", "étaient dans une autre situation")
    none = ("ne travaillait", "ne continuait ses études", "n’était dans une autre situation")
    said = []
    for i in range(3):
        if counts[i] == 0:
            said.append(f"Moins d’1{NBSP}jeune sur{NBSP}10 {one[i]}." if parts[i] else f"Aucun jeune {none[i]}.")
        else:
            verb = one[i] if counts[i] == 1 else many[i]
            said.append(f"{quantite(counts[i], 'jeune')} sur{NBSP}10 {verb}.")
    return said[0], said[1], said[2]


def _tenue(figure: Figure) -> int | None:
    """Return how many times out of ten the next promotion stayed in the range: what did happen, nothing removed."""
    return sur_dix(figure.calibration.part_plage_brute) if figure.calibration else None


def _constat(figure: Figure) -> str:
    nom = figure.indicateur.nom.removesuffix("_etablissement")
    value = figure.valeur or 0
    if figure.indicateur.portee in SESSIONS:
        told = f"{figure.indicateur.libelle}{NBSP}: {valeur(value, figure.indicateur.unite)}, {quand(figure)}."
        return f"{told} {D9.format(session=figure.millesime)}" if nom.startswith("taux_acces_parcoursup") else told
    if figure.indicateur.portee == "superieur":
        shown = valeur(round(value), figure.indicateur.unite)
        return f"{figure.indicateur.libelle}{NBSP}: {shown}. {D10}"
    if nom in _VERBES:
        many, none = _VERBES[nom]
        return f"{pourcent(value)} des jeunes {many}." if value else f"Aucun jeune {none}."
    if nom.startswith("taux_emploi_") and not nom.endswith("_attendu"):
        if value == 0:
            return TAUX_ZERO
        return (
            f"Parmi ceux qui ont arrêté leurs études, {pourcent(value)} travaillaient "
            f"{figure.indicateur.horizon}{NBSP}mois après."
        )
    if nom == "taux_rupture_contrats":
        return f"{pourcent(value)} des contrats d’apprentissage ont été rompus. {D6}"
    if nom in _PHRASES:
        return _PHRASES[nom].format(valeur=valeur(value, figure.indicateur.unite))
    if nom == "va_emploi_6m":
        return f"Valeur ajoutée{NBSP}: {valeur(value, 'points')}. {D5}"
    if nom == "taux_emploi_6m_attendu":
        return f"Attendu{NBSP}: {pourcent(value)}. L’attendu tient compte du public accueilli et de l’emploi local."
    return f"{figure.indicateur.libelle}{NBSP}: {valeur(value, figure.indicateur.unite)}."


def _cle(figure: Figure) -> str:
    return f"{figure.statut}/{figure.variante}" if figure.variante else figure.statut


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
