"""What people read when an address doesn't give the dépôt."""

from __future__ import annotations

from desktop.errors import UpdateError
from desktop.update.refus import guillemets, refus
from desktop.update.sources import Absent, Coupe

_PROXY = (
    "Le serveur mandataire (proxy) de ce réseau {what}. Demandez à la personne qui gère le réseau, "
    "ou mettez à jour par un dossier ou une clé USB."
)


def unreachable(error: Exception, host: str) -> UpdateError:
    """Return the error for a request that did not end, from an exception of urllib3."""
    from urllib3 import exceptions as known

    if isinstance(error, known.MaxRetryError) and error.reason is not None:
        return unreachable(error.reason, host)
    if isinstance(error, known.ProxyError):
        if " 407 " in f" {error.original_error} ":
            return proxy_asks()
        return refus(_PROXY.format(what="n’a pas ouvert le passage"))
    if isinstance(error, known.SSLError):
        return refus(
            f"Le certificat de {guillemets(host)} n’est pas reconnu. Vérifiez la date de ce PC et l’adresse. "
            "Si elles sont justes, demandez à la personne qui gère le réseau."
        )
    if isinstance(error, known.NameResolutionError):
        return refus(f"{guillemets(host)} est introuvable. Vérifiez l’adresse et la connexion, puis recommencez.")
    if isinstance(error, known.NewConnectionError | known.ConnectTimeoutError):
        return refus(f"{guillemets(host)} ne répond pas. Vérifiez la connexion, puis recommencez plus tard.")
    if isinstance(error, known.LocationValueError):
        return refus(f"L’adresse de {guillemets(host)} est mal écrite. Vérifiez-la.")
    return broken_off(host)


def broken_off(host: str) -> Coupe:
    """Return the error for a connection that broke off, which a later try takes up."""
    return _coupe(
        f"La liaison avec {guillemets(host)} s’est interrompue. Recommencez\u00a0: le téléchargement reprendra où il "
        "en est."
    )


def slow(host: str) -> Coupe:
    """Return the error for a server that keeps us waiting."""
    return _coupe(f"{guillemets(host)} répond trop lentement. Recommencez plus tard, ou par une clé USB.")


def status(code: int, host: str) -> UpdateError:
    """Return the error for an HTTP status other than 200 and 206."""
    named = guillemets(host)
    if code in (403, 404, 410):  # a store of plain files answers 403 for what isn't there
        return refus(f"Il manque un fichier de mise à jour sur {named}. Vérifiez l’adresse.", Absent)
    if code == 407:
        return proxy_asks()
    if code == 401:
        return refus(f"{named} demande un mot de passe. Utilisez une adresse ouverte, un dossier ou une clé USB.")
    if code == 429 or code >= 500:
        return refus(f"{named} est indisponible pour le moment. Recommencez plus tard.")
    return refus(f"{named} ne donne pas la mise à jour. Vérifiez l’adresse.")


def proxy_asks() -> UpdateError:
    """Return the error for a proxy that asks who is there."""
    return refus(_PROXY.format(what="demande un nom et un mot de passe"))


def proxy_unknown(host: str) -> UpdateError:
    """Return the error for a proxy of a kind that can't be used."""
    return refus(_PROXY.format(what=f"ne permet pas de joindre {guillemets(host)}"))


def page(host: str) -> UpdateError:
    """Return the error for a web page in place of a file: a portal that asks to sign in, a wrong address."""
    return refus(
        f"{guillemets(host)} répond par une page web. Ouvrez un navigateur pour vous connecter au réseau ou "
        "vérifiez l’adresse, puis recommencez."
    )


def transformed(host: str) -> UpdateError:
    """Return the error for an answer that is not the file's own bytes."""
    return refus(
        f"{guillemets(host)} ou le réseau transforme les fichiers en chemin. Mettez à jour par un dossier ou une "
        "clé USB."
    )


def elsewhere(host: str, there: str) -> UpdateError:
    """Return the error for a redirection to another host, or one that never ends."""
    to = f"vers {guillemets(there)}" if there and there != host else "sans fin"
    return refus(f"{guillemets(host)} renvoie {to}. Demandez l’adresse exacte de la mise à jour.")


def _coupe(said: str) -> Coupe:
    error = refus(said, Coupe)
    assert isinstance(error, Coupe)
    return error
