"""Imports run one way: config → carousel → articles → articles.extraction."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
FLOORS = {"config": 3, "carousel": 2, "articles": 1, "articles.extraction": 0}
CLOCKS = {"now", "today", "utcnow", "time", "localtime", "gmtime", "monotonic", "time_ns"}
CLOCK_MODULES = {"datetime", "time", "timezone", "date"}


def floor_of(module):
    """The floor that a dotted name belongs to, or None for a module from elsewhere."""
    names = [name for name in FLOORS if module == name or module.startswith(name + ".")]
    return max(names, key=len) if names else None


def modules(package):
    """Every module below the package as (dotted name, its tree)."""
    for path in sorted((HOUSE / package.replace(".", "/")).rglob("*.py")):
        parts = list(path.relative_to(HOUSE).with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"), str(path)), path.name == "__init__.py"


def imports(name, tree, is_package):
    """The dotted names that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = name.split(".")
            parents = parents[: len(parents) - node.level + is_package] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def upward(name, tree, is_package):
    here = FLOORS[floor_of(name)]
    return [
        found
        for found in imports(name, tree, is_package)
        if (there := floor_of(found)) and FLOORS[there] > here
    ]


@pytest.mark.parametrize("package", ["config", "carousel", "articles"])
def test_no_module_imports_from_a_floor_above(package):
    arrows = [f"{name} imports {found}" for name, *rest in modules(package) for found in upward(name, *rest)]
    assert not arrows


def test_an_arrow_that_turns_is_seen():
    tree = ast.parse("def late():\n    from carousel.models import Coach\n")
    assert upward("articles.feeds", tree, False) == ["carousel.models.Coach"]
    relative = ast.parse("from ..models import Article\n")
    assert upward("articles.extraction.cues", relative, False) == ["articles.models.Article"]


def test_the_extraction_imports_neither_django_nor_celery():
    foreign = {"django", "celery", "kombu", "psycopg", "requests", "urllib3", "socket", "random"}
    found = [
        f"{name} imports {module}"
        for name, *rest in modules("articles.extraction")
        for module in imports(name, *rest)
        if module.split(".")[0] in foreign
    ]
    assert not found


@pytest.mark.parametrize("package", ["carousel.record", "carousel.likelihood"])
def test_what_is_computed_from_the_ledger_imports_no_django(package):
    found = [
        f"{name} imports {module}"
        for name, *rest in modules(package)
        for module in imports(name, *rest)
        if module.split(".")[0] in {"django", "celery", "psycopg"} or module.startswith("carousel.models")
    ]
    assert not found


def reads_clock(tree):
    """Calls such as `datetime.now()`, `date.today()` and `time.time()`, with the line they stand in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = node.func.value
            if (getattr(owner, "id", None) or getattr(owner, "attr", None)) in CLOCK_MODULES:
                yield node.lineno


@pytest.mark.parametrize("package", ["articles.extraction", "carousel.record", "carousel.likelihood"])
def test_what_is_pure_reads_no_clock(package):
    found = [f"{name}:{line}" for name, tree, _ in modules(package) for line in reads_clock(tree)]
    assert not found


def test_a_clock_that_is_read_is_seen():
    assert list(reads_clock(ast.parse("import datetime\nx = datetime.datetime.now()"))) == [2]


def test_the_extraction_opens_no_file_outside_the_modules_that_load_its_data():
    opening = {"open", "read_text", "read_bytes", "files"}
    openers = {
        name
        for name, tree, _ in modules("articles.extraction")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) in opening or getattr(node.func, "attr", None) in opening)
    }
    loaders = ("lexicon", "names", "pattern_book", "confidence", "concepts", "word_weights")
    assert openers <= {f"articles.extraction.{name}" for name in loaders}
