"""Lines that recur from dump to dump are none of any story."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import PARAGRAPH, TODAY, Ran, add_raws, dump
from mujaz import boilerplate, library
from mujaz.boilerplate import Memory
from mujaz.desk import Added
from mujaz.digest import Digest
from mujaz.errors import ContentError, RawError, message
from mujaz.models import Source
from mujaz.raw import Kind, Raw, Refused

FOLLOW = "تابعوا أخبار المدينة كلها على صفحات الصحيفة في كل يوم من أيام الأسبوع."
TITLES = ("افتتاح المرفأ", "عودة المدارس", "كأس المدينة", "معرض الكتب")


def story(number: int, *lines: str, name: str = "صحيفة الرصيف") -> str:
    """Return a dump whose words are its own, but for some lines in it; one, unless said."""
    first, *told = (
        " ".join(f"كلمة{number}{place}{n}" for n in range(20)) + "." for place in ("أ", "ب", "ج")
    )
    title = f"{TITLES[number % len(TITLES)]} في الميناء القديم رقم {number}"
    return "\n\n".join([name, title, first, *(lines or [FOLLOW]), *told]) + "\n"


def bodies(content: Path) -> list[str]:
    return [article.body for article in library.load(content).library.articles]


def test_a_line_of_three_dumps_is_left_out_of_all(content) -> None:
    add_raws(content, [Raw(f"{n}", story(n)) for n in range(3)])
    assert len(bodies(content)) == 3
    assert not [body for body in bodies(content) if FOLLOW in body]
    assert all(body.count("كلمة") == 60 for body in bodies(content))


def test_a_line_of_two_dumps_may_be_a_quotation(content) -> None:
    add_raws(content, [Raw(f"{n}", story(n)) for n in range(2)])
    assert all(FOLLOW in body for body in bodies(content))


def test_one_dump_three_times_keeps_its_story(content) -> None:
    texts = [dump().replace("\n\n", f"\n\n{n}/7/2026\n\n", 1) for n in (1, 2, 3)]
    results = add_raws(content, [Raw(f"{n}", text) for n, text in enumerate(texts)])
    assert all(isinstance(result, Added) for result in results)
    assert all(PARAGRAPH in body for body in bodies(content))


def test_a_line_that_an_editor_names_is_left_out_of_any_dump(content) -> None:
    sources = content / "sources.yml"
    told = f'alrasif:\n  name: صحيفة الرصيف\n  furniture:\n  - "{FOLLOW}"\n'
    sources.write_text(sources.read_text("utf-8") + told, "utf-8")
    add_raws(content, [Raw("a", story(0))])
    assert FOLLOW not in bodies(content)[0]


def test_dumps_wait_for_each_other_and_nothing_else_waits() -> None:
    taken: list[str] = []

    def items() -> Iterator[Raw | Refused]:
        for number in range(3):
            taken.append(f"page {number}")
            yield Raw(f"page {number}", "<p>", kind=Kind.HTML)
        for number in range(boilerplate.WINDOW + 1):
            taken.append(f"dump {number}")
            yield Raw(f"dump {number}", story(number % 4))
        yield Refused(name="x", error=RawError(message("x"), message("y")))

    found = boilerplate.learned(items())
    assert next(found)[0].name == "page 0"
    assert taken == ["page 0"]
    rest = [item.name for item, _ in found]
    assert rest == [*taken[1:], "x"]


def stories(*numbers: int, **said: str) -> list[Raw]:
    return [Raw(f"{number}", story(number, **said)) for number in numbers]


def remembered(content: Path, raws: list[Raw]) -> dict[str, tuple[str, ...]]:
    """Return what a batch teaches of each source, by its name."""
    memory = Memory(TODAY)
    add_raws(content, raws, memory=memory)
    return {source.name: memory.of(source) for source in library.sources(content).values()}


def test_what_recurs_in_three_dumps_of_a_source_is_its_own_and_no_other_sources(content) -> None:
    raws = [*stories(0, 1, 2), *stories(3, 4, name="صحيفة السد")]
    assert remembered(content, raws) == {"صحيفة الرصيف": (FOLLOW,), "صحيفة السد": ()}
    assert not [body for body in bodies(content) if FOLLOW in body]


def test_dumps_without_a_publisher_are_read_again_without_what_recurs(content) -> None:
    nameless = story(0).partition("\n\n")[2] + "\n\nالسد الكبير\n"
    raws = [Raw("a", nameless), *stories(1, 2, 3, name="صحيفة السد الكبير")]
    told = "alsadd:\n  name: صحيفة السد الكبير\n  aliases: [السد الكبير]\n"
    add_raws(content, stories(7))  # the others come in a batch whose first has no publisher yet
    sources = content / "sources.yml"
    sources.write_text(sources.read_text("utf-8") + told, "utf-8")
    assert remembered(content, raws)["صحيفة السد الكبير"] == (FOLLOW,)
    assert not [body for body in bodies(content) if FOLLOW in body and "كلمة7" not in body]


def test_a_dump_that_comes_in_three_times_teaches_nothing(content) -> None:
    raws = [*stories(0, 0, 0, 1), *stories(2, name="صحيفة السد")]
    assert remembered(content, raws) == {"صحيفة الرصيف": (), "صحيفة السد": ()}


@pytest.mark.parametrize(
    "line",
    [
        "صحيفة الرصيف | أخبار المدينة في كل ساعة",
        "تابعونا في صحيفة الرصيف على صفحات التواصل",
        "نُشر في صفحة المدينة يوم الأحد 12 تموز 2026",
        "الأحد 12 تموز 2026 - الساعة العاشرة",
        "الرئيسية | سياسة | اقتصاد | رياضة | ثقافة",
        "جميع الحقوق محفوظة لدار المدينة للنشر",
    ],
    ids=["name", "named", "day-in-a-line", "day", "menu", "known-to-our-rules"],
)
def test_what_tells_whose_and_when_and_what_our_rules_know_is_not_remembered(
    content, line: str
) -> None:
    raws = [Raw(f"{number}", story(number, line, FOLLOW)) for number in range(3)]
    assert remembered(content, raws)["صحيفة الرصيف"] == (FOLLOW,)


def test_what_an_article_says_is_not_remembered(content) -> None:
    text = dump().partition("\n\n")[2]  # one story, corrected twice
    raws = [Raw(f"{n}", f"صحيفة الرصيف\n\n{n}/7/2026\n\n{text}") for n in (1, 2, 3)]
    assert remembered(content, raws) == {"صحيفة الرصيف": ()}


def test_a_line_is_remembered_as_most_dumps_write_it(content) -> None:
    other = FOLLOW.replace("أيام", "ايام")
    lines = {number: other if number == 1 else FOLLOW for number in range(6)}
    raws = [Raw(f"{number}", story(number, line)) for number, line in lines.items()]
    assert remembered(content, raws) == {"صحيفة الرصيف": (FOLLOW,)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Dumps of two newspapers, each with lines of its own."""
    made = tmp_path / "in"
    made.mkdir()
    for number in range(6):
        (made / f"a{number}.txt").write_text(
            story(number, FOLLOW, "حمّلوا تطبيق: أخبارنا معكم أينما كنتم"), "utf-8"
        )
        text = story(number + 10, "اقرؤوا العدد المطبوع كاملا في المكتبات", name="صحيفة السد")
        (made / f"b{number}.txt").write_text(text, "utf-8")
    return made


EDITED = """\
# الناشرون
alrasif:
    name: 'صحيفة الرصيف'   # القديمة
    furniture:   # رأيناها في صفحاتها
        - "إعلان مدفوع على صفحاتنا"   # في الأسفل

alsadd: {name: صحيفة السد}
"""
GROWN = EDITED.replace(
    "# في الأسفل\n",
    f"# في الأسفل\n        - {FOLLOW}\n        - 'حمّلوا تطبيق: أخبارنا معكم أينما كنتم'\n",
).replace("صحيفة السد}", 'صحيفة السد, furniture: ["اقرؤوا العدد المطبوع كاملا في المكتبات"]}')


@pytest.mark.parametrize("workers", [1, 2])
def test_an_editor_asks_and_what_recurs_stands_below_what_the_editor_wrote(
    digest: Digest, folder: Path, mujaz: Callable[..., Ran], workers: int
) -> None:
    sources = digest.content / "sources.yml"
    sources.write_text(EDITED, "utf-8")
    add = ("--digest", digest.root, "add", "--remember-furniture", "--workers", workers, folder)
    said = mujaz(*add)
    assert sources.read_text("utf-8") == GROWN
    assert said.out.splitlines()[-3:] == [
        "2 lines of صحيفة الرصيف are in sources.yml now, and left out of any dump",
        "1 line of صحيفة السد is in sources.yml now, and left out of any dump",
        "12 articles added",
    ]
    assert "sources.yml now" not in mujaz(*add).out
    assert sources.read_text("utf-8") == GROWN


def test_without_being_asked_nothing_is_remembered(
    digest: Digest, folder: Path, mujaz: Callable[..., Ran]
) -> None:
    said = mujaz("--digest", digest.root, "add", folder)
    assert said.status == 0
    assert "furniture" not in (digest.content / "sources.yml").read_text("utf-8")


def test_a_program_is_told_what_is_remembered(
    digest: Digest, folder: Path, mujaz: Callable[..., Ran]
) -> None:
    said = mujaz("--digest", digest.root, "add", "--json", "--remember-furniture", folder)
    *_, first, second, counts = map(json.loads, said.out.splitlines())
    assert first["remembered"] == [FOLLOW, "حمّلوا تطبيق: أخبارنا معكم أينما كنتم"]
    assert second["remembered"] == ["اقرؤوا العدد المطبوع كاملا في المكتبات"]
    assert {first["source"], second["source"]} == set(library.sources(digest.content))
    assert counts["counts"]["added"] == 12


def test_what_is_remembered_is_left_out_of_a_single_dump(
    digest: Digest, folder: Path, mujaz: Callable[..., Ran], tmp_path: Path
) -> None:
    mujaz("--digest", digest.root, "add", "--remember-furniture", folder)
    (tmp_path / "late.txt").write_text(story(99), "utf-8")
    mujaz("--digest", digest.root, "add", tmp_path / "late.txt")
    (late,) = (body for body in bodies(digest.content) if "كلمة99" in body)
    assert FOLLOW not in late


def test_only_lines_that_are_not_there_are_written(content) -> None:
    library.add_source(content, Source(id="alrasif", name="الرصيف", furniture=("تابعونا",)))
    before = (content / "sources.yml").read_bytes()
    assert library.remember(content, {"alrasif": ("تابعونا",), "gone": ("سطر",)}) == {}
    assert (content / "sources.yml").read_bytes() == before
    assert library.remember(content, {"alrasif": ("تابعونا", "سطر")}) == {"alrasif": ("سطر",)}
    assert library.sources(content)["alrasif"].furniture == ("تابعونا", "سطر")


def test_a_file_into_which_nothing_can_be_put_stays_as_it_is(content) -> None:
    sources = content / "sources.yml"
    sources.write_text("? alrasif\n: name: >\n    الرصيف", "utf-8")
    with pytest.raises(ContentError, match="nothing can be put into") as raised:
        library.remember(content, {"alrasif": ("سطر",)})
    assert (str(raised.value.path), raised.value.line) == ("sources.yml", 1)
    assert sources.read_text("utf-8") == "? alrasif\n: name: >\n    الرصيف"
