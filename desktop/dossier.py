"""A dossier: the basket of an interview as a small file, anonymous (DOMAIN.md §8).

It holds ids and a date label, nothing else; its name is made from the date, so nobody can type one. Reading is strict:
a file with anything more, or anything else, is not ours and is never written over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from desktop.errors import CoteACoteError, UsageError
from desktop.selection import Choix
from desktop.typography import MOIS, NBSP

FORMAT = 1
MAX_BYTES = 65_536
MAX_REFERENCES = 60
"""Six in the basket, and those of other data that stay in the file (DESIGN.md §4)."""
FIRST_YEAR = 2020
"""A date before it comes from a clock that was never set."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_NIVEAUX = (None, "region", "national")
_ID = re.compile(r"[0-9A-Za-z._-]{0,80}")


class DamagedDossierError(CoteACoteError):
    """A file that is not a dossier as we write them: cut, edited by hand, foreign."""

    code = 4


class NewerDossierError(CoteACoteError):
    """A dossier of a newer version of the program."""

    code = 4


@dataclass(frozen=True, slots=True)
class Dossier:
    """``date`` is local time to the minute, ``2026-03-12T14:05``; ``references`` are in the order of the basket.

    ``niveau`` is the level that the comparison was shown at, 'region' or 'national', None for each one's own;
    ``instantane`` is the snapshot's id.
    """

    date: str
    references: tuple[str, ...]
    niveau: str | None
    instantane: str


def encode(dossier: Dossier) -> bytes:
    """Return the bytes of the file."""
    return json.dumps({"format": FORMAT} | asdict(dossier), indent=1).encode()


def decode(content: bytes) -> Dossier:
    """Read the bytes of a file. DamagedDossierError or NewerDossierError, with a sentence."""
    try:
        held = json.loads(content) if len(content) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or type(held.get("format")) is not int:
        raise _damaged()
    if held["format"] > FORMAT:
        raise NewerDossierError(
            "Un dossier vient d’une version plus récente de Côte à Côte. "
            "Il reste intact et ne peut pas être ouvert ici."
        )
    references, niveau = held.get("references"), held.get("niveau")
    right = (
        held.keys() == {"format", "date", "references", "niveau", "instantane"}
        and held["format"] == FORMAT
        and _is_date(held["date"])
        and isinstance(references, list)
        and len(references) <= MAX_REFERENCES
        and all(_is_reference(ref) for ref in references)
        and len(set(references)) == len(references)
        and niveau in _NIVEAUX
        and _matches(_ID, held["instantane"])
    )
    if not right or not isinstance(references, list):
        raise _damaged()
    return Dossier(str(held["date"]), tuple(references), niveau, str(held["instantane"]))


def label(now: datetime) -> str:
    """Return the date label of a dossier that begins now."""
    return now.strftime("%Y-%m-%dT%H:%M").zfill(16)  # years below 1000 have no zeros before them on every system


def nom(number: int, when: str, today: date, twin: int = 1) -> str:
    """Return the name in words: ``dossier du 12 mars, 14 h 05``; ``twin`` counts those of the same minute."""
    begun = datetime.fromisoformat(when)
    if begun.year < FIRST_YEAR:
        return f"dossier nº{NBSP}{number}, sans date (l’horloge n’était pas à l’heure)"
    day = f"{'1er' if begun.day == 1 else begun.day}{NBSP}{MOIS[begun.month - 1]}"
    year = "" if begun.year == today.year else f"{NBSP}{begun.year}"
    again = f" ({twin})" if twin > 1 else ""
    return f"dossier du {day}{year}, {begun.hour}{NBSP}h{NBSP}{begun.minute:02}{again}"


def too_old(dates: Iterable[str], now: datetime, days: int) -> set[str]:
    """Return the date labels that are more than ``days`` old; none while the clock can't be believed.

    It can't be when it is before what was dated last, or more than a year after: it went back, or jumped.
    """
    begun = {when: datetime.fromisoformat(when) for when in dates}
    if not begun:
        return set()
    since_last = now - max(begun.values())
    if not 0 <= since_last.days <= 366 or now.year < FIRST_YEAR:
        return set()
    return {when for when, moment in begun.items() if (now - moment).days > days and moment.year >= FIRST_YEAR}


def _is_date(value: object) -> bool:
    if not _matches(_DATE, value):
        return False
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _is_reference(value: object) -> bool:
    try:
        return isinstance(value, str) and Choix.parse(value).ref == value
    except UsageError:
        return False


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _damaged() -> DamagedDossierError:
    return DamagedDossierError("Un fichier de dossier n’a pas pu être lu.")
