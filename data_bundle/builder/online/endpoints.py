"""Addresses of a dataset in the Opendatasoft Explore API v2.1 (DOMAIN.md §9)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from data_bundle.builder.errors import WrongUsageError
from data_bundle.builder.sources import Source

_DATASETS = "/api/explore/v2.1/catalog/datasets/"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where one dataset is: ``metadata`` answers JSON (dates, number of records), ``export`` the whole CSV."""

    metadata: str
    export: str


def endpoints(source: Source, mirror: str | None = None) -> Endpoints:
    """Return the addresses of a source, on its own portal or below the address of a mirror.

    ``exports`` gives every row, where ``records`` stops at 10 000.
    """
    dataset = (mirror or f"https://{source.portail}") + _DATASETS + quote(source.jeu, safe="")
    asked = {"delimiter": ";", "use_labels": str(source.labels).lower()}
    if source.filtre:
        asked["where"] = source.filtre
    return Endpoints(dataset, f"{dataset}/exports/csv?{urlencode(asked, quote_via=quote)}")


def dataset_part(url: str) -> str:
    """Return what an address asks for, wherever it is asked: dataset, format, filter."""
    return url.partition(_DATASETS)[2]


def parse_mirror(text: str) -> str:
    """Return the base address given to --portail, without a last slash; plain http is allowed here only.

    Raises WrongUsageError when it is no such address. One with a password is refused: it would end in the manifest.
    """
    try:
        parts = urlsplit(text)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        plain = not (parts.username or parts.password or parts.query or parts.fragment or text.strip() != text)
    except ValueError:  # a port that is no number, a bracket left open
        sound = plain = False
    if not sound or not plain:
        raise WrongUsageError(
            f"«\u00a0{text}\u00a0» n’est pas l’adresse d’un portail\u00a0: donnez à --portail une adresse "
            "en https:// (ou http://), sans mot de passe ni paramètres."
        )
    return text.rstrip("/")
