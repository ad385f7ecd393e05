"""Measure what DESIGN.md §7 promises: print a table, write build/bench.json.

    python tests/bench [NAME …] [--fois N]

Each file ``bench_<name>.py`` beside this one has ``rows(times) -> list[Row]``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from harness import ROOT, Row, UnmeasurableError, as_json, as_table

HERE = Path(__file__).resolve().parent


def main() -> int:
    sys.path.append(str(ROOT))  # the benches import the program
    names = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="make bench", description="Mesurer les vitesses de Côte à Côte.")
    parser.add_argument("noms", nargs="*", metavar="nom", help=f"parmi {', '.join(names)} (sans rien : tous)")
    parser.add_argument("--fois", type=int, default=7, help="nombre de mesures (7)")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.noms) - set(names)):
        parser.error(f"mesure inconnue : {', '.join(unknown)}")

    rows: list[Row] = []
    failed = False
    for name in asked.noms or names:
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            rows += importlib.import_module(f"bench_{name}").rows(asked.fois)
        except UnmeasurableError as problem:
            failed = True
            print(f"{name} : pas de mesure. {problem}", file=sys.stderr)

    print(as_table(rows))
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(as_json(rows), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
