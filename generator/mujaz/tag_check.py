"""What is wrong with the tags of tags.yml, and with those of articles that it has a word about."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mujaz import arabic, groups
from mujaz.complaint import Complaint, Severity, line_of, wrong
from mujaz.errors import message
from mujaz.library import TAGS
from mujaz.models import Library, Listed, Tag, Vocabulary


def errors(content: Path, vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Yield what is wrong with a vocabulary that was read from `content`."""
    yield from _shared_tags(content, vocabulary)
    yield from _wrong_broader(content, vocabulary)


def _shared_tags(content: Path, vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Complain of an address or a spelling that two tags have, for the later one would lose it."""
    owners: dict[str, Tag] = {}
    for tag in vocabulary.tags:
        claims = {groups.tag_address(tag): message("give one of them another slug")}
        for spelling in (tag.label, *tag.aliases):
            key = arabic.name_key(spelling)
            claims[key] = message("keep “{word}” with one of them", word=spelling)
        for claim, mend in claims.items():
            if (owner := owners.setdefault(claim, tag)) is not tag:
                problem = message(
                    "the tags “{one}” and “{other}” cannot be told apart",
                    one=owner.label,
                    other=tag.label,
                )
                yield wrong(content, (PurePosixPath(TAGS), tag.label), "vocabulary", problem, mend)


def _wrong_broader(content: Path, vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Complain of a wider tag that nobody describes, and of a tag that is wider than itself."""
    for tag in vocabulary.tags:
        if tag.broader and vocabulary.find(tag.broader) is None:
            problem = message("there is no tag “{tag}” in {file}", tag=tag.broader, file=TAGS)
            mend = message("add it to {file}, or take the line out", file=TAGS)
            yield wrong(content, (PurePosixPath(TAGS), tag.label), "vocabulary", problem, mend)
        wider = [one.label for one in vocabulary.broader(tag)]
        if tag.label in wider:
            circle = " < ".join((tag.label, *wider[: wider.index(tag.label) + 1]))
            problem = message(
                "the tag “{tag}” is wider than itself: {circle}", tag=tag.label, circle=circle
            )
            mend = message("take one of the lines “broader” out")
            yield wrong(content, (PurePosixPath(TAGS), tag.label), "vocabulary", problem, mend)


def warnings(content: Path, known: Library[Listed]) -> Iterator[Complaint]:
    """Complain of a word that an article has and nobody should; the page is there all the same."""
    blocked = {tag.label for tag in known.vocabulary.tags if tag.blocked}
    for article in known.articles if blocked else ():
        for word in article.front.tags:
            tag = known.vocabulary.find(word)
            if tag is not None and tag.label in blocked:
                yield Complaint(
                    severity=Severity.WARNING,
                    path=article.path,
                    line=line_of(content, article.path, "tags"),
                    rule="blocked-tag",
                    problem=message("the tag “{tag}” is blocked in {file}", tag=word, file=TAGS),
                    mend=message("take it out here, or take “blocked” out there"),
                )
