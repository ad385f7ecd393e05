"""From where one enters a formation: after the 3e, a CAP, the bac, a bac + 2… A rule of ours, derived from its diploma.

No dataset at hand gives the level asked for at the entry. The table says what is usual for each diploma: CAP and bac
pro begin after the 3e, BTS and licences after the bac, and Parcoursup registers first years after the bac only. A cycle
shorter than usual (CAP in 1 year, bac pro in 1 or 2, BTS in 1) is for those who hold another diploma, which one is not
told. What it can't place so (titres, diplômes d’État read outside Parcoursup, diplomas of sport, MC and CS of level 4)
stays without a level rather than with a guess. desktop.access says nothing else of the way in.
"""

from __future__ import annotations

APRES_3E = "Après la 3e"
APRES_CAP = "Après un CAP"
APRES_BAC = "Après le bac"
APRES_BAC_2 = "Après un bac + 2"
APRES_BAC_3 = "Après un bac + 3"
ENTREES = (APRES_3E, APRES_CAP, APRES_BAC, APRES_BAC_2, APRES_BAC_3)
"""Every level of entry, from the earliest to the latest."""

_PAR_DIPLOME = {
    **dict.fromkeys(("CAP", "CAP agricole", "CAP maritime", "BPA", "CTM"), APRES_3E),
    **dict.fromkeys(("Bac pro", "Bac pro agricole", "Bac techno", "Bac général"), APRES_3E),
    **dict.fromkeys(("BP", "BP agricole", "BMA", "BTM"), APRES_CAP),
    **dict.fromkeys(("BTS", "BTSA", "BUT", "DUT", "DEUST", "DMA", "DN MADE", "DNA", "DTS", "DCG"), APRES_BAC),
    **dict.fromkeys(("CPGE", "CUPGE", "CPES", "CMI", "PASS", "L.AS", "Licence", "Double licence"), APRES_BAC),
    **dict.fromkeys(("Licence professionnelle", "DNTS"), APRES_BAC_2),
    **dict.fromkeys(("Master", "DSAA", "DSCG"), APRES_BAC_3),
}
_SPECIALISATIONS = ("MC", "CS", "CSA")
"""Prepared after a diploma of the same level or of the one below: at level 3 a CAP; above, one of several."""
_DUREE_ENTIERE = {
    **dict.fromkeys(("CAP", "CAP agricole", "CAP maritime", "BPA", "BP", "BMA", "BTS", "BTSA", "DMA", "DTS"), 2),
    **dict.fromkeys(("Bac pro", "Bac pro agricole", "Bac techno", "Bac général", "DN MADE", "BUT", "Licence"), 3),
}
"""Years of a cycle entered at the level of the table: a shorter one is entered from another diploma."""
_MISE_A_NIVEAU = "mise à niveau"


def entree(diplome: str, niveau: int | None, type_code: str, duree: int | None = None, libelle: str = "") -> str | None:
    """Return the level of entry in words, None when it is not known. ``duree`` is that of the cycle in years.

    Whatever its diploma, a line of Parcoursup (``type_code``) is a first year that one enters after the bac: so are the
    licences professionnelles in three years, the MC, CS and FCIL listed there. A « classe de mise à niveau », before a
    BTS, is entered after the bac too.
    """
    if type_code == "parcoursup":
        return APRES_BAC
    if diplome in _SPECIALISATIONS:
        return APRES_CAP if niveau == 3 else None
    if duree is not None and duree < _DUREE_ENTIERE.get(diplome, 0) and _MISE_A_NIVEAU not in libelle:
        return None
    return _PAR_DIPLOME.get(diplome)
