"""What the command line and the window ask of updates: look, install, go back. Nothing goes out unasked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data_bundle import snapshot_path
from data_bundle.annonce import Annonce
from desktop.errors import SnapshotError, UpdateError, UsageError
from desktop.policy import Policy
from desktop.update.installed import NAME, Standing, standing
from desktop.update.lock import only_one
from desktop.update.phrases import NO_SOURCE, named, source_decided, withdrawn
from desktop.update.store import Store
from desktop.update.suivi import VERIFICATION, Suivi, muet
from desktop.update.trust import Racine, trusted_root

if TYPE_CHECKING:
    from desktop.snapshot import Snapshot
    from desktop.update.install import Installe
    from desktop.update.sources import Source
    from desktop.update.verify import Trouve


@dataclass(frozen=True, slots=True)
class Verification:
    """What a source publishes beside what is installed.

    ``octets`` is what would be downloaded, 0 when the data are up to date; ``essai`` tells trial keys; ``source`` is
    how people name the source; ``retrait`` the sentence about installed data that were taken back, else None.
    """

    a_jour: bool
    annonce: Annonce
    installe_id: str | None
    octets: int
    essai: bool
    source: str
    retrait: str | None


class MiseAJour:
    """The updates of one store. ``root`` answers the trusted root, ``own`` the program's own data."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        root: Callable[[], Racine],
        choisie: str | None = None,
        own: Callable[[], Path] = snapshot_path,
    ) -> None:
        self.store = store
        self._policy = policy
        self._root = root
        self._own = own
        self.source_par_defaut = policy.source or choisie
        """The source that the administrator or the person has chosen, None while nobody has."""

    @property
    def essai(self) -> bool:
        """Tell whether trial keys are trusted here."""
        try:
            return self._root().essai
        except UpdateError:
            return False

    @property
    def installe(self) -> Standing:
        """The snapshot in use and the one before."""
        return standing(self.store.instantanes, self._own())

    def verifier(self, depuis: str | None = None, suivi: Suivi = muet) -> Verification:
        """Look at what a source publishes. Raises UsageError without a source, UpdateError, WriteError."""
        from desktop.update.install import sign_again

        with self._trouve(depuis, suivi) as (source, trouve, found):
            sign_again(trouve, self.store, source)
            return found

    def installer(self, depuis: str | None = None, suivi: Suivi = muet) -> tuple[Verification, Installe | None]:
        """Look, then install what is not the data in use; None when they are. Raises as ``verifier`` does.

        ``suivi`` may raise UpdateCancelled. Whatever is raised, the data in use stay.
        """
        from desktop.update.fetch import fetch_noyau
        from desktop.update.install import install, keep

        with self._trouve(depuis, suivi) as (source, trouve, found):
            if found.a_jour:
                keep(trouve, self.store, source)
                return found, None
            noyau = fetch_noyau(trouve, source, self.store, suivi)
            return found, install(trouve, noyau, self.store, suivi, source, self._own())

    def revenir(self) -> Installe:
        """Use the data before again. Raises UpdateError when there are none, WriteError."""
        from desktop.update.install import go_back

        with only_one(self.store):
            return go_back(self.store, self._own(), self.essai)

    def precedent(self) -> str | None:
        """Return what ``revenir`` would return to, in words: ``les données du 30 mars 2026``; None for nothing."""
        now, own = self.installe, self._own()
        if now.precedent is None:
            return None
        current, before = _opened(now.courant), _opened(now.precedent)
        if before is None:
            return None
        twin = current is not None and current.construit_le == before.construit_le
        return named(before, now.precedent == own, twin)

    @contextmanager
    def _trouve(self, depuis: str | None, suivi: Suivi) -> Iterator[tuple[Source, Trouve, Verification]]:
        """Hold the lock, and hand on what was verified. Newer data than the program can read are refused here."""
        from desktop.update.control import refuse_newer
        from desktop.update.sources import open_source
        from desktop.update.verify import check

        asked = (depuis or "").strip() or self.source_par_defaut
        if not asked:
            raise UsageError(NO_SOURCE)
        decided = self._policy.source
        if decided is not None and asked != decided:
            raise UpdateError(source_decided(decided))
        racine = self._root()
        with only_one(self.store):
            suivi(VERIFICATION, 0, 0)
            source = open_source(asked, self._policy)
            trouve = check(source, racine, self.store, suivi)
            _remember_withdrawn(trouve, self.store)
            refuse_newer(trouve.annonce)
            yield source, trouve, self._verification(trouve, source)

    def _verification(self, trouve: Trouve, source: Source) -> Verification:
        from desktop.update.withdrawn import names_of

        annonce, path = trouve.annonce, self.installe.courant
        installed = _opened(path)
        found = Verification(False, annonce, None, _octets(annonce, self.store), trouve.essai, source.dite, None)
        if installed is None:
            return found
        retrait = next((one for one in annonce.retraits if one.id in names_of(installed.id)), None)
        said = withdrawn(retrait, installed.construit_le, annonce) if retrait is not None else None
        if installed.id == annonce.id and _is_same(path, trouve):
            return replace(found, a_jour=True, installe_id=installed.id, octets=0, retrait=said)
        return replace(found, installe_id=installed.id, retrait=said)


def service() -> MiseAJour:
    """Return the updates of this computer: its folders, its policy, what the person chose."""
    from desktop.paths import data_path, settings_path
    from desktop.policy import read_policy
    from desktop.settings import read_settings

    settings, _problem = read_settings(settings_path())
    return MiseAJour(Store(data_path()), read_policy(), trusted_root, settings.source_maj)


def _octets(annonce: Annonce, store: Store) -> int:
    """Return the bytes that would be downloaded: nothing, the smallest delta from what is kept, or the paquet."""
    from desktop.update.mirror import kept

    held = kept(store)
    if held is None:
        return annonce.paquet.taille
    base = held.annonce.paquet.sha256_noyau
    if base == annonce.paquet.sha256_noyau:
        return 0
    return min([annonce.paquet.taille, *(delta.taille for delta in annonce.deltas if delta.depuis_noyau == base)])


def _remember_withdrawn(trouve: Trouve, store: Store) -> None:
    from desktop.update.store import unwritable
    from desktop.update.withdrawn import write_withdrawn

    try:
        write_withdrawn(store.instantanes, (one.id for one in trouve.annonce.retraits), trouve.essai)
    except OSError as error:
        raise unwritable(store, error) from error


def _is_same(path: Path, trouve: Trouve) -> bool:
    """Tell whether the data in use are those announced: the name of an installed file says of which noyau it is."""
    from desktop.update.install import stem

    if NAME.fullmatch(path.name) is not None:
        return path.name.startswith(stem(trouve.annonce, trouve.essai))
    return _empreinte(path) == trouve.annonce.empreinte


def _empreinte(path: Path) -> str | None:
    from data_bundle.fingerprint import KEY
    from desktop.snapshot import open_snapshot

    with suppress(SnapshotError, sqlite3.Error), closing(open_snapshot(path)) as snapshot:
        row = snapshot.connection.execute("SELECT valeur FROM meta WHERE cle = ?", (KEY,)).fetchone()
        return None if row is None else str(row[0])
    return None


def _opened(path: Path) -> Snapshot | None:
    """Return what a snapshot says of itself, closed again; None when it can't be opened."""
    from desktop.snapshot import open_snapshot

    with suppress(SnapshotError), closing(open_snapshot(path)) as snapshot:
        return snapshot
    return None
