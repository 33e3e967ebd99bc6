"""What the names that a page gives its elements (class, id) say of them, in any site's words."""

import re
from functools import lru_cache
from typing import Final


def _named(words: str) -> re.Pattern[str]:
    """Return a rule for names that hold one of these words, set off by a dash or its like."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])", re.IGNORECASE)


_OUTER: Final = _named(
    r"""comments? respond disqus\w* related\w* recirc\w* recommend\w* suggest\w* shar(?:e|ing)\w*
    social\w* newsletters? subscri\w+ sign-?up promo\w* sidebar breadcrumbs? menu navbar nav
    footer cookies? consent popular trending most-?(?:read|viewed|popular) tags? taglist advert\w*
    ads? sponsor\w* outbrain taboola copyright disclaimer read-?(?:more|next|also) see-?also
    more-?(?:on|from|news|stories) teasers? also hidden sr-only visually-hidden screen-reader\w*
    print-only toolbar pagination pager author-?(?:bio|box|info) donat\w* paywall login popup
    modal"""
)
_CAPTION: Final = _named(r"\w*caption\w* photo-?(?:text|desc\w*) image-?(?:desc\w*|text)")
_CREDIT: Final = _named(r"\w*credits? copyright photographer")
_FACT: Final = _named(
    r"""by-?line\w* authors?(?:-?name)? dates? date-?line time timestamp pub-?date\w* published
    updated meta post-?meta entry-?meta info kicker eyebrow rubric categor\w+ breadcrumbs?
    credits? source views? tags?"""
)
_KICKER: Final = _named(
    r"""\w*kicker \w*eyebrow overline rubric pre-?(?:title|header) sup-?title upper-?title
    shoulder roof-?title"""
)
_STANDFIRST: Final = _named(
    r"""\w*standfirst\w* deck dek \w*subtitle\w* sub-?(?:title|head|heading|headline)
    chapeau excerpt summary \w*__summary intro(?:duction)?
    (?:article|post|story)-?(?:intro|summary|description) description"""
)
_TITLE: Final = _named(r"\w*title \w*headline titulo titre titel \w*-(?:title|headline)")
_LEAD: Final = _named(r"lead \w*_lead leadin lead-?(?:text|paragraph|in) lede")
_CHANGED: Final = _named(r"\w*modified \w*updated? date-?modified last-?\w+")
_DIGITS: Final = re.compile(r"\d+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_outer(names: str) -> bool:
    """Whether they say that a box holds no story: comments, other stories, buttons to share."""
    return bool(_OUTER.search(names))


def is_caption(names: str) -> bool:
    """Whether they say that it tells what an image shows."""
    return bool(_CAPTION.search(names))


def is_credit(names: str) -> bool:
    """Whether they say that it tells who made an image."""
    return bool(_CREDIT.search(names))


def is_fact(names: str) -> bool:
    """Whether they say that it holds a fact about the story: its writer, day, section."""
    return bool(_FACT.search(names))


def is_kicker(names: str) -> bool:
    """Whether they say that it is the small line above a headline."""
    return bool(_KICKER.search(names))


def is_standfirst(names: str) -> bool:
    """Whether they say that it opens the story, set off from it."""
    return bool(_STANDFIRST.search(names))


def is_title(names: str) -> bool:
    """Whether they say that it is a headline."""
    return bool(_TITLE.search(names))


def is_lead(names: str) -> bool:
    """Whether they say that it is the first paragraph, the story's own."""
    return bool(_LEAD.search(names))


def is_changed(names: str) -> bool:
    """Whether they say that a day is that of a later change."""
    return bool(_CHANGED.search(names))


def is_hidden(style: str) -> bool:
    """Whether a style says that nobody sees it."""
    return bool(_HIDDEN.search(style))


@lru_cache(maxsize=4096)
def sign(tag: str, classes: str) -> str:
    """Return what the blocks of one kind on one page share: tag and classes, without numbers."""
    return f"{tag} {_DIGITS.sub('', classes)}"
