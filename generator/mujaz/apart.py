"""Folders of a digest that must not lie in each other."""

from mujaz.digest import CACHE, Digest
from mujaz.errors import DigestError, message


def keep(digest: Digest) -> None:
    """Refuse a site that would fall upon the content: what is not of the site is removed from it.

    MkDocs refuses it too, but is told of the folder beside the site only. A cache is refused that
    lies in either. Raises DigestError.
    """
    root, content, site, cache = (
        folder.resolve() for folder in (digest.root, digest.content, digest.site, digest.cache)
    )
    inside = site.is_relative_to(content) or content.is_relative_to(site)
    if inside or root.is_relative_to(site):
        raise DigestError(
            message("the site would be written over the content, in {folder}", folder=site),
            message("give site_dir a folder of its own, such as site"),
            path=digest.config,
        )
    if any(map(cache.is_relative_to, (content, site))):
        raise DigestError(
            message("what is kept between builds would lie in the content, or in the site"),
            message("name a folder of its own, such as {folder}", folder=CACHE.as_posix()),
            path=cache,
        )
