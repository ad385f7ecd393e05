"""Getting in: places, candidacies and access of a session (DOMAIN.md §2.2, D9)."""

from __future__ import annotations

from desktop.facts import Formation
from desktop.figures import Figure
from desktop.rubrique_facts import Fait, Figures, gap, known_of, told
from desktop.typography import NBSP, nombre, pourcent, quantite, valeur

ENTREPRISE = "Il faut trouver une entreprise."


def acces(figures: Figures, formation: Formation, *, fermee: bool = False) -> tuple[Fait, ...]:
    """Return places, candidacies and access of a session (DOMAIN.md §2.2, §7.1 ``acces``)."""
    places = figures.get("capacite")
    if places is None:
        return ()
    counted = [f for nom in ("capacite", "voeux", "voeux_1", "voeux_tous", "admis") if (f := known_of(figures, nom))]
    hired = formation.voie == "apprentissage" and not fermee
    if not counted:
        return (Fait(ENTREPRISE, statut="non_applicable", phrase=ENTREPRISE),) if hired else (gap(places),)
    strong = f"{', '.join(map(_counted, counted))} en {counted[0].millesime}."
    text = strong
    rate = next((f for nom in ("taux_pression_voeux", "taux_pression_voeux1") if (f := known_of(figures, nom))), None)
    if rate is not None:
        counted.append(rate)
        text += f" Soit {_wishes(rate)} par place."
    found = [told(text, counted, strong, (ENTREPRISE,) if hired else ())]
    if not places.connue:
        found.append(gap(places, "Places"))
    return (*found, *_access_rate(figures))


def _access_rate(figures: Figures) -> tuple[Fait, ...]:
    rate = figures.get("taux_acces_parcoursup")
    if rate is None or rate.statut == "non_applicable":
        return ()
    if not rate.connue:
        return (gap(rate, "Taux d’accès"),)
    strong = f"Taux d’accès{NBSP}: {pourcent(rate.valeur or 0)}"
    return (told(f"{strong}.", [rate], strong),)


def _counted(figure: Figure) -> str:
    count = int(figure.valeur or 0)
    if figure.indicateur.nom == "voeux_1":
        return f"{quantite(count, 'demande')} en 1er{NBSP}vœu"
    if figure.indicateur.nom == "voeux_tous":
        return f"{nombre(count)} tous vœux confondus"
    return valeur(count, figure.indicateur.unite)


def _wishes(rate: Figure) -> str:
    value, first = rate.valeur or 0, rate.indicateur.nom.endswith("1")
    noun = f"{'demande' if first else 'candidature'}{'s' if value >= 2 else ''}"
    return f"{nombre(value, 0 if float(value).is_integer() else 1)}{NBSP}{noun}{f' en 1er{NBSP}vœu' if first else ''}"
