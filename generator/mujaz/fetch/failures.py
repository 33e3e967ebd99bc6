"""What goes wrong between a server and us, said in one way whoever noticed it."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from mujaz.errors import FetchError, GoneError, Message, message
from mujaz.fetch.addresses import shown
from mujaz.fetch.urls import Target
from mujaz.fetch.watch import Watch

_BROWSER = message("save the page from a browser, and add the file")
_LATER = message("try again later")
_ADDRESS = message("check the address")
_GONE = {404, 410}
_BUSY = {429, 503}
_SERVER = 500


@contextmanager
def told(target: Target, watch: Watch) -> Iterator[None]:
    """Raise FetchError for all that sockets, TLS and http.client raise in here."""
    try:
        yield
    except TimeoutError as error:
        raise watch.late() from error
    except http.client.IncompleteRead as error:
        raise broken_off() from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(*_reason(error, target)) from error


def _reason(error: Exception, target: Target) -> tuple[Message, Message]:
    host = target.host
    match error:
        case ssl.SSLCertVerificationError():
            return message("the certificate of “{host}” is not to be trusted", host=host), _BROWSER
        case ssl.SSLError():
            return message("no safe connection to “{host}” comes about", host=host), _BROWSER
        case socket.gaierror():
            return message("there is no host “{host}”", host=host), _ADDRESS
        case OSError():
            return _unreached(target), _LATER
        case _:
            return message("what “{host}” answers is not HTTP", host=host), _BROWSER


def _unreached(target: Target) -> Message:
    return message("“{host}” is not reached, or breaks off", host=target.authority)


def broken_off() -> FetchError:
    """Return the error that says that an answer is shorter than it should be."""
    return FetchError(message("the answer breaks off before its end"), _LATER)


def too_large(size: int) -> FetchError:
    """Return the error that says that there is more than one page may hold."""
    return FetchError(
        message("this is larger than the {limit} MB that are fetched", limit=f"{size / 2**20:g}"),
        _BROWSER,
    )


def unpackable(packing: str) -> FetchError:
    """Return the error that says that an answer is packed in a way that is not read."""
    return FetchError(
        message("the answer is packed in a way that is not read: {name}", name=shown(packing)[:40]),
        _BROWSER,
    )


def damaged() -> FetchError:
    """Return the error that says that what is packed is broken."""
    return FetchError(message("what the server packed cannot be unpacked"), _LATER)


def answered(target: Target, status: int) -> FetchError:
    """Return the error that says that a server answers, and not with what was asked for."""
    said = message("“{url}” answers with status {status}", url=shown(str(target)), status=status)
    if status in _GONE:
        return GoneError(said, _ADDRESS)
    return FetchError(said, _LATER if status in _BUSY or status >= _SERVER else _BROWSER)


def busy(host: str, seconds: float) -> FetchError:
    """Return the error that says that a host is to be left alone for longer than we wait."""
    return FetchError(
        message(
            "“{host}” is busy, and is to be left alone for {seconds} seconds",
            host=host,
            seconds=f"{seconds:.0f}",
        ),
        _LATER,
    )
