"""The file of Onisep data, built apart from the snapshot: from a folder of raw files to a file in place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import TextIO

from data_bundle.builder import read_onisep
from data_bundle.builder.files import Inputs, newest
from data_bundle.builder.onisep_file import Rows, check_onisep_target, write
from data_bundle.builder.report import Report
from data_bundle.builder.sources import load
from data_bundle.onisep import ATTRIBUTION, LICENCE, LICENCE_URL, MAJOR, MINOR, PARTAGE, sources_path


def build(folder: Path, target: Path, day: str | None, stream: TextIO) -> None:
    """Write the Onisep file of ``folder`` at ``target``; the same files give the same bytes.

    ``day`` (AAAA-MM-JJ) replaces the date that the files or ``manifest.json`` give, if any. The report goes to
    ``stream``. Raises a BuilderError, with the older file left as it was, whatever goes wrong.
    """
    check_onisep_target(target)
    report = Report()
    inputs = Inputs(folder, load(sources_path()), report)
    found: dict[str, Rows] = {
        "fiche": [astuple(fiche) for fiche in read_onisep.fiches(inputs)],
        "metier": [astuple(metier) for metier in read_onisep.metiers(inputs)],
    }
    found["source"] = [
        (code, r.source.titre, r.source.producteur, r.source.licence, r.source.url, inputs.updated(code), r.sha256,
         r.lignes)
        for code, r in sorted(inputs.records.items())
    ]  # fmt: skip
    when = day or newest(date for date in map(inputs.updated, inputs.records) if date) or ""
    identity = _identity(found, when)
    found["meta"] = _meta(identity, when)
    write(found, target)
    counts = f"{len(found['fiche'])} fiches de formation, {len(found['metier'])} de métier"
    report.note(f"{target.name}\u00a0: {identity}, {counts}, {target.stat().st_size / 1e6:.1f} Mo. {PARTAGE}")
    report.write(stream)


def _identity(found: Mapping[str, Rows], when: str) -> str:
    """Return the day, when there is one, and a hash of everything else."""
    digest = hashlib.sha256()
    for name, rows in found.items():
        digest.update(f"{name}{rows!r}".encode())
    return "-".join(filter(None, ("onisep", when, digest.hexdigest()[:8])))


def _meta(identity: str, when: str) -> Rows:
    values = {
        "id": identity,
        "schema": f"{MAJOR}.{MINOR}",
        "titre": "Fiches Onisep (Idéo)",
        "mise_a_jour": when,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": ATTRIBUTION,
        "partage": PARTAGE,
    }
    return sorted(values.items())
