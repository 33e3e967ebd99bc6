"""Front matter: taken apart and put together, read with true lines, changed in place."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import CASES
from mujaz import frontmatter
from mujaz.errors import ContentError
from mujaz.models import KEYS

LINES = st.sampled_from(
    [
        *("---", "--- ", "...", "----", "- --", " ---", "title: عنوان", "# تعليق", "", "نص", "\t"),
        *("\ufeff---", "key: ---", "\u2028", "|", "\x0c"),  # byte order mark, line separator
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", ""])
FILES = st.lists(st.tuples(LINES, BREAKS)).map(lambda pairs: "".join(a + b for a, b in pairs))

AWKWARD = st.sampled_from(
    [
        *(
            ": ",
            "# ",
            "- ",
            "'",
            '"',
            "---",
            "...",
            "\n",
            "\n\n",
            "\r\n",
            "{",
            "[",
            "&a",
            "*a",
            "!x",
        ),
        *("|", ">", "%", "@", "`", "?", ",", " ", "\t", "no", "yes", "true", "null", "~", "1", "0"),
        *("1.5", "2021-07-07", "12:30", "0x1F", "1_000", "المياه", "«قال»", "،", "\\", "\u200f"),
        *("\u2028", "\u0085", "\ufeff", "\U0001f30a"),  # line ends of Unicode, a mark, a wave
    ]
)
WORDS = st.lists(AWKWARD, max_size=5).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=20
)
SCALARS = st.none() | st.booleans() | st.integers() | WORDS
VALUES = st.one_of(
    WORDS,
    st.booleans(),
    st.lists(WORDS, max_size=4),
    st.dictionaries(WORDS, WORDS, max_size=3),
)
NAMES = st.sampled_from([*KEYS, "weight", "مفتاح", "a b", "no", "2021", "x: y"])
HEADS = st.dictionaries(NAMES, VALUES | SCALARS, max_size=6)

WRITTEN = """\
---
# صفحة من أرشيف المدينة
title:   'عنوان المقالة: تفصيل'  # راجعته سلمى
date: 2026-07-12
source: alrasif

# وسوم اتفقنا عليها في الاجتماع
tags:   # خمسة لا أكثر
    - المياه   # أبقوه
    # هذا اسم رسمي
    - "هيئة المياه"
    - السنديان
mood: {calm: yes, "loud": no}  # لا تلمسوا
summary: |
  سطر أول
  # ليس تعليقاً

  سطر ثان
generated:
 title: 0a1b2c3d # من الآلة
 tags: ffffffff
...
نص المقالة.
"""
TAGS = WRITTEN[WRITTEN.index("tags:") : WRITTEN.index("mood:")]


def head(text: str) -> dict[str, object]:
    return dict(frontmatter.parse(frontmatter.split(text)).values)


def broken(text: str) -> ContentError:
    with pytest.raises(ContentError) as raised:
        frontmatter.parse(frontmatter.split(text))
    return raised.value


@settings(deadline=None)
@given(FILES | st.text())
def test_join_undoes_split(text: str) -> None:
    assert frontmatter.join(frontmatter.split(text)) == text


@settings(deadline=None)
@given(FILES | st.text())
def test_the_fences_are_whole_lines(text: str) -> None:
    document = frontmatter.split(text)
    if document.opening:
        assert document.opening.lstrip("\ufeff").strip() == "---"  # byte order mark
        assert document.closing.strip() in {"---", "..."}
        assert document.closing.endswith("\n") or not document.body
    else:
        assert document.body == text


@pytest.mark.parametrize(
    ("text", "opening", "yaml", "closing", "body"),
    [
        ("---\na: 1\n---\n\nنص\n", "---\n", "a: 1\n", "---\n", "\nنص\n"),
        ("---\na: 1\n...\nنص", "---\n", "a: 1\n", "...\n", "نص"),
        ("---\r\na: 1\r\n---\r\nنص\r\n", "---\r\n", "a: 1\r\n", "---\r\n", "نص\r\n"),
        ("\ufeff---\na: 1\n---", "\ufeff---\n", "a: 1\n", "---", ""),  # byte order mark
        ("--- \na: ---\n--- \nنص\n---\n", "--- \n", "a: ---\n", "--- \n", "نص\n---\n"),
        ("---\n---\nنص\n", "---\n", "", "---\n", "نص\n"),
        ("---\na: 1\n", "", "", "", "---\na: 1\n"),
        ("----\na: 1\n---\n", "", "", "", "----\na: 1\n---\n"),
        ("\n---\na: 1\n---\n", "", "", "", "\n---\na: 1\n---\n"),
        ("نص بلا رأس\n", "", "", "", "نص بلا رأس\n"),
    ],
)
def test_where_a_file_is_cut(text: str, opening: str, yaml: str, closing: str, body: str) -> None:
    assert frontmatter.split(text) == frontmatter.Document(opening, yaml, closing, body)


def test_values_are_text_unless_they_are_numbers_true_false_or_null() -> None:
    text = (
        "---\ndate: 2021-07-07\ntime: 2021-07-07 10:15:00\ntags: [no, yes, on, off, y]\nid: 007\n"
        "hex: 0x1F\nclock: 12:30\nsum: 1_000\nday: 7\nshare: -1.5\npick: true\nlink: ~\nimage:\n"
        "<<: x\n---\n"
    )
    assert head(text) == {
        "date": "2021-07-07",
        "time": "2021-07-07 10:15:00",
        "tags": ["no", "yes", "on", "off", "y"],
        "id": "007",
        "hex": "0x1F",
        "clock": "12:30",
        "sum": "1_000",
        "day": 7,
        "share": -1.5,
        "pick": True,
        "link": None,
        "image": None,
        "<<": "x",
    }


def test_each_key_knows_its_line_in_the_file() -> None:
    lines = frontmatter.parse(frontmatter.split(WRITTEN)).lines
    file = WRITTEN.splitlines()
    assert all(file[line - 1].startswith(key) for key, line in lines.items())
    assert lines["title"] == 3
    assert lines["generated"] == 19


@pytest.mark.parametrize(
    ("text", "line", "problem", "mend"),
    [
        ("نص\n", 1, "there is no front matter", "begin the file with a line ---, the keys, and"),
        ("---\na: 1\n", 1, "there is no front matter", "another line ---"),
        ("---\na: b\nc: d: e\n---\n", 3, "this YAML cannot be read: mapping values", "in “quotes”"),
        ("---\r\na: b\r\nc: [d\r\n---\r\n", 4, "this YAML cannot be read: ", "in “quotes”"),
        ("\ufeff---\na: 'b\n---\n", 3, "this YAML cannot be read: ", "in “quotes”"),  # BOM
        ("---\na: \x01\n---\n", 2, "control characters are not allowed", "in “quotes”"),
        ("---\na: !secret b\n---\n", 2, "could not determine a constructor", "in “quotes”"),
        ("---\na: 1\n\na: 2\n---\n", 4, "the key “a” stands twice", "keep one of the two"),
        ("---\n- a\n- b\n---\n", 2, "this is not a list of keys and values", "one key a line"),
        ("---\nنص\n---\n", 2, "this is not a list of keys and values", "such as title: …"),
        ("---\n2021: a\n---\n", 2, "this is not a list of keys and values", "one key a line"),
        (
            "---\na: !!int سبعة\n---\n",
            2,
            "a value here is not what its number",
            "put it in “quotes”",
        ),
        ("---\na: !!bool x\n---\n", 2, "a value here is not what", "put it in “quotes”"),
        ("---\na: !!timestamp x\n---\n", 2, "a value here is not what", "put it in “quotes”"),
        (f"---\na: {'9' * 5000}\n---\n", 2, "a value here is not what", "put it in “quotes”"),
        ("---\na: &x [b]\nc: *x\n---\n", 3, "the alias *x is not read here", "write the value out"),
        (f"---\na: b\nc: {'[' * 200_000}\n---\n", 3, "nested too deep", "one key a line"),
        (f"---\na: b\nc:\n{'- ' * 200_000}\n---\n", 4, "nested too deep", "one key a line"),
    ],
)
def test_what_is_broken_is_told_with_its_line(
    text: str, line: int, problem: str, mend: str
) -> None:
    error = broken(text)
    assert error.line == line
    assert problem in str(error.problem)
    assert mend in str(error.mend)


def test_nests_of_a_hundred_levels_are_read() -> None:
    assert frontmatter.parse_yaml(f"a: {'[' * 99}{']' * 99}").values["a"]


def test_a_file_of_names_begins_on_its_first_line() -> None:
    assert frontmatter.parse_yaml("# أسماء\nalrasif:\n  name: الرصيف\nsaffara:\n").lines == {
        "alrasif": 2,
        "saffara": 4,
    }
    assert frontmatter.parse_yaml("").values == {}


@settings(deadline=None)
@given(HEADS, WORDS)
def test_what_is_composed_is_read_again(values: dict[str, object], body: str) -> None:
    text = frontmatter.compose(values, body)
    assert head(text) == values
    assert frontmatter.split(text).body == f"\n{body}"


def test_text_that_yaml_takes_for_something_else_is_quoted_and_dates_are_not() -> None:
    values = {"date": "2021-07-07", "tags": ["no", "7", "0x1F", "12:30", "1e3", "", "~", "- a"]}
    assert frontmatter.dump(values) == (
        "date: 2021-07-07\ntags:\n- 'no'\n- '7'\n- '0x1F'\n- '12:30'\n- 1e3\n- ''\n- '~'\n- '- a'\n"
    )


def test_a_value_that_is_there_twice_is_written_out_twice() -> None:
    same = ["المياه"]
    assert "&" not in frontmatter.dump({"tags": same, "aliases": same})


@settings(deadline=None)
@given(HEADS, st.dictionaries(NAMES, VALUES | st.none(), max_size=4), BREAKS)
def test_what_is_edited_reads_as_wanted_and_nothing_else_changes(
    values: dict[str, object], changes: dict[str, object], end: str
) -> None:
    text = frontmatter.compose(values, "نص\n")
    text = text.replace("\n", "\r\n") if end == "\r\n" else text
    before = head(text)
    edited = frontmatter.edit(text, changes, order=KEYS)
    wanted = {**before, **changes}
    gone = {key for key, value in changes.items() if value is None}
    assert head(edited) == {key: value for key, value in wanted.items() if key not in gone}
    assert frontmatter.split(edited).body == frontmatter.split(text).body


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*head(WRITTEN), "kicker", "note", "weight"]),
        VALUES | st.none(),
        max_size=4,
    )
)
def test_a_file_of_a_person_can_be_edited_into_anything(changes: dict[str, object]) -> None:
    edited = frontmatter.edit(WRITTEN, changes, order=KEYS)
    wanted = {**head(WRITTEN), **changes}
    gone = {key for key, value in changes.items() if value is None}
    assert head(edited) == {key: value for key, value in wanted.items() if key not in gone}


@settings(deadline=None)
@given(HEADS)
def test_editing_into_what_is_there_changes_no_byte(values: dict[str, object]) -> None:
    text = frontmatter.compose(values, "نص\n")
    said = {key: value for key, value in values.items() if value is not None}
    assert frontmatter.edit(text, said, order=KEYS) == text


def test_editing_what_a_person_wrote_into_the_same_changes_no_byte() -> None:
    windows = WRITTEN.replace("\n", "\r\n")
    assert frontmatter.edit(WRITTEN, head(WRITTEN), order=KEYS) == WRITTEN
    assert frontmatter.edit(windows, head(windows), order=KEYS) == windows


def test_true_is_not_one() -> None:
    assert frontmatter.edit("---\npick: 1\n---\n", {"pick": True}, order=KEYS) == (
        "---\npick: true\n---\n"
    )


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        (
            {"title": "عنوان آخر"},
            "title:   'عنوان المقالة: تفصيل'  # راجعته سلمى\n",
            "title: عنوان آخر  # راجعته سلمى\n",
        ),
        (
            {"tags": ["السدود", "المياه", "هيئة المياه"]},
            '    - المياه   # أبقوه\n    # هذا اسم رسمي\n    - "هيئة المياه"\n    - السنديان\n',
            '    - السدود\n    - المياه   # أبقوه\n    # هذا اسم رسمي\n    - "هيئة المياه"\n',
        ),
        (
            {"tags": ["السدود"]},
            '    - المياه   # أبقوه\n    # هذا اسم رسمي\n    - "هيئة المياه"\n    - السنديان\n',
            "    - السدود\n    # هذا اسم رسمي\n",
        ),
        (
            {"tags": []},
            TAGS,
            "tags: []   # خمسة لا أكثر\n    # هذا اسم رسمي\n",
        ),
        (
            {"tags": None},
            TAGS,
            "    # هذا اسم رسمي\n",
        ),
        (
            {"mood": ["هادئ"]},
            'mood: {calm: yes, "loud": no}  # لا تلمسوا\n',
            "mood:  # لا تلمسوا\n- هادئ\n",
        ),
        (
            {"summary": "سطر واحد"},
            "summary: |\n  سطر أول\n  # ليس تعليقاً\n\n  سطر ثان\n",
            "summary: سطر واحد\n",
        ),
        (
            {"generated": {"summary": "00000000", "title": "0a1b2c3d"}},
            " title: 0a1b2c3d # من الآلة\n tags: ffffffff\n",
            " summary: '00000000'\n title: 0a1b2c3d # من الآلة\n",
        ),
        ({"kicker": "الصغير"}, "date: 2026", "kicker: الصغير\ndate: 2026"),
        ({"note": "كلمة"}, "generated:\n", "note: كلمة\ngenerated:\n"),
        ({"weight": 3}, "...\nنص", "weight: 3\n...\nنص"),
        ({"date": None}, "date: 2026-07-12\n", ""),
        ({"link": None}, "", ""),
    ],
)
def test_only_the_lines_of_the_key_change(changes: dict[str, object], old: str, new: str) -> None:
    assert WRITTEN.count(old) == 1 or not old
    expect = WRITTEN.replace(old, new, 1)
    assert frontmatter.edit(WRITTEN, changes, order=KEYS) == expect


@pytest.mark.parametrize(
    ("text", "changes", "expect"),
    [
        ("---\n---\nنص\n", {"title": "عنوان"}, "---\ntitle: عنوان\n---\nنص\n"),
        ("---\n# لاحقاً\n---\n", {"title": "عنوان"}, "---\ntitle: عنوان\n# لاحقاً\n---\n"),
        (
            "---\n  title: أ\n  tags: [ب]\n---\n",
            {"tags": ["ج"], "date": "2021"},
            "---\n  title: أ\n  date: '2021'\n  tags:\n  - ج\n---\n",
        ),
        (
            "---\r\ntitle: أ\r\nweight: 1\r\n---\r\n",
            {"title": "ب", "tags": ["ج"]},
            "---\r\ntitle: ب\r\ntags:\r\n- ج\r\nweight: 1\r\n---\r\n",
        ),
        (
            "---\r\ntitle: أ\nweight: 1\r\n---\r\n",
            {"title": "ب"},
            "---\r\ntitle: ب\nweight: 1\r\n---\r\n",
        ),
        (
            "---\nsummary: >-  # طويلة\n  أ\n---\n",
            {"summary": "ب"},
            "---\nsummary: ب  # طويلة\n---\n",
        ),
        ("---\nkicker:  # ربما\n---\n", {"kicker": "ب"}, "---\nkicker: ب  # ربما\n---\n"),
        ("---\ntags: أ # ب\n---\n", {"tags": ["أ"]}, "---\ntags: # ب\n- أ\n---\n"),
        ("---\ntags:\n- أ # 1\n- أ # 2\n---\n", {"tags": ["أ"]}, "---\ntags:\n- أ # 1\n---\n"),
        ("---\ntags:\n  [أ, # 1\n  ب]\n---\n", {"tags": ["أ"]}, "---\ntags:\n- أ\n---\n"),
        (
            "---\n? tags\n: - أ # 1\n  - ب\n---\n",
            {"tags": ["ب", "ج"]},
            "---\ntags:\n- ب\n- ج\n---\n",
        ),
        (
            "---\ntags:\n- |\n  أ\n  # نص\n- ب\n---\n",
            {"tags": ["أ\n# نص\n"]},
            "---\ntags:\n- |\n  أ\n  # نص\n---\n",
        ),
    ],
)
def test_however_a_person_writes_yaml(text: str, changes: dict[str, object], expect: str) -> None:
    assert frontmatter.edit(text, changes, order=KEYS) == expect
    assert head(expect).items() >= changes.items()


def test_front_matter_in_braces_is_refused_and_says_why() -> None:
    with pytest.raises(ContentError) as raised:
        frontmatter.edit("---\n{title: أ}\n---\n", {"title": "ب"}, order=KEYS)
    assert "written in braces" in str(raised.value.problem)
    assert "one key a line" in str(raised.value.mend)


def test_a_broken_file_is_not_edited() -> None:
    with pytest.raises(ContentError, match="stands twice"):
        frontmatter.edit("---\na: 1\na: 2\n---\n", {"title": "ب"}, order=KEYS)


def lists() -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted((CASES / "put-into-lists").glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize("case", lists())
def test_items_come_at_the_end_of_a_list(case: dict) -> None:
    found = frontmatter.extend(case["before"], case["entry"], "furniture", case["items"])
    assert found == case["after"]
    listed = frontmatter.parse_yaml(found).values[case["entry"]]["furniture"]
    assert listed[-len(case["items"]) :] == case["items"]


ENTRIES = st.dictionaries(
    st.sampled_from(["name", "url", "furniture", "description"]),
    st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3)),
    min_size=1,
).filter(lambda told: isinstance(told.get("furniture", []), list))


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["alrasif", "alsadd", "saffara"]), ENTRIES, min_size=1),
    st.lists(WORDS, min_size=1, max_size=3),
    st.data(),
)
def test_whatever_comes_into_a_list_all_else_says_what_it_said(
    told: dict[str, dict], items: list[str], data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(sorted(told)))
    before = frontmatter.dump(told)
    after = frontmatter.extend(before, entry, "furniture", items)
    listed = [*told[entry].get("furniture", []), *items]
    wanted = {**told, entry: {**told[entry], "furniture": listed}}
    assert frontmatter.parse_yaml(after).values == wanted
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines())


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("alsadd:\n  name: السد\n", "nothing can be put into what is said of “alrasif”", None),
        ("# أ\nalrasif: الرصيف\n", "nothing can be put into what is said of “alrasif”", 2),
        ("alrasif:\n  name: [\n", "this YAML cannot be read", 3),
    ],
)
def test_where_nothing_can_be_put_the_reason_is_told(
    text: str, problem: str, line: int | None
) -> None:
    with pytest.raises(ContentError, match=problem) as raised:
        frontmatter.extend(text, "alrasif", "furniture", ["سطر"])
    assert raised.value.line == line
