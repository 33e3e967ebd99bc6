"""What a command takes: time, processors, and the memory of all its processes together.

Memory is the sum of their proportional shares at its highest, as the kernel counts them, looked at
twenty times a second. It needs Linux.
"""

import contextlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took."""

    what: str
    articles: int
    seconds: float
    """On the clock."""
    cpu: float
    """Of all processors."""
    megabytes: float
    """At its highest, of all processes together."""

    def told(self) -> str:
        """Say it in a line."""
        return (
            f"{self.articles:>7,}  {self.what:<22} {self.seconds:8.2f} s {self.cpu:8.2f} s of"
            f" processors {self.megabytes:7.0f} MB"
        )


def measured(what: str, articles: int, folder: Path, *command: str) -> Cost:
    """Run a command to its end, and say what it took.

    What was written before is on the disk by then: nobody pays for another's files.
    """
    os.sync()
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        highest, over = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, highest, over))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        over.set()
        watcher.join()
    if process.returncode:
        sys.exit(f"{what}: {' '.join(command)} left with {process.returncode}")
    return Cost(
        what=what,
        articles=articles,
        seconds=took,
        cpu=used.ru_utime + used.ru_stime,
        megabytes=highest[0],
    )


def _watch(root: int, highest: list[float], over: threading.Event) -> None:
    while not over.wait(EVERY):
        highest[0] = max(highest[0], sum(map(share, _family(root))))


def _family(root: int) -> Iterator[int]:
    """Yield a process and all that it started."""
    yield root
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def share(process: int) -> float:
    """Return a process's share of memory in megabytes; what it shares with others is divided."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8")
        found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0
