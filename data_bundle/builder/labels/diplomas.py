"""The diploma in a label: its short name as people say it, and how BCN and Certif-Info write it into their labels."""

from __future__ import annotations

import re

TITRE_PRO = "Titre professionnel"

_BY_COURT = {
    "BAC GENE": "Bac général",
    "BAC PRO": "Bac pro",
    "BAC PRO AG": "Bac pro agricole",
    "BAC TEC AG": "Bac techno agricole",
    "BAC TECHNO": "Bac techno",
    "BEES1": "BEES",
    "BEES2": "BEES",
    "BP JEPS": "BPJEPS",
    "BPA4": "BP agricole",
    "BPA5": "BPA",
    "CAPA": "CAP agricole",
    "CAPD": "CAP",
    "CAPM": "CAP maritime",
    "CS3": "CS",
    "CS4": "CS",
    "CSA NIV3": "CSA",
    "CSA NIV4": "CSA",
    "CSA NIV5": "CSA",
    "DCESF": "Diplôme d’État",
    "DE CESF": "Diplôme d’État",
    "DE JEPS": "DEJEPS",
    "DES JEPS": "DESJEPS",
    "DIP3-CNAM": "Diplôme du Cnam",
    "ING": "Diplôme d’ingénieur",
    "LIC": "Licence",
    "LIC LMD": "Licence",
    "LIC PRO": "Licence pro",
    "LIC-PRO": "Licence pro",
    "MASTER PRO": "Master",
    "MC AG": "MC",
    "MC3": "MC",
    "MC4": "MC",
    "MC5": "MC",
}
_AS_WRITTEN = {
    "BAPAAT", "BC", "BCP", "BEATEP", "BEP", "BEPA", "BM", "BMA", "BMS", "BP", "BPJEPS", "BT", "BTA", "BTM", "BTMS",
    "BTS", "BTSA", "BUT", "CAP", "CPGE", "CPJEPS", "CQP", "CS", "CSA", "CTM", "DCG", "DEJEPS", "DESJEPS", "DEUST",
    "DMA", "DN MADE", "DNTS", "DSAA", "DSCG", "DSP", "DTS", "DUT", "FCIL", "MC",
}  # fmt: skip
_BY_NIVEAU = {
    "010": "MC", "013": "MC", "140": "DSAA", "240": "DSAA", "241": "DN MADE", "250": "Licence pro", "251": "BUT",
    "320": "BTS", "321": "DMA", "323": "BTSA", "336": "DEJEPS", "346": "Diplôme du Cnam", "350": "DUT",
    "355": "DEUST", "363": "CSA", "400": "Bac pro", "401": "BMA", "403": "Bac pro agricole", "420": "BT",
    "430": "Bac techno", "433": "Bac techno agricole", "446": "BPJEPS", "450": "BP", "453": "BP agricole",
    "461": "CS", "463": "CSA", "500": "CAP", "503": "CAP agricole", "510": "BEP", "513": "BEPA", "553": "BPA",
    "561": "CS", "563": "CSA",
}  # fmt: skip
_TITRE_NIVEAU = re.compile(r"[1-5]6(?:4|[A-Z])")
_DIP = re.compile(r"DIP|DIV|DE\b|DU\b")

_MARK = re.compile(r"\s*-?\s*\(([^()]*)\)?\s*$")
_SHORT_GENDER = re.compile(r"[A-Z]{1,7}")
_MARK_TEXT = re.compile(
    r"\s*(?:CAP|BAC|SEC PRO|BTS|BTM|BM|BP|BEP|BT|BUT|DUT|DEUST|MC|NIVEAU|BMA|BMS|DMA|CS|CSA|DIPL[OÔ]ME|CERTIFICAT|"
    r"DN|DCG|DSCG|DSAA|DSP|DTS|DNTS|DE JEPS|DES JEPS|DEJEPS|DESJEPS|BPJEPS|CPJEPS|BAPAAT|BEES|BEATEP|TP|"
    r"CTM|BCP|BC|EFAA|CNAM|LICENCE|LIC|MASTER|TH\d|FCIL|BPA|CAPA)\w*\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:DIPLOME D'ETAT(?: SUPERIEUR)?|(?:CERTIFICAT|BREVET) PROFESSIONNEL) DE LA JEUNESSE,? DE L'EDUCATION "
    r"POPULAIRE ET DU SPORTS?[ ,-]*)?(?:(?:SPECIALITE|SPE|OPTION|MENTION)\b\s*:?\s*(?!NON\b))?",
)
_YEARS = (
    (re.compile(r"[ ,-]*(?:BTS )?1E(?:RE)? ANNEE COMMUNE\s*$"), "1re année commune"),
    (re.compile(r"[ ,-]*BTS 1E(?:RE)? ANNEE\s*$"), "1re année"),
    (re.compile(r"[ ,-]*(?:2NDE|2DE|SECONDE) COMMUNE\s*$"), "2de commune"),
    (re.compile(r"[ ,-]*CLASSE DE MISE A NIVEAU\s*$"), "classe de mise à niveau"),
)
_UNIVERSITY = re.compile(r"(?:DEUST|DSP)\b")
_CERTIFIER_LEAD = re.compile(r"^(?:DEUST|DSP|BTMS|BTM|BMS|BM|CTM|BCP|DU|TP)\b(?: \d+ OPTIONS)?\s*")
_CERTIF_LEAD = re.compile(
    r"^(?:CAP agricole|CAP maritime|CAPA|CAP|Bac pro agricole|Bac pro|Bac techno|BTSA|BTS maritime|BTSM|BTS|BTMS|BTM|"
    r"BPJEPS|BPA|BP|MC agricole|MC|Certificat de spécialisation(?: agricole)?|CSA|CS|BMA|DMA|DUT|BUT|DEUST|DEJEPS|"
    r"DESJEPS|CPJEPS|DSAA|DN MADE|DNMADE|DTS|DNTS|DT|DSP|BEPA|BEP|BT|Licence pro|Titre professionnel|TP|"
    r"Diplôme d['’][EÉ]tat(?: supérieur)? (?:d['’]|de la |de l['’]|de |du |des ))\s*",
)
_CERTIF_SUB = re.compile(r"^(?:option|spécialité|mention)\b\s*:?\s*")
_CERTIF_SIGLE = re.compile(r"\s*\((?:BTMS|BTM|BMS|BM|CTM|BCP|TP|DU)\)")


def is_titre(niveau: str) -> bool:
    """Tell whether ``niveau`` is one of titles: their brackets name the certifier, not the diploma."""
    return bool(_TITRE_NIVEAU.fullmatch(niveau))


def diplome_of(niveau: str, court: str, marks: tuple[str, ...]) -> str:
    """Return the short name of a diploma from the CFD's niveau, BCN's short label and the marks in brackets."""
    court = " ".join(court.split())
    if is_titre(niveau):
        sigle = next((m.split()[0] for m in marks if m.split() and m.split()[0] in _AS_WRITTEN), court)
        if sigle in _AS_WRITTEN or sigle in _BY_COURT:
            return _BY_COURT.get(sigle, sigle)
        pro = any(m.startswith("TP") for m in marks) or (niveau[2] == "T" and not marks)
        return TITRE_PRO if pro else "Titre"
    if any(re.match(r"DIPL[OÔ]ME D'ETAT", m) for m in marks) and niveau[1] == "6":
        return "Diplôme d’État"
    if court in _BY_COURT or court in _AS_WRITTEN:
        return _BY_COURT.get(court, court)
    if niveau in _BY_NIVEAU and not _DIP.match(court):
        return _BY_NIVEAU[niveau]
    if any(re.match(r"DIPL[OÔ]ME D'ETAT", m) for m in marks):
        return "Diplôme d’État"
    return "Diplôme" if _DIP.match(court) or not court else court


def split_bcn(niveau: str, libelle: str) -> tuple[str, tuple[str, ...], str]:
    """Return (title, marks, year) of a label of BCN, all in capitals but ``year``.

    ``year`` is « 2de commune » and the like, empty for a whole diploma. ``marks`` are the closing brackets that name
    the diploma, or the certifier of a title, without their brackets.
    """
    text, marks = " ".join(libelle.split()), []
    while match := _MARK.search(text):
        inside = match.group(1).strip()
        attached = match.start() and not match.group().startswith(" ") and _SHORT_GENDER.fullmatch(inside)
        if attached and not _MARK_TEXT.fullmatch(inside):
            break
        if not is_titre(niveau) and not _MARK_TEXT.match(inside):
            break
        marks.append(inside)
        text = text[: match.start()].rstrip()
        if is_titre(niveau) and not _MARK_TEXT.match(inside):
            break
    text = _LEAD.sub("", text)
    year = ""
    for pattern, name in _YEARS:
        if pattern.search(text):
            text, year = pattern.sub("", text), name
    if not year and any(m.startswith("SEC PRO") for m in marks):
        year = "2de"
    if not year and any(m.endswith("ANNEE COMMUNE") for m in marks):
        year = "année commune"
    return text, tuple(marks), year


def without_diplome(libelle: str) -> str:
    """Return a label of Certif-Info without the diploma that it starts with: « CAP pâtissier » → « pâtissier »."""
    text = _CERTIF_SIGLE.sub("", " ".join(libelle.split()))
    return _CERTIF_SUB.sub("", _CERTIF_LEAD.sub("", text, count=1), count=1)


def certifier_of(niveau: str, marks: tuple[str, ...]) -> str:
    """Return who certifies a title, or which university a DEUST or a DSP, as BCN writes it; empty for the others."""
    if not marks or not (is_titre(niveau) or _UNIVERSITY.match(marks[-1])):
        return ""
    return _CERTIFIER_LEAD.sub("", marks[-1]).strip()
