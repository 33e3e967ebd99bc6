"""What became of a build."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from mujaz.check import Complaint
from mujaz.mirror import Published
from mujaz.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build changed in the published site."""

    site: Path
    published: Published
    warnings: tuple[str, ...] = ()

    def told(self, phrases: Phrases, *, folder: Path) -> str:
        """Say what it changed; `folder` is how the person would write the site's."""
        return phrases.gettext("The site is in {folder}: {counts}.").format(
            folder=folder, counts=phrases.joined(self._counts(phrases))
        )

    def as_json(self, *, folder: Path) -> str:
        """Say it as one line of JSON; its keys are documented in the manual."""
        counts = asdict(self.published)
        return json.dumps({"site": str(folder), **counts, "warnings": self.warnings})

    def _counts(self, phrases: Phrases) -> Iterator[str]:
        there = self.published
        yield phrases.counted("%(n)s file written", "%(n)s files written", there.written)
        yield phrases.counted("%(n)s unchanged", "%(n)s unchanged", there.unchanged)
        if there.removed:
            yield phrases.counted("%(n)s removed", "%(n)s removed", there.removed)


Outcome = Built | tuple[Complaint, ...]
"""What became of a build: the site, or what stopped it."""
