"""What the figures of the rubriques mean and who is counted in them, in the words of « Pourquoi ce chiffre ? »."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.figures import Figure
from desktop.typography import NBSP
from desktop.wording import D2

_ATTENDU = f"Attendu{NBSP}: ce que donnerait un lycée au public proche."
_BAC = f"De la 2de au bac{NBSP}: part des élèves de 2de qui ont eu le bac dans ce lycée, même en plus d’années."
_INTERRUPTION = f"Interruptions{NBSP}: part des apprentis qui ont arrêté la formation avant la fin."
_MENTION = f"Mentions{NBSP}: part des candidats présents qui ont eu une mention."
_NIVEAU = "On compte tous les apprentis de ce CFA qui préparaient un diplôme du même niveau."
_PARCOURSUP = (
    f"Taux d’accès, calculé par Parcoursup{NBSP}: sur 100{NBSP}candidats classés, combien étaient assez haut "
    "pour être appelés."
)
_REUSSITE = f"Réussite{NBSP}: part des candidats présents à l’examen qui l’ont obtenu, dans tout le lycée."
_RUPTURE = f"Contrats rompus{NBSP}: part des contrats d’apprentissage arrêtés avant leur terme."
_SALAIRE = "On compte ceux qui ont arrêté leurs études et qui étaient salariés en France à cette date."
_SUPERIEUR = "On compte ceux qui ont arrêté leurs études, diplôme obtenu ou non."

_STARTS: dict[str, tuple[str, ...]] = {
    "capacite": (f"Places{NBSP}: celles que l’établissement offrait à cette session.",),
    "voeux_1": (f"Demandes en 1er{NBSP}vœu{NBSP}: celles qui mettaient cette formation en tête, dans Affelnet.",),
    "voeux_tous": (f"Tous vœux confondus{NBSP}: chaque élève a pu faire plusieurs demandes.",),
    "voeux": (f"Candidatures{NBSP}: toutes celles que la formation a reçues. On peut en faire plusieurs.",),
    "admis": (f"Admis{NBSP}: ceux qui ont accepté une place.",),
    "taux_acces_parcoursup": (_PARCOURSUP,),
    "taux_pression_voeux1": (f"Demandes par place{NBSP}: les demandes en 1er{NBSP}vœu divisées par les places.",),
    "taux_pression_voeux": (f"Candidatures par place{NBSP}: les candidatures divisées par les places.",),
    "taux_reussite": (_REUSSITE,),
    "taux_reussite_attendu": (_ATTENDU,),
    "taux_mention": (_MENTION,),
    "taux_acces_2nde_bac": (_BAC,),
    "taux_acces_2nde_bac_attendu": (_ATTENDU,),
    "salaire_net_12m": (_SALAIRE,),
    "taux_rupture_contrats": (_RUPTURE,),
    "taux_rupture_contrats_niveau": (_RUPTURE, _NIVEAU),
    "taux_interruption_formation": (_INTERRUPTION, _NIVEAU),
    "sup_taux_emploi": (_SUPERIEUR,),
    "sup_taux_emploi_salarie_fr": (_SUPERIEUR, D2),
    "sup_salaire_net": (_SALAIRE,),
}
"""By the beginning of an indicator's name; the longest beginning that fits is the one."""


def definitions(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return what these figures mean and who is counted in them, once each, in their order."""
    found: dict[str, None] = {}
    for figure in figures:
        starts = [start for start in _STARTS if figure.indicateur.nom.startswith(start)]
        found |= dict.fromkeys(_STARTS[max(starts, key=len)] if starts else ())
    return tuple(found)
