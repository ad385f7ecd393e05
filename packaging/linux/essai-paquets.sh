#!/bin/sh
# Tries what `make release` made in a bare Debian without Python: the .deb with its dependencies, then the archive
# unpacked by an ordinary user; each with the network cut off. As root, with debootstrap:
#     sh packaging/linux/essai-paquets.sh FOLDER
# Prints a table and leaves with 1 when a line of it failed. The mirror and the certificates are those of this machine;
# ESSAI_VERSION names another release of Debian, for instance trixie.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -eq 1 ] || { echo "Indiquez un dossier où faire l’essai." >&2; exit 2; }
root=$1
suite=${ESSAI_VERSION:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[.*\])?) *([^ ]+).*/\3/p' | head -n 1)
package=$(ls "$top"/dist/cote-a-cote_*_amd64.deb)
archive=$(ls "$top"/dist/cote-a-cote-*-linux-x86_64.tar.xz)
# The same three formations as in lancer.sh.
refs="mefstat11:23220022139@reg:53 cfd:50022139@reg:53 mefstat11:23830033403@reg:53"

if [ ! -e "$root/usr/bin/apt-get" ]; then
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" >&2
fi
for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d/99* /etc/ssl/certs/ca-certificates.crt; do
    if [ -e "$file" ]; then
        mkdir -p "$root$(dirname "$file")"
        cp -L "$file" "$root$file"
    fi
done

mounted=
leave() { for folder in $mounted; do umount "$folder"; done; }
trap leave EXIT
mkdir -p "$root/proc" "$root/dev"
mount -t proc proc "$root/proc"
mounted="$root/proc"
mount --bind /dev "$root/dev"
mounted="$root/dev $mounted"

inside() { timeout 300 chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/ DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { # without a network, as an ordinary user, in a home of their own
    timeout 60 unshare -n chroot --userspec=essai:essai "$root" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME=/srv/essai "$@"
}

failed=0
line() { # WHERE WHAT COMMAND… : one line of the table
    where=$1 what=$2
    shift 2
    begin=$(date +%s.%N)
    if "$@" >"$root/tmp/dit" 2>&1; then said="fait"; else said="ÉCHOUE ($?)"; failed=1; fi
    end=$(date +%s.%N)
    printf '%-10s %-28s %-14s %5.2f s\n' "$where" "$what" "$said" "$(echo "$end $begin" | awk '{print $1 - $2}')"
    [ "$said" = "fait" ] || sed 's/^/    /' "$root/tmp/dit"
}

window() { # PROGRAM : the window under an X server of its own, closed by itself once it is painted
    printf 'Xvfb :77 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &\nserver=$!\nsleep 2\n%s\ncode=$?\nkill $server\nexit $code\n' \
        "said=\$(DISPLAY=:77 COTE_A_COTE_BANC=1 $1); echo \"\$said\"; [ \"\$said\" = pret ]" >"$root/tmp/fenetre.sh"
    as_user sh /tmp/fenetre.sh
}

offscreen() { # PROGRAM
    said=$(as_user env QT_QPA_PLATFORM=offscreen COTE_A_COTE_BANC=1 "$1")
    echo "$said"
    [ "$said" = pret ]
}

try() { # WHERE PROGRAM
    line "$1" "controle" as_user "$2" controle --rapport /tmp/controle.txt
    line "$1" "instantane" as_user "$2" instantane
    line "$1" "chercher" as_user "$2" chercher "coifure"
    # shellcheck disable=SC2086  # a list of references
    line "$1" "comparer (PDF, XLSX, ODS)" as_user "$2" comparer $refs --pdf /tmp/f.pdf --xlsx /tmp/f.xlsx --ods /tmp/f.ods
    line "$1" "fiche en arabe" as_user "$2" fiche "cfd:50022139@reg:53" --langue ar --pdf /tmp/ar.pdf --png /tmp/ar.png
    line "$1" "fenêtre (offscreen)" offscreen "$2"
    line "$1" "fenêtre (Xvfb)" window "$2"
    rm -f "$root"/tmp/f.* "$root"/tmp/ar* "$root"/tmp/controle.txt
}

inside apt-get -qq update
inside dpkg --purge cote-a-cote >/dev/null 2>&1 || true
inside id essai >/dev/null 2>&1 || inside useradd --create-home --home-dir /srv/essai essai
cp "$package" "$root/tmp/cote-a-cote.deb"
line paquet "installation (apt)" inside apt-get install -y --no-install-recommends /tmp/cote-a-cote.deb
inside apt-get -qq install -y --no-install-recommends xvfb >/dev/null 2>&1
if chroot "$root" sh -c 'command -v python3 || command -v python' >/dev/null; then
    echo "Ce Debian contient Python : l’essai ne prouverait rien." >&2
    exit 2
fi
chmod 1777 "$root/tmp"
line réseau "coupé (lo seule)" as_user sh -c '! grep -v "lo:" /proc/self/net/dev | grep :'
try paquet /usr/bin/cote-a-cote
line paquet "désinstallation" inside dpkg --purge cote-a-cote
line paquet "rien ne reste dans /usr" sh -c "! find '$root/usr' -name '*cote-a-cote*' | grep ."

rm -rf "$root/srv/essai/clef"
mkdir -m 777 "$root/srv/essai/clef"
cp "$archive" "$root/srv/essai/clef/archive.tar.xz"
inside apt-get -qq install -y --no-install-recommends xz-utils >/dev/null 2>&1
line archive "dépliage par une personne" as_user sh -c 'cd ~/clef && tar xf archive.tar.xz && rm archive.tar.xz'
program=/srv/essai/clef/$(basename "$archive" .tar.xz)/cote-a-cote
rm -rf "$root/srv/essai/.config" "$root/srv/essai/.local" "$root/srv/essai/.cache"
try archive "$program"
line archive "rien écrit hors du dossier" sh -c "! find '$root/srv/essai' -mindepth 1 -maxdepth 1 -name '.*' -newer '$root/tmp/cote-a-cote.deb' | grep -v 'bash\|profile' | grep ."
exit $failed
