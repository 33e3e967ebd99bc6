"""What the plan of the house forbids, no module does."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import ROOT

PACKAGE = ROOT / "generator" / "mujaz"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
LAYERS = """
    cycles errors resources provenance bidi blocks policy bar
    prose bodies diffs disk raster sealed ways
    placing
    made_by
    arabic
    dates almanac
    partial_date
    fields
    front
    models
    frontmatter
    schema phrases sections
    masthead posters shard steps
    extras
    library digest marks pictures links telling merging
    apart
    turn
    raw fetch summarise tagging stories
    extract
    computed
    proposal
    register bulk boilerplate values sampled
    publishers gather album dead_links errands
    desk
    ingest subscriptions wishes refresh
    groups related complaint
    report relations
    proofread
    coverage editions choice
    page
    home
    plan vocabulary tag_check mirror paragraphs
    render
    copies
    feeds search sitemaps shell sharing
    argument_values schemas
    forms
    build_arguments edition_arguments edition_check init_arguments merge_arguments schema_arguments
    tag_arguments tags
    complaint_formats check scaffold merge_desk usage progress batch examples
    intake
    everywhere completion edition_copies
    edition_desk link_desk
    publisher_arguments
    arguments catalogue order others
    checking
    keys
    made_of checksums
    outcome verify portable database elsewhere
    generators
    searching
    press
    verify_desk export_desk doctor
    lists
    typeset
    proof watching
    answers
    serving
    workshop plugin
    build sharding
    joining
    build_desk
    desks
    cli
"""
"""The package from the ground up: a module may import what stands on a line above its own."""

LEVEL = {
    name: level for level, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()
}
HOSTS = {f"plugin/{name}.py" for name in ("__init__", "kept", "leaves", "settings", "told")} | {
    "build.py"
}
"""The door to MkDocs, and the command behind it."""

READERS = {
    "library/files.py": "content/",
    "disk.py": "what is being written",
    "raw/files.py": "what came in",
    "raw/zips.py": "the files of an archive that came in, in memory",
    "digest.py": "mkdocs.yml",
    "subscriptions.py": "what it remembers of feeds",
    "report.py": "the report of a batch, where the person asked for it",
    "phrases.py": "the catalogues",
    "merge_desk.py": "the three files that git hands over",
    "cli.py": "nothing, in the place of a pipe that broke",
    "tagging/background.py": "the package's own data",
    "build.py": "the site",
    "plugin/leaves.py": "the site that is being built",
    "answers.py": "the script that it adds to pages",
    "proof.py": "the mirror, whose pages it shows",
    "made_of.py": "mkdocs.yml, and a digest's own theme",
    "made_by.py": "the package's own files",
    "placing.py": "the copy of the site, where it came from elsewhere",
    "mirror.py": "the site, and its own copy of it",
    "sealed.py": "what is kept between runs",
    "turn.py": "what is held by the build whose turn it is",
    "verify.py": "a published site",
    "export_desk.py": "what was exported",
    "generators.py": "layouts for Hugo",
    "dead_links.py": "the site that was built",
}
"""The modules that open files, and which ones."""

WRITERS = {
    "disk.py",
    "report.py",
    "build.py",
    "plugin/leaves.py",
    "placing.py",  # the site
    "mirror.py",  # the site, and its own copy of it, below the cache
    "sealed.py",  # what is kept between runs, below the cache
    "turn.py",  # what is held below the cache by the build whose turn it is
    "search/store.py",  # its own index, which is derived from content/ and lies outside it
    "stories/store.py",  # its own index, which is derived from content/ and lies outside it
}
READING = {"open", "fdopen", "read_text", "read_bytes"}
WRITING = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rmtree", "rename", "touch"}
LONGEST = 20
CLOCKS = {"today", "now", "utcnow", "time_ns", "monotonic", "perf_counter"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names of what a module imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(path: Path) -> Iterator[str]:
    """Yield the last name of each call: `write` of `library.write(…)`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def modules_where(holds: Callable[[Path], bool]) -> set[str]:
    return {name for name, path in MODULES.items() if holds(path)}


def noun(name: str) -> str:
    """Return what a module belongs to: `dates` of `dates/lines.py`."""
    return name.removesuffix(".py").split("/")[0]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def body_lines(function: ast.FunctionDef, text: str) -> int:
    """Count the lines of a function's body that say something: no docstring, no lone bracket."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    lines = text.splitlines()[body[0].lineno - 1 : function.end_lineno] if body else ()
    return sum(bool(set(line.split("#")[0]) - set(" ()[]{},:")) for line in lines)


def test_every_module_has_its_layer() -> None:
    nouns = {noun(name) for name in MODULES} - {"__init__"}
    assert nouns == set(LEVEL)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__.py"])
def test_nothing_imports_upward(name: str) -> None:
    ours = (dotted.split(".") for dotted in imported(MODULES[name]) if dotted.startswith("mujaz."))
    nouns = {parts[1] for parts in ours} - {noun(name), "__version__"}
    assert [other for other in sorted(nouns) if LEVEL[other] >= LEVEL[noun(name)]] == []


@pytest.mark.parametrize("package", sorted({noun(name) for name in MODULES if "/" in name}))
def test_no_package_turns_in_a_circle(package: str) -> None:
    inside = {name for name in MODULES if name.startswith(f"{package}/")}
    graph = {
        name: {
            f"{package}/{dotted.split('.')[2]}.py"
            for dotted in imported(MODULES[name])
            if dotted.startswith(f"mujaz.{package}.")
        }
        & inside
        for name in inside
    }
    while graph:
        free = {name for name, needs in graph.items() if not needs & set(graph)}
        assert free, f"these import each other: {sorted(graph)}"
        graph = {name: needs for name, needs in graph.items() if name not in free}


def test_only_the_plugin_and_the_build_know_the_host() -> None:
    def knows(path: Path) -> bool:
        return any(dotted.split(".")[0] in {"mkdocs", "material"} for dotted in imported(path))

    assert modules_where(knows) == HOSTS


def test_only_the_command_line_prints_and_exits() -> None:
    def speaks(path: Path) -> bool:
        return bool({"print", "exit", "_exit", "input"} & set(called(path)))

    def holds_the_streams(path: Path) -> bool:
        return "sys" in set(imported(path))

    assert modules_where(speaks) == {"cli.py"}
    assert modules_where(holds_the_streams) == {"cli.py"}


def test_files_are_opened_where_they_belong() -> None:
    assert modules_where(lambda path: bool(READING & set(called(path)))) <= set(READERS)
    assert modules_where(lambda path: bool(WRITING & set(called(path)))) <= WRITERS


def test_only_the_command_line_reads_the_clock() -> None:
    assert modules_where(lambda path: bool(CLOCKS & set(called(path)))) == {"cli.py"}


def test_chance_is_nowhere() -> None:
    def chances(path: Path) -> bool:
        return bool({"random", "secrets", "uuid"} & {d.split(".")[0] for d in imported(path)})

    assert modules_where(chances) == set()


@pytest.mark.parametrize("name", MODULES)
def test_a_function_fits_in_one_look(name: str) -> None:
    text = MODULES[name].read_text("utf-8")
    found = {function.name: body_lines(function, text) for function in functions(MODULES[name])}
    assert {function: lines for function, lines in found.items() if lines > LONGEST} == {}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_not_a_book(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for(name: str) -> None:
    docstring = ast.get_docstring(tree(MODULES[name]))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))
