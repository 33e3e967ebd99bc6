"""Where the templates live: inside an installed wheel, or beside the source in a checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
TEMPLATES = next(
    folder for folder in (_HERE / "templates", _HERE.parents[1] / "templates") if folder.is_dir()
)
LOCALE = _HERE / "locale"

HOSTS = ("github", "gitlab", "forgejo", "netlify")
"""Whose press a digest may have: who checks, builds and publishes it at each change."""
