"""Which articles have a poster of their own: what mkdocs.yml says, and what can be drawn."""

import datetime as dt
from dataclasses import dataclass

from mujaz.errors import InvalidValueError, message
from mujaz.models import Listed
from mujaz.partial_date import PartialDate
from mujaz.posters.letters import drawable

FILE = "poster.png"
"""The poster of the digest, and, in the folder of an article's page, that of the article."""


@dataclass(frozen=True, slots=True)
class Posters:
    """The articles that have posters: all, or those from a day on.

    A day and not a number, so that no poster goes as others come: a link that was sent keeps it.
    """

    since: PartialDate | None = None

    def have(self, article: Listed | None) -> bool:
        """Say whether an article has a poster; one that brings a picture needs none."""
        if article is None or _brings_picture(article) or not drawable(article.front.title):
            return False
        date = article.front.date
        return self.since is None or (date is not None and date.first_day >= self.since.first_day)

    def file(self, article: Listed | None) -> str:
        """Return the poster of an article below the site's root, or else the digest's."""
        return f"{article.address}{FILE}" if article and self.have(article) else FILE


def wanted(value: object) -> Posters | None:
    """Return what an option says: true, false or a date from which on; raises InvalidValueError.

    >>> wanted("2026-11").since.first_day, wanted(False)
    (datetime.date(2026, 11, 1), None)
    """
    match value:
        case None | False:
            return None
        case True:
            return Posters()
        case dt.date() | str() | int():
            return Posters(PartialDate.parse(str(value)))
        case _:
            problem = message("“{text}” says of no article whether it has a poster", text=value)
            mend = message("write true, false, or a date such as 2026-11-24")
            raise InvalidValueError(problem, mend)


def _brings_picture(article: Listed) -> bool:
    """Say whether a picture lies beside an article that messengers show: they show no SVG."""
    image = article.front.image
    return image is not None and "://" not in image and not image.lower().endswith(".svg")
