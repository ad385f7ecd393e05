"""Small files that unpack into large ones, signed by a stolen key of the targets: no disk filled, no memory taken."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

from data_bundle.annonce import CIBLE, encode
from tests.securite.mesures import Attaques, Cas, Mesure
from tests.securite.scene import Scene

FAMILLE = "Bombes de décompression, signées"
MEMOIRE = 400 * 2**20
"""Bytes that a process may have taken at most; an update of these small data takes about a third of it."""
MAX_ATELIER = 2**20
"""Bytes beside the packed file, which is kept for a resumed update."""


def _paquet(scene: Scene, packed: bytes, taille: int | None = None) -> dict[str, bytes]:
    """Return a repository whose packed file holds these bytes and says that it makes ``taille`` of them."""
    avant = scene.b.annonce.paquet
    paquet = replace(avant, taille=len(packed), taille_noyau=taille or avant.taille_noyau)
    annonce = replace(scene.b.annonce, paquet=paquet, deltas=())
    return scene.depot_a.publie({CIBLE: encode(annonce), paquet.nom: packed}).files()


def _delta(scene: Scene, patch: bytes) -> dict[str, bytes]:
    """Return a repository whose delta is these bytes; the packed file is absent."""
    (avant,) = scene.b.annonce.deltas
    annonce = replace(scene.b.annonce, deltas=(replace(avant, taille=len(patch)),))
    files = scene.depot_a.publie(scene.b.contenus | {CIBLE: encode(annonce), avant.nom: patch}).files()
    return {name: content for name, content in files.items() if not name.endswith(".xz")}


def _zeros(octets: int) -> bytes:
    """Return an xz stream of that many zeros."""
    packing = lzma.LZMACompressor(preset=0)
    block = bytes(2**24)
    return b"".join([*(packing.compress(block) for _ in range(octets // len(block))), packing.flush()])


def _dictionnaire(packed: bytes, code: int) -> bytes:
    """Return the xz file with another size of dictionary written in its first block (40 stands for 4 GiB)."""
    size = (packed[12] + 1) * 4
    block = bytearray(packed[12 : 12 + size - 4])
    at = block.index(b"\x21\x01") + 2
    block[at] = code
    return packed[:12] + bytes(block) + struct.pack("<I", zlib.crc32(block)) + packed[12 + size :]


def _bsdiff(commandes: bytes, diff: bytes, extra: bytes, fait: int) -> bytes:
    steps, diffs = bz2.compress(commandes), bz2.compress(diff)
    return b"BSDIFF40" + struct.pack("<qqq", len(steps), len(diffs), fait) + steps + diffs + bz2.compress(extra)


def _pas(*nombres: int) -> bytes:
    """Return the numbers of some steps as bsdiff writes them: the sign is the highest bit."""
    return b"".join(struct.pack("<Q", abs(n) | (1 << 63 if n < 0 else 0)) for n in nombres)


def _entete(scene: Scene, *tailles: int) -> bytes:
    """Return a delta of which the header says other sizes."""
    (avant,) = scene.b.annonce.deltas
    return b"BSDIFF40" + _pas(*tailles) + scene.b.contenus[avant.nom][32:]


def _bon(scene: Scene) -> bytes:
    """Return the sound packed file of B."""
    return scene.b.contenus[scene.b.annonce.paquet.nom]


def _bombes(octets: int) -> Attaques:
    made = 225_280
    return {
        "zéros, un flux": lambda s: _paquet(s, _zeros(octets)),
        "zéros, cent flux à la suite": lambda s: _paquet(s, _zeros(octets // 16) * 100),
        "taille dite d’un demi-gigaoctet, contenu court": lambda s: _paquet(s, _bon(s), 2**29),
        "taille dite juste, zéros après la fin": lambda s: _paquet(s, _bon(s) + bytes(2**20)),
        "dictionnaire de 4 Gio": lambda s: _paquet(s, _dictionnaire(_bon(s), 40)),
        "dictionnaire de 1,5 Gio": lambda s: _paquet(s, _dictionnaire(_bon(s), 37)),
        "autre format (lzma seul)": lambda s: _paquet(s, lzma.compress(s.b.noyau, lzma.FORMAT_ALONE)),
        "différence : taille finale d’un téraoctet": lambda s: _delta(s, _entete(s, 60, 60, 2**40)),
        "différence : commandes d’un téraoctet": lambda s: _delta(s, _entete(s, 2**40, 60, made)),
        "différence : tailles négatives": lambda s: _delta(s, _entete(s, -1, -60, made)),
        "différence : commandes sans fin": lambda s: _delta(s, _bsdiff(bytes(octets), b"", b"", made)),
        "différence : écarts sans fin": lambda s: _delta(s, _bsdiff(_pas(made, 0, 0), bytes(octets), b"", made)),
        "différence : ajouts sans fin": lambda s: _delta(s, _bsdiff(_pas(0, made, 0), b"", bytes(octets), made)),
        "différence : pas avant le début": lambda s: _delta(
            s, _bsdiff(_pas(0, 0, -(2**40), made, 0, 0), bytes(made), b"", made)
        ),
        "différence : pas après la fin": lambda s: _delta(s, _bsdiff(_pas(made, 2**50, 0), bytes(made), b"", made)),
        "différence : pas négatif": lambda s: _delta(s, _bsdiff(_pas(-5, 0, 0), bytes(made), b"", made)),
        "différence : vide": lambda s: _delta(s, b""),
        "différence : du texte": lambda s: _delta(s, b"BSDIFF40" + b"x" * 200),
    }  # fmt: skip


def _cas(octets_court: int, octets_complet: int) -> Callable[[Scene, Mesure, int], None]:
    def faire(scene: Scene, mesure: Mesure, combien: int) -> None:
        complet = combien == len(_bombes(1))
        bombes = _bombes(octets_complet if complet else octets_court)
        with scene.pilote() as pilote:
            for nom in sorted(scene.hasard.sample(list(bombes), combien), key=list(bombes).index):
                poste = scene.poste()
                files = bombes[nom](scene)
                verdict, taken = pilote.juge(scene, poste, scene.depot(files))
                wrong = [f"{taken >> 20} Mio de mémoire"] if taken > MEMOIRE else []
                left = sum(path.stat().st_size for path in (poste.folder / "maj" / "atelier").rglob("*"))
                wrong += (
                    [f"{left} octets restent dans l’atelier"]
                    if left > MAX_ATELIER + sum(map(len, files.values()))
                    else []
                )
                mesure.note(nom, replace(verdict, fautes=(*verdict.fautes, *wrong)), ("refusé",))
                scene.oublie(poste.folder)

    return faire


CAS = (Cas(FAMILLE, "xz et bsdiff : gigaoctets, dictionnaire, en-têtes faux", _cas(2**26, 2**30), 5, len(_bombes(1))),)
