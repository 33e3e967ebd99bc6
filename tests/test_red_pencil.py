"""What an editor would strike is struck from no summary, by a judge that shares no rule with it."""

import json
from pathlib import Path

import pytest
import red_pencil
import yaml
from red_pencil import FAULTS, Told

from builders import CASES, RAW
from mujaz.summarise import summary

ARTICLES = [
    (f"{file.stem}-{number}", case)
    for file in sorted((CASES / "summarise").glob("*.yml"))
    for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
]


def told(text: str, *, title: str = "", article: str = "") -> Told:
    return Told("one", title, article or text, text)


def test_samples_are_left_as_they_are() -> None:
    every = list(red_pencil.of(RAW))
    assert len(every) == 26
    assert {one.name: red_pencil.faults(one) for one in every if red_pencil.faults(one)} == {}
    assert all(one.summary for one in every)


def test_cases_are_left_as_they_are() -> None:
    struck = {}
    for name, case in ARTICLES:
        title = case.get("title", "")
        made = summary(case["paragraphs"], title=title, kicker=case.get("kicker", ""))
        text = "\n".join(case["paragraphs"])
        if found := red_pencil.faults(told(made, title=title, article=text)):
            struck[name] = found
    assert struck == {}


@pytest.mark.parametrize(
    ("fault", "one"),
    [
        ("begin with a dangling connective", told("وأضاف أن الجسر يفتح غدا.")),
        ("begin with a dangling connective", told("However, the bridge opens tomorrow.")),
        ("leave a quotation or a bracket open", told("قال «يفتح الجسر غدا.")),
        ("leave a quotation or a bracket open", told('قال "يفتح الجسر غدا.')),
        ("hold a cut sentence", told("يفتح الجسر", article="يفتح الجسر غدا أمام السيارات.")),
        ("hold a cut sentence", told("يفتح الجسر أمام حركة السير في")),
        ("have more than 70 words", told("كلمة " * 71 + ".")),
        (
            "say the headline again",
            told("الجسر يفتح غدا أمام السيارات. وهو جديد.", title="الجسر يفتح غدا أمام السيارات"),
        ),
    ],
)
def test_judge_sees_each_fault(fault: str, one: Told) -> None:
    assert red_pencil.faults(one) == (fault,)


def test_rows_and_folders_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        json.dumps({"text": "بدأ العمل في الجسر الشرقي أمس.\n\nيفتح الجسر بعد عامين."}), "utf-8"
    )
    red_pencil.main([rows])
    printed = capsys.readouterr().out
    assert "1 articles, 0 without a summary" in printed
    assert all(f"    0 {name}" in printed for name in FAULTS)
