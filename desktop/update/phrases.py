"""What an installation says to people when it refuses, and how it names data."""

from __future__ import annotations

from data_bundle.annonce import Annonce, Retrait
from desktop.errors import UpdateError
from desktop.snapshot import Snapshot
from desktop.typography import NBSP, jour, nombre
from desktop.update.refus import INCHANGE as UNCHANGED
from desktop.update.refus import guillemets

NOTHING_BEFORE = "Il n’y a pas de données précédentes auxquelles revenir."
NO_SOURCE = (
    f"Dites où chercher les nouvelles données{NBSP}: un dossier, une clé, "
    f"ou une adresse qui commence par {guillemets('https://')}."
)


def not_as_announced() -> UpdateError:
    """Return the refusal of data that are damaged or not those that were announced."""
    return UpdateError(
        "Les données reçues ne sont pas celles que leur éditeur annonce, ou elles sont abîmées. Elles sont refusées. "
        f"Recommencez{NBSP}; si le refus revient, prévenez la personne qui vous les a remises. {UNCHANGED}"
    )


def too_new() -> UpdateError:
    """Return the refusal of data that only a newer program can read."""
    return UpdateError(
        "Ces données demandent une version plus récente de Côte à Côte. "
        f"Mettez d’abord le programme à jour, puis recommencez. {UNCHANGED}"
    )


def source_decided(source: str) -> str:
    """Return the sentence about a source that the administrator has set."""
    return (
        f"Sur cet ordinateur, les mises à jour viennent de {guillemets(source)}{NBSP}: c’est un choix de "
        f"l’administrateur. {UNCHANGED}"
    )


def damaged_before() -> UpdateError:
    """Return the refusal to go back to data that can't be opened."""
    return UpdateError(f"Les données précédentes sont abîmées{NBSP}: impossible d’y revenir. {UNCHANGED}")


def withdrawn(retrait: Retrait, since: str, annonce: Annonce) -> str:
    """Return what to say of installed data, of the day ``since``, that their publisher has taken back."""
    reason = retrait.raison.strip().rstrip(".")
    return (
        f"Les données installées, du {jour(since)}, ont été retirées par leur éditeur{NBSP}: {reason}. "
        f"Celles du {jour(annonce.construit_le)} les remplacent."
    )


def named(snapshot: Snapshot, own: bool, twin: bool) -> str:
    """Return how people name data: ``les données du 30 mars 2026``; ``twin``: the others are of the same day."""
    if own and snapshot.est_extrait:
        return "l’extrait fourni avec le programme"
    name = f"les données du {jour(snapshot.construit_le)}"
    if own:
        return f"{name}, fournies avec le programme"
    return f"{name} ({snapshot.id})" if twin else name


def weight(octets: int) -> str:
    """Return a size as people read it: ``3,9 Mo``; under a hundred kilobytes ``moins de 0,1 Mo``."""
    return f"{nombre(octets / 1_000_000, 1)}{NBSP}Mo" if octets >= 100_000 else f"moins de 0,1{NBSP}Mo"
