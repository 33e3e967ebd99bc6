"""The proofreader finds what it should, and alters nothing but what it says."""

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES, article, bind, edition, put
from mujaz import checking, complaint_formats
from mujaz import digest as digests
from mujaz.complaint import Severity
from mujaz.digest import Digest
from mujaz.errors import DigestError
from mujaz.phrases import Phrases
from mujaz.proofread import RULES, Level, letters, levels
from mujaz.proofread import article as proofs

TODAY = dt.date(2026, 12, 25)
SOURCES = "alrasif:\n  name: صحيفة الرصيف\n"
ENGLISH = Phrases.of("en")
FIXES = frozenset(("doubled-space", "latin-punctuation"))
FILES = sorted((CASES / "proofread").glob("*.yml"))
OF_LETTERS = st.text('اب ,;?"«»“”‹›`[]()<>!|>-\n12٣', max_size=60)


def cases(kind: str) -> list[object]:
    return [
        pytest.param(whole["rule"], case["files"], case.get("lines", []), id=f"{file.stem}-{place}")
        for file in FILES
        for whole in [yaml.safe_load(file.read_text("utf-8"))]
        for place, case in enumerate(whole[kind], 1)
    ]


def lay(made: Digest, files: dict[str, str]) -> None:
    for name, text in {"sources.yml": SOURCES, **files}.items():
        path = made.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def switched(made: Digest, rules: str) -> Digest:
    """Return a digest whose mkdocs.yml switches rules."""
    text = made.config.read_text("utf-8")
    there = "  - mujaz:\n"
    assert there in text
    made.config.write_text(text.replace(there, f"{there}      rules: {rules}\n"), "utf-8")
    return digests.find(made.root)


@pytest.mark.parametrize(("rule", "files", "lines"), [*cases("fires"), *cases("silent")])
def test_a_rule_fires_where_it_should_and_nowhere_else(
    digest: Digest, rule: str, files: dict[str, str], lines: list[int]
) -> None:
    lay(digest, files)
    made = switched(digest, "{unknown-tag: warning}") if rule == "unknown-tag" else digest
    for _ in range(2):  # the second time from what was kept
        found = checking.checked(made, today=TODAY).complaints
        assert [(c.rule, c.line) for c in found] == [(rule, line) for line in lines]


def test_each_rule_of_the_proofreader_has_its_cases() -> None:
    in_check = {"schema", "address", "alias", "vocabulary", "missing-date", "blocked-tag"}
    in_check |= {"edition", "lost-picture", "lost-story"}
    named = {yaml.safe_load(file.read_text("utf-8"))["rule"] for file in FILES}
    assert named == set(RULES) - in_check


def test_the_samples_give_no_false_alarm(sample_digest: Digest) -> None:
    found = checking.checked(sample_digest, today=TODAY).complaints
    assert [complaint for complaint in found if complaint.rule != "missing-date"] == []


@given(OF_LETTERS)
def test_what_is_mended_once_is_mended(text: str) -> None:
    once = letters.mended(text, FIXES)
    assert letters.mended(once, FIXES) == once


@given(OF_LETTERS)
def test_mending_alters_spaces_and_three_signs_alone(text: str) -> None:
    def bare(words: str) -> str:
        return words.replace(" ", "").translate(str.maketrans("،؛؟", ",;?"))

    assert bare(letters.mended(text, FIXES)) == bare(text)


@given(OF_LETTERS)
def test_a_closed_quotation_stays_as_it_is(text: str) -> None:
    inside = text.replace("»", "").replace("`", "").replace("<", "")
    quotation = f"«{inside}  ب, ج»"
    if "\n" not in inside:
        assert quotation in letters.mended(f"قال  له, {quotation} ومضى", FIXES)


def test_a_file_keeps_every_other_byte() -> None:
    head = "# تعليق\r\ntitle: 'قال, ومضى'  # هنا\r\nsource: alrasif\r\nx:  {a: 1,  b: 2}\r\n"
    text = f"---\r\n{head}---\r\n\r\nقال  «له,  نعم» ثم عاد, ومضى `س,  ص`\r\n"
    better = proofs.mended(text, FIXES)
    assert better.splitlines()[2].endswith("# هنا")
    assert "قال، ومضى" in better.splitlines()[2]
    assert better.splitlines()[4] == "x:  {a: 1,  b: 2}"
    assert better.endswith("---\r\n\r\nقال «له,  نعم» ثم عاد، ومضى `س,  ص`\r\n")
    assert "\n" not in better.replace("\r\n", "")


def test_fix_corrects_what_the_digest_wants_corrected(digest: Digest, mujaz) -> None:
    file = put(digest.content, article(body="قال  له, ومضى.\n", date="2021-07-05", summary="م."))
    switched(digest, "{doubled-space: off}")
    ran = mujaz("--digest", digest.root, "check", "--fix")
    assert ran.status == 0
    assert "corrected: " in ran.err
    assert file.read_text("utf-8").endswith("قال  له، ومضى.\n")
    assert mujaz("--digest", digest.root, "check", "--fix").err == ""


def test_an_edit_is_seen_and_the_rest_is_not_read_again(
    digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = put(digest.content, article("articles/a.md", date="2021-07-05", summary="م."))
    put(digest.content, article("articles/b.md", title="غيره", date="2021-07-05", summary="م."))
    assert checking.checked(digest, today=TODAY).complaints == ()
    read: list[str] = []
    findings = proofs.findings
    monkeypatch.setattr(proofs, "findings", lambda text: read.append(text) or findings(text))
    one.write_text(one.read_text("utf-8") + "\nقال  له\n", "utf-8")
    assert [c.rule for c in checking.checked(digest, today=TODAY).complaints] == ["doubled-space"]
    assert len(read) == 1


def test_warnings_fail_under_strict_alone(digest: Digest, mujaz) -> None:
    put(digest.content, article(date="2021-07-05"))
    for options, status in (((), 0), (("--strict",), 1), (("--errors", "--strict"), 0)):
        assert mujaz("--digest", digest.root, "check", *options).status == status
    switched(digest, "{missing-summary: error}")
    ran = mujaz("--digest", digest.root, "check")
    assert (ran.status, ran.err.splitlines()[0][-24:]) == (1, "[error: missing-summary]")


def test_yaml_reads_off_as_false_and_on_as_true(tmp_path: Path) -> None:
    chosen = levels({"rights": False, "unknown-tag": True, "duplicate": True}, tmp_path)
    assert chosen["rights"] is Level.OFF
    assert chosen["unknown-tag"] is chosen["duplicate"] is Level.WARNING


@pytest.mark.parametrize(
    "rules", [{"schema": "off"}, {"doubled-spaces": "off"}, {"rights": "loud"}]
)
def test_a_switch_that_is_none_is_refused(tmp_path: Path, rules: dict[str, str]) -> None:
    with pytest.raises(DigestError):
        levels(rules, tmp_path)


@pytest.fixture
def two(digest: Digest) -> Digest:
    """A digest with a warning and an error."""
    put(digest.content, article("articles/b.md", body="أ  ب\n", date="2021-07-05", summary="م."))
    (digest.content / "articles" / "a, 1.md").write_text("---\ntitle: 5\n---\n", "utf-8")
    return digest


def formatted(made: Digest, name: str) -> str:
    found = checking.checked(made, today=TODAY).complaints
    return complaint_formats.told(name, found, ENGLISH, content=Path("content"))


def test_github_shows_complaints_beside_their_lines(two: Digest) -> None:
    told = formatted(two, "github").splitlines()
    assert told[0].startswith("::error file=content/articles/a%2C 1.md,line=")
    assert "::warning file=content/articles/b.md,line=8,title=doubled-space::" in told[-1]


def test_gitlab_is_given_what_its_format_demands(two: Digest) -> None:
    found = json.loads(formatted(two, "gitlab"))
    assert {frozenset(one) for one in found} == {
        frozenset(("description", "check_name", "fingerprint", "severity", "location"))
    }
    assert found[-1]["location"] == {"path": "content/articles/b.md", "lines": {"begin": 8}}
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert {one["severity"] for one in found} == {"major", "minor"}


def test_sarif_has_the_properties_that_its_schema_requires(two: Digest) -> None:
    log = json.loads(formatted(two, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "Mujaz"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning"}
        assert result["ruleId"] in RULES
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert " " not in place["artifactLocation"]["uri"]


def test_json_tells_all_of_a_complaint(two: Digest, mujaz) -> None:
    ran = mujaz("--digest", two.root, "check", "--format", "json")
    found = json.loads(ran.out)
    assert set(found[0]) == {"path", "line", "rule", "severity", "problem", "mend"}
    assert (ran.status, ran.err, found[-1]["severity"]) == (1, "", Severity.WARNING)


def test_what_fix_would_correct_can_be_seen_first(digest: Digest, mujaz) -> None:
    file = put(digest.content, article(body="\nقال ,  إنه هنا.\n", date="2026-07"))
    before = file.read_text("utf-8")
    ran = mujaz("--digest", digest.root, "check", "--fix", "--dry-run")
    assert (ran.status, file.read_text("utf-8")) == (0, before)
    assert "\n-قال ,  إنه هنا.\n+قال , إنه هنا.\n" in ran.out


def test_links_of_other_pages_and_of_editions_are_looked_at(digest: Digest, mujaz) -> None:
    about = digest.content / "about.md"
    about.write_text("[خبر](articles/gone.md) و[وسوم](tags/index.md) و![صورة](gone.png)\n", "utf-8")
    put(digest.content, article(date="2026-07", summary="ملخّص."))
    words = "[هنا](../about.md) و[هناك](../articles/2026/gone.md)\n"
    bind(digest.content, edition("2026/07/alrasif-000001", words=words))
    ran = mujaz("--digest", digest.root, "check", "--format", "json")
    found = [(one["path"], one["rule"], one["line"]) for one in json.loads(ran.out)]
    places = [(Path(path).name, line) for path, rule, line in found if rule == "broken-link"]
    assert places == [("about.md", 1), ("about.md", 1), ("2026-w48.md", 8)]
