"""What people read when an update is refused: one French sentence for each kind of exception, and what to do.

The sentences never carry a text of an exception, and always end with the state of the installed data.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.errors import CoteACoteError, UpdateError, WriteError
from desktop.typography import NBSP, jour, nombre

INCHANGE = "Les données installées n’ont pas changé."


def guillemets(text: str) -> str:
    """Return ``« text »`` with its no-break spaces."""
    return f"«{NBSP}{text}{NBSP}»"


def refus(said: str, kind: type[UpdateError] = UpdateError) -> UpdateError:
    """Return the error that says ``said``, then that the installed data have not changed."""
    return kind(f"{said} {INCHANGE}")


def mo(octets: int) -> str:
    """Return a size rounded up to whole megabytes: ``4 Mo``."""
    return f"{nombre(max(1, -(-octets // 1_000_000)))}{NBSP}Mo"


def no_write(folder: Path, needed: int = 0) -> WriteError:
    """Return the error for a folder that is full or can't be written; ``needed``: bytes that the update takes."""
    room = f" et qu’il y reste au moins {mo(needed)}" if needed else " et qu’il y reste de la place"
    return WriteError(
        f"Impossible d’écrire dans {guillemets(str(folder))}. "
        f"Vérifiez que ce dossier est accessible{room}, puis recommencez. {INCHANGE}"
    )


def refused(error: Exception, dite: str, last: str = "", today: date | None = None) -> CoteACoteError:
    """Return what people read for an exception met while the metadata of ``dite`` were checked.

    ``last``: the relative path that was read last, which tells an old dépôt from a mixed up one.
    """
    from tuf.api import exceptions as tuf

    named = guillemets(dite)
    own = error.__cause__ if isinstance(error, tuf.DownloadError) else error
    if isinstance(own, CoteACoteError):
        return own
    if isinstance(error, tuf.ExpiredMetadataError):
        now = jour((today or date.today()).isoformat())
        return refus(
            f"La mise à jour de {named} n’est plus valable à la date de ce PC, le {now}. "
            "Si cette date est fausse, corrigez-la, puis recommencez. Sinon, demandez un dossier plus récent."
        )
    if isinstance(error, tuf.BadVersionNumberError) and last.endswith(("/timestamp.json", ".snapshot.json")):
        return refus(
            f"La mise à jour de {named} est plus ancienne que celle que ce PC a déjà vérifiée. "
            "Demandez un dossier plus récent."
        )
    if isinstance(error, tuf.UnsignedMetadataError):
        return refus(
            f"La mise à jour de {named} n’est pas signée par les éditeurs de ce programme. "
            "Ne l’utilisez pas, et demandez-leur la bonne adresse ou le bon dossier."
        )
    if isinstance(error, tuf.DownloadLengthMismatchError):
        return refus(f"Un fichier de {named} est plus long que prévu. {_again(dite)}")
    return abime(dite)


def abime(dite: str) -> UpdateError:
    """Return the error for files that are damaged, incomplete, or don't go together."""
    return refus(f"La mise à jour de {guillemets(dite)} est abîmée ou incomplète. {_again(dite)}")


def _again(dite: str) -> str:
    """Return what to do about a copy that is not good: of a folder, or behind an address."""
    if dite.lower().startswith(("http:", "https:")):
        return "Recommencez plus tard, ou par une clé USB."
    return "Recopiez le dossier entier depuis sa source, puis recommencez."


def illisible(dite: str) -> UpdateError:
    """Return the error for a signed content that this program can't read: made for a later one, most often."""
    return refus(
        f"La mise à jour de {guillemets(dite)} est signée, mais cette version du programme ne sait pas la lire. "
        "Installez une version plus récente du programme."
    )


def incoherent(dite: str) -> UpdateError:
    """Return the error for a signed content that is not what was announced: its publisher's mistake."""
    return refus(
        f"La mise à jour de {guillemets(dite)} est signée, mais son contenu n’est pas celui qu’elle annonce. "
        "Signalez-le à ses éditeurs."
    )


def no_memory() -> UpdateError:
    """Return the error for a computer whose memory is full."""
    return refus("Ce PC n’a plus assez de mémoire libre. Fermez d’autres programmes, puis recommencez.")
