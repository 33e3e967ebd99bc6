"""What users read: every text is in every catalogue, translated, in every plural form."""

from pathlib import Path

import catalogue
import pytest
from babel import Locale
from babel.messages.catalog import Message

from mujaz.phrases import Phrases
from mujaz.resources import LOCALE

FILES = sorted(LOCALE.glob("*/LC_MESSAGES/mujaz.po"))
COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1000)


def texts(path: Path) -> list[Message]:
    return [text for text in catalogue.read(path) if text.id]


def forms(path: Path) -> list[tuple[Message, str]]:
    return [
        (text, form)
        for text in texts(path)
        for form in ((text.string,) if isinstance(text.string, str) else text.string)
    ]


def test_the_languages_of_readers_are_there() -> None:
    assert {path.parts[-3] for path in FILES} == {"ar", "fa", "he", "ur"}  # English is the source


def test_readers_find_their_own_words_and_editors_english_ones() -> None:
    persian = Phrases.of("fa")
    assert persian.gettext("Archive") == "بایگانی"
    assert persian.gettext("the date is missing") == "the date is missing"


def test_the_extraction_finds_python_and_templates() -> None:
    found = {text.id for text in catalogue.template()}
    assert "the date is missing" in found  # check.py
    assert "Skip to the content" in found  # theme/base.html
    assert ("%(n)s article", "%(n)s articles") in found  # pages/parts.html
    assert ("%(n)s article added", "%(n)s articles added") in found  # cli, through _n


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_a_catalogue_holds_what_is_said_and_nothing_else(path: Path) -> None:
    said = {text.id for text in catalogue.template(path.parts[-3]) if text.id}
    assert {text.id for text in texts(path)} == said, "run: make catalogues"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated_in_every_form(path: Path) -> None:
    untranslated = [text.id for text, form in forms(path) if not form or text.fuzzy]
    assert not untranslated
    expected = len(Locale.parse(path.parts[-3]).plural_form.tags | {"other"})
    counted = [text for text in texts(path) if not isinstance(text.id, str)]
    assert {len(text.string) for text in counted} == {expected}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
def test_a_translation_names_no_value_that_its_text_does_not_give(path: Path) -> None:
    for text, form in forms(path):
        first = text.id if isinstance(text.id, str) else text.id[0]
        # The format strings of Message take braces, those of counts take percent signs.
        assert set(catalogue.places(form)) <= set(catalogue.places(first)), form
        if isinstance(text.id, str):
            assert set(catalogue.places(form)) == set(catalogue.places(first)), form


@pytest.mark.parametrize("language", sorted({path.parts[-3] for path in FILES}))
@pytest.mark.parametrize("count", COUNTS)
def test_the_plural_rule_of_a_catalogue_is_cldrs(language: str, count: int) -> None:
    phrases = Phrases.of(language)
    there = phrases.locale.plural_form.tags | {"other"}
    names = [name for name in ("zero", "one", "two", "few", "many", "other") if name in there]
    form = phrases.translations.plural(count)  # type: ignore[attr-defined]
    assert names[form] == phrases.locale.plural_form(count)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا مقالات"),
        (1, "مقالة واحدة"),
        (2, "مقالتان"),
        (3, "٣ مقالات"),
        (11, "١١ مقالة"),
        (100, "١٠٠ مقالة"),
        (103, "١٠٣ مقالات"),
        (1234, "١٬٢٣٤ مقالة"),
    ],
)
def test_articles_are_counted_in_six_forms(count: int, said: str) -> None:
    phrases = Phrases.of("ar", numerals="arab")
    assert phrases.counted("%(n)s article", "%(n)s articles", count) == said
