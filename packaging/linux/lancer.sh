#!/bin/sh
# Opens the window; without a display does the same job from the command line and prints the two files it made,
# each path alone on a line of stdout. The three formations are those of the picture in the README.
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    exec "$python" main.py
fi

pdf=$PWD/build/comparaison.pdf
png=$PWD/build/fenetre.png
mkdir -p build
rm -f "$pdf" "$png"
echo "Pas d’écran ici : voici la fiche de comparaison (PDF) et l’image de la fenêtre (PNG)." >&2
"$python" main.py comparer mefstat11:23220022139@reg:53 cfd:50022139@reg:53 mefstat11:23830033403@reg:53 \
    --pdf "$pdf" >/dev/null
echo "$pdf"
QT_QPA_PLATFORM=offscreen "$python" docs/pictures/make.py --fenetre "$png" >/dev/null
echo "$png"
