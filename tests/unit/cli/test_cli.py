from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline.cli import app
from pipeline.publish import BuildLock

ARTICLE = (
    'هجوم في ريف دير الزور\n\nقتل ثلاثة عناصر من "قوات سوريا الديمقراطية" وأصيب خمسة آخرون، الأحد 2 من تشرين الثاني '
    '2025، في هجوم شنه تنظيم "الدولة الإسلامية" في بلدة ذيبان بريف دير الزور الشرقي.\n'
)
COMMANDS = [c.name or c.callback.__name__ for c in app.registered_commands]


def run(*args, code=0):
    result = CliRunner().invoke(app, [str(a) for a in args])
    assert result.exit_code == code, result.output + str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "raw").mkdir()
    (folder / "raw" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "raw" / "b.json").write_text("{")
    told = run("build", folder / "raw", folder / "curated", "--workers", 1)
    assert re.search(r"articles read +2 .*1 kept", told) and re.search(r"unparsable +1", told)
    assert "published r000001-" in told and "EVENT_ID" in told
    return folder / "curated"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_worth_reading(command):
    told = run(command, "--help")
    assert "Examples:" in told and f"conflict-events {command}" in told and "Exit codes: 0 " in told


def test_nothing_new_and_strict(curated):
    raw = curated.parent / "raw"
    assert "nothing new: r000001-" in run("build", raw, curated)
    run("build", raw, curated, "--strict", code=3)


def test_explain(curated):
    assert "current" in run("status", "--curated", curated)
    told = run("explain", deadly_event(curated), "--curated", curated)
    assert "killed_best = 3" in told and "ثلاثة" in told.partition("killed_best")[2].partition("»")[0]
    assert "holds no event CE-0" in run("explain", "CE-0", "--curated", curated, code=1)


def deadly_event(curated):
    events = pipeline.read_events(curated)
    return events[events["killed_best"] == 3]["event_id"].iloc[0]


def test_export_and_validate(curated, tmp_path):
    run("export", "--format", "csv", "--curated", curated, "--out", tmp_path / "x.csv")
    assert "no problem" in run("validate", tmp_path / "x.csv")
    run("export", "--format", "geojson", "--curated", curated, "--out", tmp_path / "x.geojson")
    run("export", "--format", "xlsx", "--curated", curated, "--out", tmp_path / "x", code=2)
    assert "no problem" in run("validate", curated / "events")
    (tmp_path / "x.csv").write_text((tmp_path / "x.csv").read_text().replace("Battles", "Bottles"))
    assert "closed_vocabulary: event_type=Bottles" in run("validate", tmp_path / "x.csv", code=1)
    run("validate", tmp_path / "none.csv", code=2)


def test_diff_and_rollback(curated):
    assert "oldest release" in run("rollback", "--curated", curated, code=1)
    raw = curated.parent / "raw2"
    raw.mkdir()
    run("build", raw, curated)
    assert "0 added, 0 changed" in run("diff", "--curated", curated)
    assert "r000001-" in run("rollback", "--curated", curated)


def test_wrong_usage_and_failures(curated, tmp_path):
    assert "there is no folder or file" in run("build", tmp_path / "none", curated, code=2)
    run("build", "--workers", "0", code=2)
    (tmp_path / "file").write_text("x")
    (tmp_path / "raw").mkdir()
    assert "cannot read or write" in run("build", tmp_path / "raw", tmp_path / "file" / "curated", code=1)
    assert "nothing has been published" in run("status", "--curated", tmp_path, code=1)
    with BuildLock(curated):
        assert "another build holds" in run("build", tmp_path / "raw", curated, code=4)
        run("rollback", "--to", "r000001-00000000", "--curated", curated, code=4)


def test_an_empty_folder_builds_an_empty_release(tmp_path):
    (tmp_path / "raw").mkdir()
    assert "It is empty" in run("build", tmp_path / "raw", tmp_path / "curated")
    assert "no problem" in run("validate", tmp_path / "curated" / "events")


def test_version():
    assert run("--version").strip() == "0.1.0"
