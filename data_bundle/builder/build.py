"""One build, from a folder of raw files to a snapshot in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from data_bundle.builder import assemble, derive, extract, inputs
from data_bundle.builder.errors import WrongUsageError
from data_bundle.builder.files import Inputs, newest
from data_bundle.builder.progress import Progress
from data_bundle.builder.quality.coverage import states
from data_bundle.builder.quality.document import compact, quality
from data_bundle.builder.quality.facts import of_tables
from data_bundle.builder.quality.files import Gate
from data_bundle.builder.report import Report
from data_bundle.builder.sources import Catalogue, load
from data_bundle.builder.territories import INSEE_REGIONS
from data_bundle.builder.write import check_target, write

Prepare = Callable[[Catalogue, Report], None]
"""What is done to the folder before it is read: `--online` fetches the datasets into it."""


def build(
    folder: Path,
    target: Path,
    extrait: str | None,
    day: str | None,
    stream: TextIO,
    prepare: Prepare | None = None,
    accepter: bool = False,
) -> None:
    """Build the snapshot of ``folder`` and put it at ``target``, with its quality report beside it.

    ``extrait`` lists régions by Insee code (``53,04``); ``day`` replaces the date of the newest source; ``accepter``
    lets a snapshot in that lost a source or coverage. Progress and report go to ``stream``. Raises a BuilderError,
    with no snapshot written, whatever goes wrong.
    """
    regions = extract.parse_regions(extrait, INSEE_REGIONS) if extrait is not None else None
    report, catalogue = Report(), load()
    check_target(target)
    if prepare:
        prepare(catalogue, report)
    report.begin()
    read = Inputs(folder, catalogue, report)
    progress = Progress(stream, inputs.STEPS + derive.STEPS + 2)
    try:
        raw = inputs.read_all(read, progress)
        when = day or newest(d for d in map(read.updated, read.records) if d)
        if when is None:
            raise WrongUsageError(
                "Aucune source ne donne sa date\u00a0: indiquez celle de l’instantané par --date AAAA-MM-JJ."
            )
        content = derive.derive(raw, when, report, progress)
        progress.step("Assemblage et mots de recherche")
        worth = assemble.numbers_worth_finding(content, when)
        found = assemble.tables(content, read, catalogue, raw.cog, worth)
        known = states(of_tables(found))
        told = quality(known, read, content, catalogue, when)
        found["meta"] = [*assemble.meta(found, content, read, catalogue, when, compact(told))]
        if regions:
            found, told = extract.extract(found, regions, worth, when), told.within(regions)
            known = states(of_tables(found))
            found["meta"] = [(key, compact(told) if key == "qualite" else value) for key, value in found["meta"]]
        identity = next(value for key, value in found["meta"] if key == "id")
        progress.step("Écriture et contrôles")
        names = {row.code: row.nom for row in content.territories.rows if row.niveau == "region"}
        gate = Gate(target, told, known, names, identity, accepter)
        write(found, target, gate)
    finally:
        progress.close()
    written = gate.report()
    report.note(f"{target.name}\u00a0: {identity}, {target.stat().st_size / 1e6:.1f} Mo, rapport dans {written.name}")
    report.write(stream)
