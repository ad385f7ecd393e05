#!/bin/sh
# Tries `make run` and `make test` in a bare Debian that has only Python, make and git. As root, with debootstrap:
#     sh packaging/linux/essai-chroot.sh FOLDER [TARGET …]
# The mirror, certificates and pip settings are those of this machine; ESSAI_MONTER names more folders that its
# settings point to, mounted read-only; ESSAI_VERSION another release of Debian than this machine's.
# The tree is the one at hand, committed or not, with nothing beside it.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -gt 0 ] || { echo "Indiquez un dossier où faire l’essai." >&2; exit 2; }
root=$1
shift
suite=${ESSAI_VERSION:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[.*\])?) *([^ ]+).*/\3/p' | head -n 1)

if [ ! -e "$root/usr/bin/make" ]; then
    debootstrap --variant=minbase --include=python3,make,git,ca-certificates "$suite" "$root" "$mirror"
fi
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf "$HOME/.config/pip/pip.conf" /etc/apt/apt.conf.d/99* \
    /etc/ssl/certs/ca-certificates.crt; do
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
for folder in ${ESSAI_MONTER:-}; do
    mkdir -p "$root$folder"
    mount --bind -o ro "$folder" "$root$folder"
    mounted="$root$folder $mounted"
done

rm -rf "$root/essai"
mkdir "$root/essai"
(cd "$top" && git ls-files -z --cached --others --exclude-standard | tar cf - --null -T -) | tar xf - -C "$root/essai"
for target in "${@:-run}"; do
    echo "== make $target" >&2
    chroot "$root" env -u DISPLAY -u WAYLAND_DISPLAY PATH=/usr/sbin:/usr/bin:/sbin:/bin make -C /essai "$target"
done
