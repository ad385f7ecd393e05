"""Names of establishments and communes written in capitals, given back their case (and the accents of common words)."""

from __future__ import annotations

import re

from data_bundle.folding import fold

_ARTICLES = {"la", "le", "les", "l"}
_SMALL = _ARTICLES | {
    "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "par", "pour", "sous", "sur",
}  # fmt: skip
_KNOWN_ACRONYMS = """
AFMA AFP AFPA AFPI AFTRAL ANFA APCMA APFORM BTP CCI CCIT CEFAA CFA CFAA CFAI CFAS CFC CFP CFPPA CIFA CIFAC CMA CNAM
CNPC EFMA EPL EPLEFPA EREA ESAT FCIP FFF FRMFR GEIQ GIE GIP IFA IFRIA IFSI IMT INFREP IREO IRFA ITEP IUT LEAP LEGT
LEGTA LEGTPA LEPA LGT LP LPA LPO LPP LTP MFR MFREO MLF OF OGEC ORT SEGPA SEP SGT SNC SNCF UFA UFREP UIMM UNMFREO
UNREP UTEC
"""
_COMMON_WORDS = """
académie agricole agricoles aide alternance alternée ameublement animation animations annexe antenne appliqués apprenti
apprentis apprentissage architecture arrondissement art artisanat arts association associations automobile bâtiment
campus centre chambre cité coiffure collège commerce commercial commerciale communication compagnie compétences conseil
continue culture départemental départementale design développement école écoles éducatif éducation électricité énergie
enseignement environnement espace esthétique établissement études expérimental familial familiale familiales fédération
finance fondation formation formations forestier français française général générale génie gestion graphiques groupe
habitat horticole horticulture hôtelier hôtelière hôtellerie hygiène industrie industriel industrielle industries
initiative innovation institut institution intérieur interprofessionnel interprofessionnelle international
internationale logistique lycée lycées maisons maritime mécanique médical médicale métier métiers mode municipal musique
national nationale nettoyage numérique organisme orientation paysage pédagogique personne personnes pharmacie polyvalent
polyvalente polytechnique populaire privé privée production professionnel professionnelle professionnelles
professionnels promotion propreté public publique publics recherche rectorat régional régionale régionaux relation
relations restauration rural rurale rurales santé scientifique scolaire secondaire section service services site social
sociale société soins spécialisé spécialisée sport sports supérieur supérieure technicien techniciens technique
techniques technologie technologies technologique tertiaire tourisme transport transports travaux unité universitaire
université vente viticole voie
"""
_ACRONYMS = frozenset(_KNOWN_ACRONYMS.split())
_COMMON = {fold(word): word for word in _COMMON_WORDS.split()}
_PLACES = {"ile": "Île", "iles": "Îles"}
_CEDEX = re.compile(r"\s+cedex(?:\s+\d+)?\s*$", re.IGNORECASE)
_ELIDED = re.compile(r"\b([DL])[ ](?=[AEÉÈÊHIÎOÔUY])")
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"(?:XX|X)(?:IX|IV|V?I{0,3})|IX|IV|VI{1,3}|I{2,3}")
_ORDINAL = re.compile(r"\d+(?:ER|E|EME|ND|NDE|RE)")


def _word(token: str) -> str:
    """Return a word of a name in capitals, as it stands inside the name."""
    plain = fold(token)
    if token in _ACRONYMS or _ROMAN.fullmatch(token):
        return token
    if _ORDINAL.fullmatch(token) or plain in _SMALL:
        return token.lower()
    if plain in {"st", "ste"}:
        return token.capitalize()
    if plain == "a":
        return "à"
    if plain in _PLACES:
        return _PLACES[plain]
    if plain in _COMMON:
        return _COMMON[plain]
    spelt = len(token) > 1 and not re.search(r"[aeiouy]", plain)
    return token if spelt or any(c.isdigit() for c in token) else token.capitalize()


def _is_kept(name: str, match: re.Match[str]) -> bool:
    """Tell whether the word stays as written: alone in brackets, or a letter of a dotted acronym."""
    before, after = name[match.start() - 1 : match.start()], name[match.end() : match.end() + 1]
    return (before == "(" and after == ")") or (len(match.group()) == 1 and "." in (before, after))


def restore_name(text: str) -> str:
    """Return the name of an establishment or a commune as people write it, without « CEDEX ».

    Only a name all in capitals is changed: common words get their accents and lower case, known acronyms stay, proper
    names keep plain letters, since nobody says which accents they bear. A name already in mixed case is trimmed, no
    more.
    """
    name = _CEDEX.sub("", " ".join(text.split())).replace("'", "’")
    if not name.isupper():
        return name[:1].upper() + name[1:] if name.islower() else name
    name = _ELIDED.sub(r"\1’", name)
    out: list[str] = []
    end, named = 0, True
    for match in _WORD.finditer(name):
        between, token = name[end : match.start()], match.group()
        word = token if _is_kept(name, match) else _word(token)
        plain = fold(token)
        # An article that opens the name proper takes its capital: « Lycée Le Corbusier », « Lycée de la Mer ».
        opens = plain in _ARTICLES and (named or "–" in between or " - " in between)
        if not out or opens:
            word = word[0].upper() + word[1:]
        named = plain in _COMMON or token in _ACRONYMS
        out += [between, word]
        end = match.end()
    return "".join(out) + name[end:]
