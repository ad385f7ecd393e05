"""For translators: ``python -m desktop.langues uk`` lists what a translation lacks, or says that it is whole."""

from __future__ import annotations

import sys

from desktop.langues.catalogue import ecarts, modeles
from desktop.langues.relecture import empreinte


def main(codes: list[str]) -> int:
    """Print what each language lacks, one entry a line; 1 when one of them is not whole."""
    whole = True
    for code in codes:
        wrong = ecarts(modeles(), modeles(code))
        whole = whole and not wrong
        state = f", complet, empreinte {empreinte(modeles(), modeles(code))}" if not wrong else ""
        print(f"{code}\u00a0: {len(modeles(code))} sur {len(modeles())} textes{state}")
        print("".join(f"  {cle}\u00a0: {words}\n" for cle, words in sorted(wrong.items())), end="")
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
