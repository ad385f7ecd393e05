"""The snapshot as it travels, against the snapshot as it is installed."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from harness import Row, UnmeasurableError
from paquets import full_snapshot


def rows(times: int) -> list[Row]:
    from data_bundle import noyau

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = full_snapshot()
        noyau.strip(source, work / "noyau")
        content = (work / "noyau").read_bytes()
        (work / "paquet").write_bytes(noyau.pack(content))
        unpacked, completed = [], []
        for _ in range(times):
            start = time.perf_counter()
            noyau.unpack(work / "paquet", work / "defait", len(content), lambda _: None)
            unpacked.append(time.perf_counter() - start)
            start = time.perf_counter()
            noyau.complete(work / "defait", work / "installe")
            completed.append(time.perf_counter() - start)
        if (work / "defait").read_bytes() != content:
            raise UnmeasurableError("Le paquet ne se défait pas dans le même fichier.")
        packed, installed = (work / "paquet").stat().st_size / 1e6, (work / "installe").stat().st_size / 1e6
    return [
        Row("paquet", [packed], "Mo", "instantané installé", [installed], 0.25),
        Row("paquet défait, mots refaits", [a + b for a, b in zip(unpacked, completed, strict=True)], "s", "plafond",
            [5.0], 1.0),
    ]  # fmt: skip
