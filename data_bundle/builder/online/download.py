"""Every dataset that a portal serves, one after the other, into the folder that is then built from.

What fails does not spoil what was there. When a portal is silent, or sends something else than the data, the file of
the last download (or one placed by hand) serves on, required or not, and the report says so with its date. Without
any such file the command stops: a snapshot must not lose a dataset because of an outage. One exception: an optional
dataset that the portal does not have (404, 410) is left out with a note, so that a mirror may hold less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from data_bundle.builder.errors import CannotWriteError
from data_bundle.builder.online.checks import check_rows, count_rows, unpack
from data_bundle.builder.online.display import Received
from data_bundle.builder.online.endpoints import Endpoints, dataset_part, endpoints
from data_bundle.builder.online.errors import GoneError, NetworkError, RefusedFileError, SilentPortalError
from data_bundle.builder.online.fetch import Fetcher
from data_bundle.builder.online.folder import check_hand_placed, present
from data_bundle.builder.online.manifest import Entry, Manifest, put_in_place, sha256
from data_bundle.builder.online.metadata import MOST_BYTES, Metadata, read_metadata
from data_bundle.builder.online.partial import Origin, Partial
from data_bundle.builder.online.retry import Patience
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue, Source


@dataclass(frozen=True, slots=True)
class Downloader:
    """Fills a folder. ``mirror`` replaces the address of every portal; ``accept`` takes files that lost rows."""

    folder: Path
    fetcher: Fetcher
    received: Received
    mirror: str | None = None
    accept: bool = False
    patience: Patience = field(default_factory=Patience)

    def run(self, catalogue: Catalogue, report: Report) -> None:
        """Fetch what changed; the manifest is written after each dataset.

        Raises a BuilderError when a dataset can neither be had nor replaced by an earlier file; those fetched before
        stay, and are not fetched again the next time.
        """
        check_hand_placed(self.folder, catalogue)
        manifest = Manifest(self.folder)
        silent: set[str] = set()
        for source in catalogue.sources:
            if source.jeu:
                self.received.start(source.code)
                try:
                    self._source(source, manifest, silent, report)
                except OSError:
                    raise CannotWriteError(
                        f"Impossible d’écrire dans {self.folder}\u00a0: "
                        "vérifiez la place libre et vos droits d’écriture."
                    ) from None
                finally:
                    self.received.close()

    def _source(self, source: Source, manifest: Manifest, silent: set[str], report: Report) -> None:
        where = endpoints(source, self.mirror)
        host = urlsplit(where.export).netloc
        patience = replace(self.patience, attempts=1) if host in silent else self.patience
        try:
            report.note(self._fetch(source, where, manifest, patience))
        except (NetworkError, RefusedFileError) as stop:
            if isinstance(stop, SilentPortalError):
                silent.add(host)
            self._go_without(source, manifest.entry(source.telecharge), stop, report)
        others = [name for name in present(self.folder, source) if name.removesuffix(".gz") != source.telecharge]
        if others and (self.folder / source.telecharge).exists():
            report.note(f"{source.code}\u00a0: retirez {', '.join(others)}, que {source.telecharge} remplace")

    def _fetch(self, source: Source, where: Endpoints, manifest: Manifest, patience: Patience) -> str:
        """Bring one file up to date; return what to say of it."""
        name, target = source.telecharge, self.folder / source.telecharge
        metadata = self._metadata(where.metadata, patience)
        announced = None if source.filtre else metadata.records
        entry = manifest.entry(name)
        sound = entry.url == where.export and entry.lignes >= (announced or 0) and entry.sha256 == sha256(target)
        origin = None
        if not (sound and _is_same_version(entry, metadata)):
            known = Origin(entry.url, entry.etag, entry.last_modified) if sound and _is_conditional(entry) else None
            origin = self.fetcher.body(where.export, target, known, patience, self.received.tell)
        if origin is None:
            day = metadata.mise_a_jour or entry.mise_a_jour
            manifest.put(name, replace(entry, mise_a_jour=day, version=metadata.version or entry.version))
            return f"{source.code}\u00a0: inchangé depuis le téléchargement du {entry.telecharge_le}"
        before = entry.lignes if dataset_part(entry.url) == dataset_part(where.export) else 0
        rows = self._take(name, target, lambda rows: check_rows(rows, name, before, announced))
        taken = Entry(
            where.export,
            origin.etag,
            origin.last_modified,
            sha256(target),
            target.stat().st_size,
            rows,
            self.fetcher.now().date().isoformat(),
            metadata.mise_a_jour,
            metadata.version,
        )
        manifest.put(name, taken)
        return f"{source.code}\u00a0: téléchargé, {rows} lignes"

    def _take(self, name: str, target: Path, check: Callable[[int], None]) -> int:
        """Check the body received and give it its place; return its rows. Refused, it is thrown away."""
        partial = Partial(target)
        plain = partial.path
        try:
            plain = unpack(partial.path, name, self.fetcher.most_bytes)
            rows = count_rows(plain, name)
            if not self.accept:
                check(rows)
            put_in_place(plain, target)
        except RefusedFileError:
            partial.drop()
            raise
        finally:
            if plain != partial.path:
                plain.unlink(missing_ok=True)
        partial.drop()
        return rows

    def _metadata(self, url: str, patience: Patience) -> Metadata:
        try:
            return read_metadata(
                self.fetcher.small(url, replace(patience, attempts=min(2, patience.attempts)), MOST_BYTES)
            )
        except NetworkError:
            return Metadata()

    def _go_without(self, source: Source, entry: Entry, stop: Exception, report: Report) -> None:
        """Note what serves in the place of a download that failed; raise ``stop`` again when nothing can."""
        found = present(self.folder, source)
        if source.telecharge in found and entry.sha256 == sha256(self.folder / source.telecharge):
            report.note(f"{source.code}\u00a0: repris du dernier téléchargement ({entry.telecharge_le}). {stop}")
        elif found:
            report.note(f"{source.code}\u00a0: repris de {found[-1]}, déjà dans le dossier. {stop}")
        elif isinstance(stop, GoneError) and not source.obligatoire:
            report.note(f"{source.code}\u00a0: laissé de côté. {stop}")
        else:
            raise stop


def _is_conditional(entry: Entry) -> bool:
    return bool(entry.etag or entry.last_modified)


def _is_same_version(entry: Entry, metadata: Metadata) -> bool:
    """Return whether the portal says that its rows are still those fetched, where it can't be asked under condition.

    Exports are made on the fly, often without ETag nor Last-Modified: then ``data_processed`` tells.
    """
    return not _is_conditional(entry) and bool(entry.version) and entry.version == metadata.version
