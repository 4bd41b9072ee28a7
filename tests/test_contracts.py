"""Promises of the project that a machine can hold: imports, generated files, README, locks, sizes."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline.clean import clean_article
from pipeline.cli import app
from pipeline.codebook import SCHEMAS
from pipeline.read import RawArticle
from pipeline.schema import generated_files

ROOT = SCHEMAS.parent
PACKAGE = ROOT / "pipeline"
#: Each list stands on those above it.
LAYERS = [
    ["codebook", "model"],
    ["schema", "text"],
    ["packs", "actors", "gazetteer"],
    ["extract"],
    ["read", "clean"],
    ["link", "check"],
    ["publish"],
    ["versions", "batch", "gather", "build"],
    ["show", "eval", "bench", "cli", "__main__"],
]
#: Layers whose parts may import those named before them; in all others neighbours are strangers.
IN_ORDER = [["read", "clean"], LAYERS[-2], LAYERS[-1]]
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
LONGEST = 300
#: Modules that are still to be split.
TOO_LONG = {"extract/cast.py", "extract/people.py", "extract/when.py", "extract/where.py"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    """The parts of the package a module imports, also inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_flow_one_way(path):
    part = part_of(path)
    if part == "__init__":
        return
    assert part in LEVEL, f"{part} stands in no layer: add it to LAYERS"
    wrong = {other for other in imported_parts(path) - {part} if not may_import(part, other)}
    assert wrong == set(), f"{part} may not import {wrong}"


def may_import(part: str, other: str) -> bool:
    before = (parts.index(other) < parts.index(part) for parts in IN_ORDER if {part, other} <= {*parts})
    return LEVEL[other] < LEVEL[part] or any(before)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_are_short(path):
    """One that is shorter by now comes off the list of the long ones."""
    is_long = len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    assert is_long == (path.relative_to(PACKAGE).as_posix() in TOO_LONG)


def test_generated_files_are_current():
    """`make schemas` writes them again."""
    stale = [n for n, text in generated_files().items() if (SCHEMAS / n).read_bytes() != text.encode()]
    assert stale == []


README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_target_in_the_readme_exists():
    targets = set(re.findall(r"\bmake ([a-z]+)", README))
    assert {"build", "test"} <= targets <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))


def test_every_command_in_the_readme_exists():
    commands = {c.name or c.callback.__name__ for c in app.registered_commands}
    told = set(re.findall(r"conflict-events ([a-z]+)\b", README))
    assert {"explain", "build"} <= told <= commands


def test_every_path_in_the_readme_exists():
    for name in re.findall(r"`((?:pipeline|schemas|tests|scripts|raw)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), name


def test_ci_runs_what_the_readme_says():
    assert "make check" in (ROOT / ".ci" / "run").read_text() and re.search(
        r"^check:.*\btest\b", MAKEFILE, re.M
    )


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile"])
def test_no_file_names_a_registry(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"https?://|/(?:opt|work)/|index-url", text.replace("--no-emit-index-url", ""))


def test_both_locks_agree_and_every_version_has_its_hash():
    locks = [(ROOT / n).read_text() for n in ("requirements.lock", "requirements-dev.lock")]
    run, dev = (dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.M)) for text in locks)
    assert run.items() <= dev.items()
    for text in locks:
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", text.strip()))


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == pipeline.__version__
    assert f"## {pipeline.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_article_in_the_readme_gives_its_row():
    quote = " ".join(re.findall(r"^> (.*)$", README, re.M))
    raw = RawArticle(path="readme.txt", text=quote, language="ar")
    (report,) = pipeline.extract(clean_article(raw))
    told = {"country": "SYR", "admin1": "Deir ez-Zor", "location": "Diban", "sub_event_type": "Armed clash"}
    told |= {"actor1": "Islamic State (Syria)", "actor2": "Syrian Democratic Forces (SDF)"}
    told |= {
        "killed_best": 3,
        "wounded_best": 5,
        "date_start": date(2025, 11, 2),
        "date_end": date(2025, 11, 2),
    }
    assert {name: getattr(report, name) for name in told} == told
    assert all(str(value) in README for value in told.values())
