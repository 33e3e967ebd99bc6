"""The tags of a library put in order: counted, told for doubles, merged, renamed, described."""

import json
import re
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES, Ran, article, put, shelf
from mujaz import (
    arabic,
    frontmatter,
    groups,
    library,
    plan,
    provenance,
    render,
    tagging,
    vocabulary,
)
from mujaz.errors import ContentError
from mujaz.models import Library, Tag
from mujaz.phrases import Phrases
from mujaz.plan import Kind
from mujaz.render import Site
from mujaz.vocabulary import Count, entries

PATH = "articles/2026/07/alrasif-000001.md"


def cases(folder: str) -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted((CASES / folder).glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


def counts(*labels: str, described: tuple[str, ...] = ()) -> tuple[Count, ...]:
    """Return tags, the most used first."""
    return tuple(
        Count(tag=Tag(label=label), described=label in described, published=99 - n, drafts=0)
        for n, label in enumerate(labels)
    )


def pairs(*labels: str, described: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = vocabulary.doubles(counts(*labels, described=described))
    return [(pair.kept.tag.label, pair.other.tag.label) for pair in found]


@pytest.mark.parametrize("case", cases("spellings"))
def test_spellings(case: dict[str, list[str]]) -> None:
    for names in case.get("one", ()):
        assert len({arabic.name_key(name) for name in names}) == 1, names
    for names in case.get("several", ()):
        assert len({arabic.name_key(name) for name in names}) == len(names), names


@given(st.text(st.sampled_from("اأإآبتثجسوييىئءؤةه ورميكاسلع"), max_size=12))
def test_a_key_has_one_form(name: str) -> None:
    assert arabic.name_key(arabic.name_key(name)) == arabic.name_key(name)


def test_two_spellings_make_one_page() -> None:
    known = shelf(
        article("articles/a.md", tags=["سوريا"]), article("articles/b.md", tags=["سورية"])
    )
    (group,) = groups.tags(known)
    assert group.count == 2


def test_a_tag_is_counted_under_all_its_spellings_drafts_apart() -> None:
    known = shelf(
        article("articles/a.md", tags=["سوريا", "سُورية"], date="2026-07-02"),
        article("articles/b.md", tags=["الشام", "المياه"], status="draft"),
        article("articles/c.md", tags=["المياة"], date="2026-07-01"),
        tags=(Tag(label="سورية", kind="place", aliases=("الشام",)), Tag(label="القدس")),
    )
    found = vocabulary.census(known)
    assert [(c.tag.label, c.published, c.drafts, c.described) for c in found] == [
        ("المياة", 1, 1, False),
        ("سورية", 1, 1, True),
        ("القدس", 0, 0, True),
    ]
    assert found[1].articles == 2


@pytest.mark.parametrize("case", cases("doubles"))
def test_doubles(case: dict[str, list[str]]) -> None:
    for one, other in case.get("likely", ()):
        assert pairs(one, other) == [(one, other)], (one, other)
    for one, other in case.get("not", ()):
        assert pairs(one, other) == [], (one, other)


def test_of_two_names_the_described_one_is_kept_then_the_more_used_one() -> None:
    assert pairs("مياه", "المياه", described=("المياه",)) == [("المياه", "مياه")]
    assert pairs("مياه", "المياه") == [("مياه", "المياه")]


def test_two_names_that_an_editor_describes_are_two() -> None:
    assert pairs("المياه", "مياه", described=("المياه", "مياه")) == []


def test_each_pair_is_told_once() -> None:
    assert pairs("اليونسكو", "اليونيسكو", "يونسكو") == [
        ("اليونسكو", "اليونيسكو"),
        ("اليونسكو", "يونسكو"),
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("سورية", "place"),
        ("الأردن", "place"),
        ("الاتحاد الأوروبي", "organisation"),
        ("سيرغي لافروف", "person"),
        ("مدينة السنديان", "place"),
        ("وزارة الصحة", "organisation"),
        ("الهيئة العامة للمياه", "organisation"),
        ("جامعة", None),
        ("زيت الزيتون", None),
        ("", None),
    ],
)
def test_a_kind_is_told_where_the_label_tells_it(label: str, kind: str | None) -> None:
    assert tagging.kind_of(label) == kind


def test_what_recurs_is_proposed_with_its_kind_and_its_doubles() -> None:
    found = vocabulary.additions(
        (
            Count(tag=Tag(label="وزارة المياه"), described=False, published=4, drafts=1),
            Count(tag=Tag(label="الفيضان"), described=False, published=3, drafts=0),
            Count(tag=Tag(label="فيضان"), described=False, published=3, drafts=0),
            Count(tag=Tag(label="السنديان"), described=True, published=3, drafts=0),
            Count(tag=Tag(label="القمح"), described=False, published=2, drafts=0),
        ),
        least=3,
    )
    assert found == (
        Tag(label="وزارة المياه", kind="organisation"),
        Tag(label="الفيضان", aliases=("فيضان",)),
    )


@pytest.mark.parametrize("case", cases("tags-yml"))
def test_tags_yml(case: dict[str, object]) -> None:
    assert entries.fused(case["before"], case["words"], case["into"]) == case["after"]


LABELS = st.sampled_from(["المياه", "القدس", "غزة", "السوق", "C++", "لا", "أ: ب", "7", "[خ]", "#و"])
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["place", "person"]),
        "aliases": st.lists(st.sampled_from(["الماء", "يافا", "سوق الهال", "خ, د"]), max_size=3),
        "note": st.sampled_from(["كلمة", "# لا"]),
    },
)
FILES = st.dictionaries(LABELS, DETAILS | st.none(), max_size=5)


@given(FILES, st.lists(LABELS, min_size=1, max_size=3), LABELS)
def test_what_is_fused_is_one_name_and_the_others_say_what_they_said(
    before: dict[str, object], words: list[str], into: str
) -> None:
    text = frontmatter.dump(before)
    after = frontmatter.parse_yaml(entries.fused(text, words, into)).values
    gone = {*words, into}
    assert {k: v for k, v in after.items() if k not in gone} == {
        k: v for k, v in before.items() if k not in gone
    }
    assert {name for name in after if name in gone} == {into}
    spellings = {
        arabic.name_key(one) for one in (into, *((after[into] or {}).get("aliases") or ()))
    }
    assert {arabic.name_key(word) for word in words} <= spellings


@given(FILES, LABELS)
def test_what_is_appended_leaves_the_rest_byte_for_byte(
    before: dict[str, object], new: str
) -> None:
    text = "# كلمة المحرر\n" + frontmatter.dump({k: v for k, v in before.items() if k != new})
    assert entries.extended(text, [Tag(label=new)]).startswith(text)


def write(content: Path, text: str, path: str = PATH) -> None:
    if not (content / "sources.yml").read_text("utf-8").count("alrasif:"):
        put(content, article("articles/x.md", tags=["القمح"]))
    library.save(content, PurePosixPath(path), text)


def read(content: Path, path: str = PATH) -> str:
    return library.read(content, PurePosixPath(path))


def tags_file(content: Path, text: str) -> None:
    (content / "tags.yml").write_bytes(text.encode())


@pytest.mark.parametrize("case", cases("retagged"))
def test_retagged(content: Path, case: dict[str, str]) -> None:
    write(content, case["before"])
    tags_file(content, case.get("tags", ""))
    change = vocabulary.merged(content, library.load(content), case["merge"], case["into"])
    library.save_all(content, change.files)
    assert read(content) == case["after"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_byte_stays(content: Path, end: str) -> None:
    before = (
        "---\n# رأس\ntitle: 'خبر'\nsource: alrasif\ntags:   [سوريا, \"المياه\"]  # وسوم\n"
        "مفتاح: [1, 2]\n---\n\nالنص عن سوريا.\n"
    ).replace("\n", end)
    write(content, before)
    change = vocabulary.renamed(content, library.load(content), "سوريا", "الشام")
    library.save_all(content, change.files)
    assert read(content) == before.replace("[سوريا", "[الشام")


def test_a_list_of_the_machines_stays_the_machines(content: Path) -> None:
    signed = provenance.sign({"title": "خبر", "tags": ["سوريا", "المياه"]})
    put(content, article(PATH, title="خبر", tags=["سوريا", "المياه"], generated=signed))
    change = vocabulary.renamed(content, library.load(content), "سوريا", "الشام")
    library.save_all(content, change.files)
    front = library.article(content, PurePosixPath(PATH)).front
    assert front.generated == provenance.sign({"title": "خبر", "tags": ["الشام", "المياه"]})
    assert provenance.free("tags", list(front.tags), front.generated)


@pytest.mark.parametrize("machine", [["المياه"], ["الشام", "المياه"]])
def test_a_list_of_a_persons_stays_a_persons(content: Path, machine: list[str]) -> None:
    signed = provenance.sign({"tags": machine})
    put(content, article(PATH, tags=["سوريا", "المياه"], generated=signed))
    change = vocabulary.renamed(content, library.load(content), "سوريا", "الشام")
    library.save_all(content, change.files)
    front = library.article(content, PurePosixPath(PATH)).front
    assert front.tags == ("الشام", "المياه")
    assert not provenance.free("tags", list(front.tags), front.generated)


def test_a_renamed_tag_keeps_its_page(content: Path) -> None:
    put(content, article(PATH, tags=["المياه"]))
    (before,) = groups.tags(library.load(content).library)
    change = vocabulary.renamed(content, library.load(content), "الميَاه", "شؤون المياه")
    library.save_all(content, change.files)
    (after,) = groups.tags(library.load(content).library)
    assert (after.subject.label, after.address) == ("شؤون المياه", before.address)
    assert library.load(content).library.vocabulary.find("المياة").label == "شؤون المياه"


def test_a_tag_may_be_given_one_of_its_own_spellings(content: Path) -> None:
    tags_file(content, "سورية:\n  slug: syria\n  aliases:\n  - الشام\n")
    put(content, article(PATH, tags=["سورية"]))
    change = vocabulary.renamed(content, library.load(content), "سورية", "الشام")
    library.save_all(content, change.files)
    assert read(content, "tags.yml") == "الشام:\n  slug: syria\n  aliases:\n  - سورية\n"


@pytest.mark.parametrize(
    ("old", "new", "problem", "mend"),
    [
        ("الميه", "الماء", "there is no tag “الميه”", "did you mean “المياه”?"),
        ("كواكب", "نجوم", "there is no tag “كواكب”", "see what there is with mujaz tags"),
        ("المياه", "القمح", "there is a tag “القمح” already", 'merge "المياه" --into "القمح"'),
        ("المياه", "القدس", "there is a tag “القدس” already", 'merge "المياه" --into "القدس"'),
        ("المياه", "  ", "“  ” is no tag", "write a word or a short phrase"),
        ("المياه", "ماء " * 40, "is no tag", "write a word or a short phrase"),
    ],
)
def test_what_cannot_be_renamed_is_told(
    content: Path, old: str, new: str, problem: str, mend: str
) -> None:
    tags_file(content, "القدس:\n")
    put(content, article("articles/a.md", tags=["المياه", "القمح"]))
    with pytest.raises(ContentError) as told:
        vocabulary.renamed(content, library.load(content), old, new)
    assert problem in str(told.value.problem)
    assert mend in str(told.value.mend)


def test_a_file_that_cannot_be_read_stops_a_change(content: Path) -> None:
    put(content, article("articles/a.md", tags=["المياه"]))
    write(content, "---\ntitle: :\n---\n")
    with pytest.raises(ContentError) as told:
        vocabulary.merged(content, library.load(content), ["المياه"], "الماء")
    assert told.value.path == content / PATH
    assert told.value.line == 2


def test_a_library_without_tags_yml_gets_one(content: Path) -> None:
    put(content, article(PATH, tags=["المياه"]))
    (content / "tags.yml").unlink()
    change = vocabulary.merged(content, library.load(content), ["المياه"], "الماء")
    assert change.files[PurePosixPath("tags.yml")] == "الماء:\n  aliases:\n  - المياه\n"


def test_a_diff_is_one_that_patch_reads(content: Path) -> None:
    write(content, "---\ntitle: خبر\nsource: alrasif\ntags: [سوريا]\n---\n\nنص بلا سطر أخير")
    change = vocabulary.renamed(content, library.load(content), "سوريا", "الشام")
    (edit,) = (edit for edit in change.edits if str(edit.path) == PATH)
    assert "".join(edit.diff(Path("content"))) == (
        f"--- a/content/{PATH}\n+++ b/content/{PATH}\n@@ -1,7 +1,7 @@\n ---\n title: خبر\n"
        " source: alrasif\n-tags: [سوريا]\n+tags: [الشام]\n ---\n \n نص بلا سطر أخير\n"
        "\\ No newline at end of file\n"
    )


NESTED = (
    Tag(label="البلاد", slug="land"),
    Tag(label="الساحل", broader="البلاد"),
    Tag(label="السنديان", slug="sindyan", broader="الساحل"),
    Tag(label="المرفأ", slug="port", broader="السنديان"),
)


def nested() -> Library:
    return shelf(article(PATH, tags=["البلاد", "السنديان", "المرفأ", "القمح"]), tags=NESTED)


def test_a_tag_names_the_wider_one_and_those_within_it_that_have_a_page() -> None:
    found = {group.subject.label: group for group in groups.tags(nested())}
    assert found["السنديان"].broader.address == "tags/land/"
    assert [entry.address for entry in found["البلاد"].entries] == ["tags/sindyan/"]
    assert [entry.address for entry in found["السنديان"].entries] == ["tags/port/"]
    assert (found["القمح"].broader, found["القمح"].entries) == (None, ())


def test_a_tags_page_leads_to_the_wider_one_and_to_those_within_it() -> None:
    known = nested()
    site = Site(name="موجز", description="", phrases=Phrases.of("en"))
    pages = render.environment(site, known)
    (page,) = (
        page
        for page in plan.pages(known)
        if page.kind is Kind.TAG and page.subject.label == "السنديان"
    )
    html = render.body(pages, page)
    assert re.search(r'Part of: <a href="../../tags/land/"><bdi>البلاد', html)
    assert re.search(r'<a href="../../tags/port/" rel="tag"><bdi>المرفأ', html)


def test_a_circle_of_wider_tags_ends() -> None:
    known = shelf(
        article(PATH, tags=["أ", "ب"]),
        tags=(Tag(label="أ", slug="a", broader="ب"), Tag(label="ب", slug="b", broader="أ")),
    )
    assert [group.broader.address for group in groups.tags(known)] == ["tags/b/", "tags/a/"]


@pytest.fixture
def tagged(digest, mujaz):
    """Runs `mujaz tags` in a digest of a few articles."""
    for n in range(3):
        put(digest.content, article(f"articles/{n}.md", tags=["المياه", "وزارة الصحة"]))
    put(digest.content, article("articles/4.md", tags=["مياه"], status="draft"))
    tags_file(digest.content, "السنديان:\n  kind: place\nقال:\n  blocked: true\n")

    def run(*words: str, lang: str = "en_GB.UTF-8") -> Ran:
        return mujaz("--digest", digest.root, "tags", *words, lang=lang)

    return run


def test_the_command_lists_tags_and_doubles(tagged) -> None:
    assert tagged().out.splitlines() == [
        "المياه  3 articles and not in tags.yml",
        "وزارة الصحة  3 articles and not in tags.yml",
        "مياه  0 articles, 1 draft, and not in tags.yml",
        "السنديان  0 articles and place",
        "قال  0 articles and blocked",
        "",
        "Likely doubles:",
        'المياه · مياه: the same but for the article; mujaz tags merge "مياه" --into "المياه"',
        "5 tags and 1 likely double",
    ]
    assert "وسوم يُظن أنها لشيء واحد:" in tagged(lang="ar_SY.UTF-8").out


def test_the_command_tells_programs(tagged) -> None:
    told = [json.loads(line) for line in tagged("--json").out.splitlines()]
    assert told[2] == {
        "tag": "مياه",
        "published": 0,
        "drafts": 1,
        "kind": None,
        "described": False,
        "blocked": False,
    }
    assert told[-1] == {"doubles": ["المياه", "مياه"], "why": "the same but for the article"}


def test_a_merge_is_told_file_by_file(digest, tagged) -> None:
    ran = tagged("merge", "مياه", "--into", "المياه")
    assert ran == Ran(
        0,
        "digest/content/tags.yml\ndigest/content/articles/4.md: مياه → المياه\n2 files changed\n",
        "",
    )
    assert tagged("merge", "مياه", "--into", "المياه").out == "0 files changed\n"
    assert library.load(digest.content).library.vocabulary.find("مياه").label == "المياه"


def test_a_dry_run_shows_a_diff_and_changes_nothing(digest, tagged) -> None:
    before = {path: path.read_bytes() for path in digest.content.rglob("*.*")}
    ran = tagged("rename", "المياه", "الماء", "--dry-run")
    assert ran.out.count("\n+- الماء\n") == 3
    assert ran.out.startswith("--- a/digest/content/tags.yml\n")
    assert {path: path.read_bytes() for path in digest.content.rglob("*.*")} == before


def test_a_proposal_is_printed_and_put_at_the_end_of_tags_yml(digest, tagged) -> None:
    new = "المياه:\n  aliases:\n  - مياه\nوزارة الصحة:\n  kind: organisation\n"
    assert tagged("propose").out == f"{new}# 2 tags proposed\n"
    before = read(digest.content, "tags.yml")
    assert tagged("propose", "--write").out == (
        f"{new}# digest/content/tags.yml\n# 2 tags proposed\n"
    )
    assert read(digest.content, "tags.yml") == before + new
    assert tagged("propose", "--least", "1", "--write").out == "# 0 tags proposed\n"


def test_a_mistake_is_told_in_one_line(tagged) -> None:
    ran = tagged("rename", "الميه", "الماء")
    assert (ran.status, ran.err) == (
        1,
        "mujaz: there is no tag “الميه”; to mend it: did you mean “المياه”?\n",
    )


def test_a_described_tag_keeps_its_page_too(content: Path) -> None:
    tags_file(content, "المياه:\n  kind: subject\n")
    put(content, article(PATH, tags=["المياه"]))
    (before,) = groups.tags(library.load(content).library)
    change = vocabulary.renamed(content, library.load(content), "المياه", "الماء")
    library.save_all(content, change.files)
    (after,) = groups.tags(library.load(content).library)
    assert (after.address, after.subject.kind) == (before.address, "subject")
