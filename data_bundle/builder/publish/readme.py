"""What someone who opens the folder of a repository reads."""

from __future__ import annotations

NAME = "LISEZ-MOI.txt"
TEXT = """\
Ce dossier est un dépôt de mises à jour de Côte à Côte\u00a0: il contient des données, pas de programme.

Pour mettre un poste à jour
    Dans Côte à Côte, menu Outils, «\u00a0Mettre à jour les données…\u00a0», choisissez ce dossier,
    ou lancez cote-a-cote maj installer --depuis CE_DOSSIER.
    Il peut être sur une clé USB, sur un partage du réseau, ou servi par un site.

Pour le copier
    Copiez le dossier entier, sans rien renommer. Le programme vérifie les signatures\u00a0: une copie incomplète
    ou modifiée est refusée, et les données du poste restent ce qu’elles étaient.

Ce qu’il contient
    metadata   les listes signées\u00a0: qui peut signer, ce qui est publié, jusqu’à quand
    targets    les données elles-mêmes
"""
README = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
"""As the notepad of an old PC reads it: marked as UTF-8, its lines ended as on Windows."""
