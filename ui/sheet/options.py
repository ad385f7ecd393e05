"""What the person asks of the sheet: kept while the interview lasts, written nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.facts import Commune
from desktop.rubriques import Rubrique
from desktop.sheet.demande import COMPARAISON, FRANCAIS, SIMPLE, Demande

TO_REVIEW = "traduction à relire"


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of the page. ``gris`` shows the page as a printer without colour would give it."""

    genre: str = COMPARAISON
    verso: bool = True
    langue: str = FRANCAIS
    bilingue: bool = False
    tutoiement: bool = True
    gris: bool = False

    @property
    def simple(self) -> bool:
        """Tell whether the fiche simple is asked for."""
        return self.genre == SIMPLE

    @property
    def traduite(self) -> bool:
        """Tell whether the sheet is in another language than French."""
        return self.langue != FRANCAIS

    def demande(self, depuis: Commune | None, plus: tuple[Rubrique, ...]) -> Demande:
        """Return the request for the sheet; what has no meaning for it is left as it is by itself."""
        return Demande(
            genre=self.genre,
            depuis=depuis,
            plus=plus,
            verso=self.verso,
            langue=self.langue,
            bilingue=self.bilingue and self.traduite,
            tutoiement=self.tutoiement or not self.simple,
        )


def languages() -> list[tuple[str, str]]:
    """Return the languages that can be chosen, code and words; one that nobody has signed yet says so."""
    from desktop.langues import LANGUES  # reads a file: for the page only

    marks = {True: f" ({TO_REVIEW})", False: ""}
    return [(one.code, f"{one.francais.capitalize()}{marks[one.a_relire]}") for one in LANGUES]
