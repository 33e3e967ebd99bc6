"""What a name is a name of, where that is plain: the name of a country, or its first noun."""

from functools import cache
from typing import Literal

from babel import Locale

from mujaz import arabic

Kind = Literal["place", "person", "organisation", "subject"]

_ORGANISATIONS = (
    "وزارة، هيئة، حزب، جامعة، شركة، منظمة، نادي، معهد، مؤسسة، جمعية، نقابة، اتحاد، وكالة، بنك، "
    "مصرف، حكومة، بلدية، مديرية، محكمة، برلمان، صحيفة، قناة، مستشفى، مشفى، كلية، حركة، كتائب"
)
_PLACES = (
    "مدينة، محافظة، جزيرة، نهر، خليج، جبل، وادي، بحر، بحيرة، ميناء، مرفأ، مطار، قرية، بلدة، حي، "
    "مضيق، مخيم، ولاية، إقليم، سهل، صحراء، واحة، معبر"
)
_TERRITORY = 2
"""Letters of a country's code; CLDR names regions by numbers too."""


def kind_of(label: str) -> Kind | None:
    """Return what a label names; None where that is not plain from the label itself."""
    key = arabic.name_key(label)
    first, _, rest = key.partition(" ")
    if key in _countries():
        return "place"
    return _by_noun().get(first.removeprefix("ال")) if rest else None


@cache
def _by_noun() -> dict[str, Kind]:
    lists: tuple[tuple[Kind, str], ...] = (("organisation", _ORGANISATIONS), ("place", _PLACES))
    return {arabic.name_key(noun): kind for kind, nouns in lists for noun in nouns.split("، ")}


@cache
def _countries() -> frozenset[str]:
    """Return the names of all countries in Arabic, by the CLDR that Babel carries."""
    names = Locale("ar").territories.items()
    return frozenset(
        arabic.name_key(name) for code, name in names if len(code) == _TERRITORY and code.isalpha()
    )
