"""One publication: a sound snapshot, packed, announced, signed, then served in one step."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data_bundle import noyau, search_words
from data_bundle.annonce import CIBLE, Annonce, Delta, Retrait, decode, encode
from data_bundle.builder.errors import BadInputError, CannotWriteError, NothingFoundError, WrongUsageError
from data_bundle.builder.publish import parcel
from data_bundle.builder.publish.checks import check_sound, check_step, retraits_after
from data_bundle.builder.publish.files import put
from data_bundle.builder.publish.history import history, prune
from data_bundle.builder.publish.keys import Trousseau, open_keys
from data_bundle.builder.publish.readme import NAME, README
from data_bundle.builder.publish.repository import add_targets, check_places, serve, served

JOURS = 400
"""Days for which the signed lists hold: a key that travels between two school years is still good."""
Say = Callable[[str], None]


def _quiet(_: str) -> None:
    """Say nothing."""


def publish(
    snapshot: Path,
    depot: Path,
    keys: Path,
    *,
    notes: Sequence[str] = (),
    retraits: Sequence[Retrait] = (),
    now: datetime | None = None,
    jours: int = JOURS,
    accepter: bool = False,
    say: Say = _quiet,
) -> Annonce:
    """Publish a snapshot in ``depot`` with the keys of ``keys``, and return what is announced.

    Until the very end readers find the publication before; stopped half-way, it can be run again. ``accepter`` lets an
    extract follow a full snapshot, older data follow newer ones, and withdrawn data come back. Raises a BuilderError.
    """
    check_places(depot, keys)
    when = now or datetime.now(UTC)
    trousseau = _usable(keys, when)
    say("Contrôle de l’instantané")
    check_sound(snapshot)
    before = served(depot, trousseau)
    past = history(depot, before)
    last = before.annonce if before else None
    identity = _identity(snapshot)
    withdrawn = retraits_after(identity, last, retraits, [one.annonce.id for one in past], accepter)
    try:
        with tempfile.TemporaryDirectory(prefix="cote-a-cote-") as work:
            say("Mise en paquet")
            ready = parcel.make_parcel(snapshot, Path(work), past, depot)
            annonce = _annonce(ready, last, withdrawn, notes)
            check_step(annonce, last, retraits, accepter)
            say("Différences avec les publications précédentes")
            smaller = list(parcel.deltas(ready, past[:2], depot, Path(work)))
    except OSError:
        raise CannotWriteError("Il n’y a plus de place pour les fichiers de travail\u00a0: libérez-en.") from None
    annonce = _with(annonce, tuple(delta for delta, _ in smaller))
    contents = {CIBLE: encode(annonce), annonce.paquet.nom: ready.packed}
    contents |= {delta.nom: content for delta, content in smaller}
    say("Signature")
    put(depot / NAME, README)
    targets = add_targets(depot, contents)
    serve(depot, trousseau, before, targets, when + timedelta(days=jours))
    after = served(depot, trousseau)
    if after is None or after.annonce != annonce:
        raise BadInputError(f"{depot} ne se relit pas comme il vient d’être écrit\u00a0: vérifiez le disque.")
    prune(depot, history(depot, after))
    return annonce


def renew(depot: Path, keys: Path, *, now: datetime | None = None, jours: int = JOURS) -> Annonce:
    """Sign what is published anew, for ``jours`` more days, and return it. Raises a BuilderError."""
    check_places(depot, keys)
    when = now or datetime.now(UTC)
    trousseau = _usable(keys, when)
    before = served(depot, trousseau)
    if before is None:
        raise NothingFoundError(f"Rien n’est publié dans {depot}\u00a0: publiez d’abord un instantané.")
    serve(depot, trousseau, before, before.targets.targets, when + timedelta(days=jours))
    return before.annonce


def _usable(keys: Path, when: datetime) -> Trousseau:
    trousseau = open_keys(keys)
    if trousseau.root.signed.is_expired(when):
        raise BadInputError(
            f"La racine de {keys} a expiré le {trousseau.root.signed.expires:%d/%m/%Y}\u00a0: "
            "renouvelez-la avec cles tourner (docs/publier.md)."
        )
    for role in ("targets", "snapshot", "timestamp"):
        trousseau.signer(role)
    return trousseau


def _identity(snapshot: Path) -> str:
    with closing(sqlite3.connect(f"{snapshot.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return str(connection.execute("SELECT valeur FROM meta WHERE cle = 'id'").fetchone()[0])


def _annonce(
    ready: parcel.Parcel, last: Annonce | None, withdrawn: tuple[Retrait, ...], notes: Sequence[str]
) -> Annonce:
    annonce = Annonce(
        publication=last.publication + 1 if last else 1,
        id=ready.meta["id"],
        construit_le=ready.meta["construit_le"],
        schema=ready.meta["schema"],
        perimetre=tuple(json.loads(ready.meta["perimetre"])),
        sqlite=noyau.bibliotheque(),
        regle=search_words.regle(),
        taille_installe=ready.taille_installe,
        sha256_installe=ready.sha256_installe,
        empreinte=ready.empreinte,
        lignes=ready.lignes,
        paquet=ready.paquet,
        deltas=(),
        retraits=withdrawn,
        notes=tuple(notes),
    )
    try:
        return decode(encode(annonce))
    except ValueError:
        raise WrongUsageError(
            "Cette publication ne peut pas s’annoncer\u00a0: une note ou une raison tient en une ligne de mille signes."
        ) from None


def _with(annonce: Annonce, deltas: tuple[Delta, ...]) -> Annonce:
    """Return the annonce with its deltas."""
    return decode(encode(replace(annonce, deltas=deltas)))
