#!/bin/sh
# Builds the wheel, installs it alone in a clean environment with the locked dependencies, and lets it check itself.
#     sh packaging/essai-roue.sh FOLDER
# PyPI, or the mirror that pip is set up for, must be reachable: hatchling and the dependencies come from there.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
[ $# -eq 1 ] || { echo "Indiquez un dossier où faire l’essai." >&2; exit 2; }
place=$1
rm -rf "$place"
mkdir -p "$place"
(cd "$top" && git ls-files -z --cached --others --exclude-standard | tar cf - --ignore-failed-read --null -T - 2>/dev/null) |
    (mkdir "$place/source" && tar xf - -C "$place/source")

"$top/.venv/bin/python" -m pip wheel --quiet --no-deps --wheel-dir "$place" "$place/source"
wheel=$(ls "$place"/cote_a_cote-*.whl)
"$top/.venv/bin/python" -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --require-hashes -r "$top/requirements/run.txt"
"$place/venv/bin/python" -m pip install --quiet --no-deps "$wheel"

cd "$place"
"$place/venv/bin/python" - "$wheel" <<'PY'
import sys
from zipfile import ZipFile

names = ZipFile(sys.argv[1]).namelist()
tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
assert tops == {"desktop", "ui", "resources", "data_bundle"}, tops
assert not [name for name in names if name.startswith("data_bundle/builder")]
print(f"{len(names)} fichiers, sous {', '.join(sorted(tops))} et rien d’autre")
PY
export COTE_A_COTE_DOSSIER="$place/donnees" QT_QPA_PLATFORM=offscreen
timeout 60 "$place/venv/bin/cote-a-cote" controle --rapport "$place/controle.txt"
timeout 60 "$place/venv/bin/cote-a-cote" comparer cfd:50022139@reg:53 mefstat11:23220022139@reg:53 --pdf "$place/fiche.pdf"
said=$(COTE_A_COTE_BANC=1 timeout 60 "$place/venv/bin/cote-a-cote")
[ "$said" = pret ] && echo "Fenêtre : prête."
