"""What tags know of names: places, people, organisations, and the digest's own vocabulary."""

import pathlib
import pickle

import pytest
import yaml
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from builders import add, dump, new_digest
from mujaz import arabic, tagging
from mujaz.desk import Added
from mujaz.models import Tag, Vocabulary
from mujaz.tagging import Suggestion, lexicon, suggest, suggest_tags
from mujaz.tagging.background import background, table
from mujaz.tagging.tokens import tokens

HERE = pathlib.Path(__file__).parent
CASES = HERE / "cases" / "names"
DAMAGED = 0.02
CORE = 0.97
UNNAMED = """
    AC AI AQ AS AW AX BJ BL BQ BV CC CP CW CX DG EA EU EZ GG GP GS GU HK HM IM IO JE KY MF ML MM MO
    MP MQ MS NF NU PF PM PN PW QO RE SH SJ SX TA TC TF TK TL TO UM UN VG VI WF XA XB YT ZZ
"""
"""Territories of CLDR that are no state, whose name is a common word («بنين», «مالي»), or which
CLDR writes as no newspaper does, with a bracket or a dash."""


def cases(folder: pathlib.Path) -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted(folder.glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


def vocabulary(*tags: dict) -> Vocabulary:
    return Vocabulary(tuple(Tag.model_validate(tag) for tag in tags))


@pytest.mark.parametrize("case", cases(CASES))
def test_names(case: dict) -> None:
    known = vocabulary(*case.get("vocabulary", ()))
    limit = case.get("limit", 5)
    found = suggest(case.get("title", ""), [case["text"]], limit=limit, vocabulary=known)
    assert {one.label: one.kind for one in found} == case["expect"]


def test_names_keep_their_letters_and_lose_their_clitics() -> None:
    words, damaged, written, wrong = 0, [], 0, []
    for line in (HERE / "quality" / "names.txt").read_text("utf-8").splitlines():
        marked = [] if line.startswith("#") else line.split()
        text = " ".join(word.split("/")[0] for word in marked)
        for mark, token in zip(marked, tokens([text], background())[0], strict=True):
            name, stroke, core = mark.partition("/")
            right = token.reading.word == arabic.fold(core or name)
            words += bool(stroke and not core)
            written += bool(core)
            if stroke and not right:
                (wrong if core else damaged).append(mark)
    assert words + written >= 300
    assert len(damaged) / words <= DAMAGED, damaged
    assert 1 - (len(wrong) + len(damaged)) / (words + written) >= CORE, wrong


def test_every_country_of_cldr_is_known() -> None:
    known = lexicon().spellings
    territories = Locale("ar").territories
    names = {
        code: " ".join(arabic.words(arabic.fold(name)))
        for code, name in territories.items()
        if len(code) == 2
    }
    spelled = {" ".join((first, *rest)) for first, rests in known.items() for rest, _ in rests}
    assert {code for code, name in names.items() if name not in spelled} <= set(UNNAMED.split())


def test_no_shipped_name_has_two_labels() -> None:
    spelled = [
        arabic.fold(spelling)
        for _, label, _, others in table("arabic-names.tsv")
        for spelling in (label, *filter(None, others.split("، ")))
    ]
    labels = [arabic.fold(label) for _, label, _, _ in table("arabic-names.tsv")]
    assert len(labels) == len(set(labels))
    assert len(spelled) >= 700


def test_a_lexicon_travels_and_is_compiled_once() -> None:
    ours = lexicon(vocabulary({"label": "الفنار", "aliases": ["المنارة"]}))
    assert pickle.loads(pickle.dumps(ours)) is ours  # noqa: S301  our own bytes


def test_a_vocabulary_of_thousands_is_quick_and_small() -> None:
    many = vocabulary(*({"label": f"وسم {n}", "aliases": [f"لقب {n}"]} for n in range(5_000)))
    ours = lexicon(many)
    assert len(pickle.dumps(ours)) < 400_000
    assert suggest_tags("", ["تحدث عن لقب 4321 طويلا."], limit=1, vocabulary=ours) == ("وسم 4321",)


LABELS = st.lists(
    st.text("ابتسمونهكلف", min_size=4, max_size=7).filter(lambda word: len(set(word)) > 2),
    min_size=2,
    max_size=5,
    unique_by=arabic.fold,
)


@given(LABELS, st.sampled_from(["", "و", "ال"]))
def test_an_alias_is_always_written_as_its_label(words: list[str], before: str) -> None:
    label, *aliases = (before + word for word in words)
    known = vocabulary({"label": label, "aliases": aliases})
    for alias in aliases:
        assert suggest_tags("", [f"«{alias}»"], vocabulary=known) == (label,)


@given(LABELS)
def test_what_is_blocked_never_comes(words: list[str]) -> None:
    known = vocabulary(*({"label": word, "blocked": True} for word in words))
    text = " ".join(f"{word}، والسفينة." for word in words)
    found = {arabic.fold(tag) for tag in suggest_tags("", [text], limit=9, vocabulary=known)}
    assert not found & {arabic.fold(word) for word in words}


def test_both_ways_to_ask_say_the_same() -> None:
    text = ["زار وزير الخارجية الروسي سيرغي لافروف دمشق."]
    assert suggest_tags("", text) == tuple(one.label for one in suggest("", text))
    assert Suggestion("سيرغي لافروف", "person") in tagging.suggest("", text)


def test_the_vocabulary_of_a_digest_writes_the_tags_of_what_is_added(
    tmp_path: pathlib.Path,
) -> None:
    content = new_digest(tmp_path / "digest").content
    (content / "tags.yml").write_text(
        "السوق العتيق:\n  kind: place\n  aliases: [السوق القديم]\nالمجلس:\n  blocked: true\n",
        "utf-8",
    )
    added = add(content, dump())
    assert isinstance(added, Added)
    assert added.article.front.tags[0] == "السوق العتيق"
    assert "المجلس" not in added.article.front.tags


@pytest.mark.parametrize(
    ("title", "text", "expect", "never"),
    [
        (
            "دیدار وزیر خارجه در مسکو",
            "ظریف، وزیر خارجه، امروز در مسکو با سرگئی لاوروف دیدار کرد و درباره تحریم‌ها گفت‌وگو شد.",
            "سرگئی لاوروف",
            {"از", "در", "که", "کرد", "با"},
        ),
        (
            "لاہور میں نئے ہسپتال کا افتتاح",
            "وزیر اعظم نے آج لاہور میں بچوں کے نئے ہسپتال کا افتتاح کیا۔ ہسپتال پر ارب روپے لگے۔",
            "لاہور",
            {"میں", "کے", "نے", "ہے", "کا"},
        ),
        (
            "נשיא צרפת נפגש עם השר",
            "עמנואל מקרון נפגש היום עם השר. מקרון אמר כי צרפת תמשיך לפעול.",
            "עמנואל מקרון",
            {"של", "את", "עם", "כי", "היום"},
        ),
        (
            "Harbour council approves the ferry",
            "The harbour council approved a ferry to Stork Island on Monday. It was not the first.",
            "Stork Island",
            {"the", "The", "It", "was", "to", "a"},
        ),
    ],
)
def test_other_languages_have_names_and_no_function_words(
    title: str, text: str, expect: str, never: set[str]
) -> None:
    tags = suggest_tags(title, [text], limit=8)
    assert expect in tags
    assert not {word for tag in tags for word in (tag.split()[0], tag.split()[-1])} & never
