#!/bin/sh
# Prepares a checkout for `make run` (preparer.sh run) or for development (preparer.sh dev):
# a Python, .venv, the locked dependencies, the system libraries. Says nothing when all is there.
# Messages for people are in French, on stderr; what apt and pip say goes to build/preparation.log.
set -eu
cd "$(dirname "$0")/../.."
level=${1:-run}
venv=.venv
unfinished=$venv/installation-en-cours
log=build/preparation.log

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
{ mkdir -p build && true >"$log"; } 2>/dev/null ||
    stop "Impossible d’écrire dans ce dossier : vérifiez vos droits et la place, puis relancez la commande."
logged() { "$@" >>"$log" 2>&1 </dev/null; }

# --- apt, where it may ---------------------------------------------------------------------------------------
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

may_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1
}

apt_install() { # the packages, under the name with t64 where the distribution renamed them
    names=
    for name in "$@"; do
        if ! apt-get -s install "$name" >/dev/null 2>&1 && apt-get -s install "${name}t64" >/dev/null 2>&1; then
            name=${name}t64
        fi
        names="$names $name"
    done
    # shellcheck disable=SC2086  # a list of words
    logged as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
        install -y --no-install-recommends $names
}

install_packages() { # 0 when the packages are there afterwards
    may_apt || return 1
    say "Installation de paquets du système : $*"
    apt_install "$@" && return 0
    logged as_root apt-get update && apt_install "$@" # package lists absent or too old
}

# --- Python and .venv ----------------------------------------------------------------------------------------
is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() { # the first recent enough that can make an environment, else the first recent enough
    first=
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        is_recent "$name" || continue
        if can_venv "$name"; then echo "$name"; return; fi
        [ -n "$first" ] || first=$name
    done
    echo "$first"
}

make_venv() {
    python=$(find_python)
    [ -n "$python" ] || stop "Côte à Côte a besoin de Python 3.11 ou plus récent : installez-le, puis relancez la commande."
    if ! can_venv "$python"; then
        version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        install_packages "$version" || install_packages python3-venv || true
        can_venv "$python" || stop "Il manque le paquet python3-venv : installez-le (« sudo apt install python3-venv »), puis relancez la commande."
    fi
    say "Création de l’environnement Python dans $venv (une seule fois)."
    logged "$python" -m venv --clear "$venv" || stop "L’environnement $venv n’a pas pu être créé : vérifiez la place et les droits dans ce dossier (détails : $log)."
}

is_sound() { # not half-made, not left behind by a Python that is gone
    [ -x "$venv/bin/python" ] && [ ! -e "$unfinished" ] && is_recent "$venv/bin/python" &&
        "$venv/bin/python" -c 'import pip' >/dev/null 2>&1
}

install_lock() { # the copy of a lock inside .venv says that it is installed: done again only when the lock changes
    cmp -s "requirements/$1.txt" "$venv/verrou-$1.txt" && return
    say "Installation des dépendances verrouillées (requirements/$1.txt)…"
    true >"$unfinished"
    logged "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes \
        -r "requirements/$1.txt" || {
        tail -n 5 "$log" >&2
        stop "Les dépendances n’ont pas pu être installées : vérifiez l’accès à PyPI ou à son miroir, puis relancez la commande (détails : $log)."
    }
    cp "requirements/$1.txt" "$venv/verrou-$1.txt"
    [ "$1" != dev ] || cp requirements/run.txt "$venv/verrou-run.txt" # dev.txt holds all of run.txt
    rm "$unfinished"
}

# --- system libraries ----------------------------------------------------------------------------------------
qt="libEGL.so.1=libegl1 libGL.so.1=libgl1 libglib-2.0.so.0=libglib2.0-0 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=libfontconfig1 libxkbcommon.so.0=libxkbcommon0"
x11="libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-icccm.so.4=libxcb-icccm4
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0"

missing_libraries() { # LIBRARY=PACKAGE … -> the packages whose library the loader does not find
    "$venv/bin/python" - "$@" <<'PY'
import ctypes
import sys

for pair in sys.argv[1:]:
    library, package = pair.split("=")
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
PY
}

missing_tools() {
    command -v Xvfb >/dev/null 2>&1 || echo xvfb
    command -v xauth >/dev/null 2>&1 || echo xauth
    command -v pdftotext >/dev/null 2>&1 || echo poppler-utils
    command -v zbarimg >/dev/null 2>&1 || echo zbar-tools
    command -v dbus-run-session >/dev/null 2>&1 || echo dbus-daemon
    if [ -n "${CI:-}" ] || [ "${TABLEUR:-}" = exige ]; then # 210 MB: elsewhere its tests are left out, and say so
        command -v soffice >/dev/null 2>&1 || echo libreoffice-calc-nogui
    fi
    [ -x /usr/libexec/at-spi-bus-launcher ] || echo at-spi2-core
}

check_libraries() {
    wanted=$qt
    if [ "$level" = dev ] || [ -n "${DISPLAY:-}" ]; then wanted="$qt $x11"; fi
    # shellcheck disable=SC2046,SC2086  # lists of words
    set -- $(missing_libraries $wanted)
    [ $# -gt 0 ] || return 0
    install_packages "$@" && return 0
    say "Il manque des bibliothèques du système pour afficher la fenêtre : installez les paquets $* (« sudo apt install $* »), puis relancez la commande."
    # without a screen the comparison sheet can be made all the same
    [ "$level" = run ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

check_tools() {
    # shellcheck disable=SC2046
    set -- $(missing_tools)
    [ $# -eq 0 ] || install_packages "$@" ||
        say "Des contrôles seront laissés de côté : il manque les paquets $* (« sudo apt install $* »)."
}

is_sound || make_venv
if [ "$level" = dev ]; then install_lock dev; else install_lock run; fi
if [ "$(uname -s)" = Linux ]; then
    check_libraries
    [ "$level" != dev ] || check_tools
fi
