"""What MkDocs need not make where it builds alone: pages that `mujaz build` made and kept."""

import os
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mujaz import digest, placing, press
from mujaz.mirror import Mirror
from mujaz.plugin import settings
from mujaz.press import Prepared


def read(config: MkDocsConfig, per_page: int) -> Prepared:
    """Read a digest; what is kept of its pages is not wanted, where they would be the same now.

    Raises ContentError where there is no folder of content.
    """
    written, content = Path(config.config_file_path).resolve(), Path(config.docs_dir)
    found = digest.find(written.parent)
    if found.alone and found.config == written and not settings.is_served(config):
        return press.prepared(found, os.environ)
    whole, complaints = press.ordered(content, found.cache, per_page=per_page)
    mirror, found = Mirror(found.cache / press.MIRROR), replace(found, content=content)
    return Prepared(digest=found, order=whole, mirror=mirror, complaints=complaints)


def lay(ready: Prepared, site: Path) -> None:
    """Put what is kept, and was not made now, into a site."""
    for path in sorted(ready.keys.keys() - (ready.order.wanted or ())):
        placing.show(ready.mirror.place(path), site, path)
