"""A whole update, from a tiny signed dépôt that only this check trusts, into a folder that is taken away afterwards."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path


def try_update(folder: Path) -> None:
    """Verify, fetch and install the dépôt of ``resources/controle`` into ``folder``.

    Nothing of the person is read, no policy, no socket, no trusted key. Raises UpdateError, or anything else.
    """
    from desktop.policy import Policy
    from desktop.update.fetch import fetch_noyau
    from desktop.update.install import install
    from desktop.update.sources import open_source
    from desktop.update.store import Store
    from desktop.update.trust import Racine
    from desktop.update.verify import check

    with as_file(files("resources").joinpath("controle")) as place:
        source = open_source(str(place / "depot"), Policy())
        root = Racine((place / "racine.json").read_bytes(), essai=False)
        store = Store(folder)
        found = check(source, root, store, _silent)
        installed = install(found, fetch_noyau(found, source, store, _silent), store, _silent)
    if not installed.path.is_relative_to(folder) or installed.id != found.annonce.id:
        raise ValueError("something else was installed")


def _silent(_step: str, _done: int, _total: int) -> None:
    """Follow nothing."""
