"""Hears when files change, so that nobody has to look again and again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_CHANGES = frozenset(("created", "modified", "moved", "deleted", "closed"))
"""What is no mere reading: a watcher that hears of what it causes never comes to rest."""
_REST = 0.03
"""Seconds in which nothing changes any more: a checkout changes many files, an editor some."""


class Changes:
    """Whether anything changed since somebody last waited."""

    def __init__(self) -> None:
        """Begin with nothing changed."""
        self._event, self._over = Event(), False

    def tell(self) -> None:
        """Say that something changed."""
        self._event.set()

    def close(self) -> None:
        """Say that nobody listens any more."""
        self._over = True
        self._event.set()

    def wait(self) -> bool:
        """Wait until something changed, and until that is over; say whether there can be more."""
        self._event.wait()
        while self._event.is_set() and not self._over:
            self._event.clear()
            self._event.wait(_REST)
        return not self._over


class _Ear(FileSystemEventHandler):
    def __init__(self, changes: Changes, name: str | None) -> None:
        self._changes, self._name = changes, name

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what may have changed a file that is asked for."""
        places = (str(event.src_path), str(event.dest_path))
        named = self._name is None or any(Path(place).name == self._name for place in places)
        if named and event.event_type in _CHANGES:
            self._changes.tell()


@contextmanager
def changes(file: Path, folders: Iterable[Path]) -> Iterator[Changes]:
    """Hear of changes to a file, and to all that is in some folders, for a while."""
    heard, known = Changes(), [folder.resolve() for folder in folders]
    try:
        observer = _begun(Observer(), heard, file, known)
    except OSError:  # the system lets nobody listen to so many folders: look again and again
        observer = _begun(PollingObserver(), heard, file, known)
    try:
        yield heard
    finally:
        heard.close()
        observer.stop()
        observer.join()


def _begun(
    observer: BaseObserver, heard: Changes, file: Path, folders: Iterable[Path]
) -> BaseObserver:
    observer.schedule(_Ear(heard, file.name), str(file.parent.resolve()))
    for folder in folders:
        observer.schedule(_Ear(heard, None), str(folder), recursive=True)
    observer.start()
    return observer
