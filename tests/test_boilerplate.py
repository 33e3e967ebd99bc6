"""Lines that recur from dump to dump are none of any story."""

from collections.abc import Iterator

from builders import PARAGRAPH, add_raws, dump
from mujaz import boilerplate, library
from mujaz.desk import Added
from mujaz.errors import RawError, message
from mujaz.raw import Kind, Raw, Refused

FOLLOW = "تابعوا أخبار المدينة كلها على صفحات الصحيفة في كل يوم من أيام الأسبوع."
TITLES = ("افتتاح المرفأ", "عودة المدارس", "كأس المدينة", "معرض الكتب")


def story(number: int, *, follow: bool = True) -> str:
    """Return a dump whose words are its own, but for a line at its end."""
    told = [
        " ".join(f"كلمة{number}{place}{n}" for n in range(20)) + "." for place in ("أ", "ب", "ج")
    ]
    last = [FOLLOW] if follow else []
    return "\n\n".join(["صحيفة الرصيف", f"{TITLES[number]} في الميناء القديم", *told, *last]) + "\n"


def bodies(content) -> list[str]:
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
