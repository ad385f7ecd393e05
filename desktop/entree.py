"""From where one enters a formation: after the 3e, a CAP, the bac, a bac + 2… A rule of ours, derived from its diploma.

No dataset at hand gives the level asked for at the entry. The table says what is usual for each diploma: CAP and bac
pro begin after the 3e, BTS and licences after the bac, and Parcoursup registers first years after the bac only. What
it can't place (titres, diplômes d’État read outside Parcoursup, diplomas of sport) stays without a level rather than
with a guess.
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
    **dict.fromkeys(("BP", "BP agricole", "BMA", "BTM", "BT"), APRES_CAP),
    **dict.fromkeys(("BTS", "BTSA", "BUT", "DUT", "DEUST", "DMA", "DN MADE", "DNA", "DTS", "DCG"), APRES_BAC),
    **dict.fromkeys(("CPGE", "CUPGE", "CPES", "CMI", "PASS", "L.AS", "Licence", "Double licence"), APRES_BAC),
    **dict.fromkeys(("Licence professionnelle", "DNTS"), APRES_BAC_2),
    **dict.fromkeys(("Master", "DSAA", "DSCG"), APRES_BAC_3),
}
_SPECIALISATION = {3: APRES_CAP, 4: APRES_CAP, 5: APRES_BAC}
"""MC, CS and CSA are prepared after a diploma of the same level at least: after a CAP at level 3, after a CAP or a
bac at level 4 (the earlier of both), after the bac at level 5."""
_MC = ("MC", "CS", "CSA")


def entree(diplome: str, niveau: int | None, type_code: str) -> str | None:
    """Return the level of entry in words, None when it is not known.

    Whatever its diploma, a line of Parcoursup (``type_code``) is a first year that one enters after the bac: so are the
    licences professionnelles in three years, the MC, CS and FCIL listed there.
    """
    if type_code == "parcoursup":
        return APRES_BAC
    if diplome in _MC:
        return _SPECIALISATION.get(niveau or 0)
    return _PAR_DIPLOME.get(diplome)
