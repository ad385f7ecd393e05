"""What is said of each break in comparability of DOMAIN.md §4: in few words under a row, in full in a panel."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.typography import NBSP
from desktop.wording import D10, RUPTURE_B1

CONTRATS = ", et les contrats rompus"
"""Where else to look, between apprentissage and school, when a figure of broken contracts is shown (DOMAIN.md B7)."""


@dataclass(frozen=True, slots=True)
class Rupture:
    """A break: ``regle`` is its number in DOMAIN.md §4, ``court`` follows a colon, ``phrase`` is the full text.

    ``bloque`` tells that the pair is not homogeneous: nothing may be said of its gap.
    """

    regle: str
    motif: str
    court: str
    phrase: str
    bloque: bool = True


BEFORE_2022 = f"{RUPTURE_B1} Le service civique non plus."
"""What is said of every figure of jobs, or of what is left beside them, with a cohort before PUBLIC_JOBS (B1, B2)."""
_NO_GAP = "l’écart ne se compare pas"
NIVEAU = Rupture(
    "§4",
    "niveau",
    f"niveaux différents, {_NO_GAP}.",
    f"Niveaux différents{NBSP}: on ne compare pas un lieu à un autre plus large.",
)
NATIONAL = Rupture(
    "B3",
    "niveau",
    f"un lieu et la France entière, {_NO_GAP}.",
    f"Niveaux différents{NBSP}: la France porte sur une promotion, un lieu plus petit sur deux. "
    "On ne compare pas un lieu à un autre plus large.",
)
SESSION = Rupture(
    "B15",
    "millesime",
    f"sessions différentes, {_NO_GAP}.",
    f"Sessions différentes{NBSP}: les places et les candidats changent chaque année.",
)
MILLESIME = Rupture(
    "§4",
    "millesime",
    f"promotions différentes, {_NO_GAP}.",
    f"Promotions différentes{NBSP}: {_NO_GAP}.",
)
MILLESIME_JOBS = Rupture(
    "§4",
    "millesime",
    f"promotions différentes, {_NO_GAP}.",
    f"Promotions différentes{NBSP}: le marché du travail a pu changer entre les deux.",
)
SHARED_YEAR = Rupture(
    "B4",
    "millesime",
    f"promotions différentes qui ont une année en commun, {_NO_GAP}.",
    f"Promotions différentes qui ont une année en commun{NBSP}: ce ne sont pas deux groupes distincts.",
)
PUBLIC = Rupture(
    "B1",
    "millesime",
    "promotions d’avant et d’après 2022, emplois publics comptés seulement après.",
    f"{BEFORE_2022[:-1]}{NBSP}: l’écart entre ces promotions ne se compare pas.",
)
POPULATION = Rupture(
    "B9",
    "population",
    f"groupes différents, {_NO_GAP}.",
    f"Groupes différents{NBSP}: d’un côté tout le monde, de l’autre les élèves seuls ou les apprentis seuls.",
)
SOURCE = Rupture(
    "§4",
    "source",
    f"sources différentes, {_NO_GAP}.",
    f"Sources différentes{NBSP}: chacune compte à sa façon.",
)
WHOLE = Rupture(
    "B10",
    "source",
    f"lycée et CFA comptés à part, tous diplômes confondus, {_NO_GAP}.",
    f"Lycée et CFA viennent de deux fichiers{NBSP}: chacun réunit tous les diplômes du lieu, et pas les mêmes.",
)
SUPERIEUR = Rupture("B6", "source", "supérieur et lycée ne sont pas mesurés de la même façon.", D10)
SITES = Rupture(
    "B14",
    "meme_chiffre",
    "même chiffre, que les sites d’un CFA partagent.",
    f"C’est le même chiffre{NBSP}: les sites d’un même CFA le partagent.",
)
SAME = Rupture("B11", "meme_chiffre", "c’est le même chiffre.", "C’est le même chiffre, montré deux fois.")
VOIE = Rupture(
    "B7",
    "voie",
    "publics différents, l’écart ne dit pas quelle voie convient.",
    f"Publics différents{NBSP}: l’écart ne dit pas quelle voie convient. Regardez aussi à 12, 18 et 24{NBSP}mois.",
    bloque=False,
)
VERSION = Rupture(
    "B11",
    "version",
    "d’un côté, chiffres d’une autre version du diplôme.",
    f"L’un des deux chiffres vient de l’ancienne ou de la nouvelle version du diplôme{NBSP}: le contenu a pu changer.",
    bloque=False,
)
