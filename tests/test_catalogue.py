"""Cards: an article without its words, kept between runs, and never believed where it changed."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, put
from mujaz import catalogue, library
from mujaz.library import Shelf
from mujaz.models import Card


def load(content: Path, *, version: str = "1", workers: int = 1) -> Shelf[Card]:
    kept = content.parent / "catalogue.json"
    return catalogue.load(content, kept, version=version, workers=workers)


def facts(shelf: Shelf) -> tuple[object, ...]:
    """Return what a library of cards and one of articles have in common."""
    known = [(a.path, a.front, a.minutes, a.address, a.published) for a in shelf.library.articles]
    told = [(c.path, c.line, str(c.problem), str(c.mend)) for c in shelf.complaints]
    return known, shelf.library.sources, shelf.library.vocabulary, told


@pytest.fixture
def filled(content: Path) -> Path:
    for number in range(3):
        put(content, article(f"articles/a-{number}.md", title=f"خبر {number}", date="2026"))
    put(content, article("articles/2026/b.md", body="[أ](a.md) ![ص](p.png)\n", note="كلمة"))
    (content / "articles" / "broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
    (content / "articles" / "latin.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    (content / "articles" / "half.md").write_text("---\ntitle: أ\nsource: no\n---\n", "utf-8")
    return content


def test_cards_are_what_articles_are(filled: Path) -> None:
    for _ in range(2):
        assert facts(load(filled)) == facts(library.load(filled))


def test_a_card_knows_what_its_words_show_and_lead_to(filled: Path) -> None:
    (card,) = (card for card in load(filled).library.articles if card.path.name == "b.md")
    assert card.links == ("articles/2026/a.md", "articles/2026/p.png")
    assert card.pictures == ("articles/2026/p.png",)


def test_a_file_that_did_not_change_is_not_read(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(filled)
    read: list[str] = []
    data = library.data

    def told(content: Path, path) -> bytes:
        read.append(path.name)
        return data(content, path)

    monkeypatch.setattr(library, "data", told)
    load(filled)
    assert read == ["broken.md", "latin.md"]  # their complaints are to be heard again


def test_a_change_is_seen_though_size_and_time_stay(filled: Path) -> None:
    load(filled)
    path = filled / "articles" / "a-0.md"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("خبر 0", "خبر 9"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert facts(load(filled)) == facts(library.load(filled))


def test_a_change_of_another_place_or_version_is_seen(filled: Path) -> None:
    load(filled)
    shutil.move(filled / "articles" / "a-0.md", filled / "articles" / "c.md")
    (filled / "articles" / "a-1.md").unlink()
    assert facts(load(filled)) == facts(library.load(filled))
    assert facts(load(filled, version="2")) == facts(library.load(filled))


@given(st.binary(max_size=30), st.integers(0, 300))
def test_a_damaged_file_is_not_believed(tmp_path_factory, junk: bytes, at: int) -> None:
    content = tmp_path_factory.mktemp("digest") / "content"
    content.mkdir()
    put(content, article())
    load(content)
    kept = content.parent / "catalogue.json"
    data = kept.read_bytes()
    kept.write_bytes(data[:at] + junk)
    assert facts(load(content)) == facts(library.load(content))


def test_what_follows_no_schema_is_not_believed(filled: Path) -> None:
    load(filled)
    kept = filled.parent / "catalogue.json"
    catalogue.sealed.write(kept, "catalogue 2 1", '[{"path": 1}]')
    assert facts(load(filled)) == facts(library.load(filled))


def test_a_place_that_takes_no_file_costs_only_time(filled: Path) -> None:
    (filled.parent / "catalogue.json").mkdir()
    assert facts(load(filled)) == facts(library.load(filled))


def test_several_processes_read_the_same(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_MANY", 0)
    assert facts(load(filled, workers=2)) == facts(library.load(filled))
