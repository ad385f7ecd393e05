"""Search over the formations × places of a snapshot: an index in memory, and what it is asked and answers."""

from desktop.search.answers import CFA_PHRASE, FACETTES, Filtres, Point, Resultat, Resultats
from desktop.search.engine import Recherche

__all__ = ["CFA_PHRASE", "FACETTES", "Filtres", "Point", "Recherche", "Resultat", "Resultats"]
