"""Bad input becomes a row with its exact reason, and never costs a neighbour."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

import pipeline.read.fields
import pipeline.read.stream
from pipeline.codebook import vocabulary
from pipeline.model import Rejected
from pipeline.read import RawArticle, read_raw
from pipeline.read.source import Source
from pipeline.read.walk import walk

GOOD = json.dumps({"text": "hello"})


def outcome(raw: Path) -> list[str]:
    """What came of each record: "ok" or the reason."""
    found = list(read_raw(raw))
    for item in found:
        assert isinstance(item, RawArticle) or (
            item.stage == "read" and item.reason in vocabulary("reject_reason")
        )
        assert str(raw) not in str(item), "no machine path in a row"
    return [item.reason if isinstance(item, Rejected) else "ok" for item in found]


FILES = [
    ("a.docx", b"x", ["unsupported_format"]),
    ("noextension", b"x", ["unsupported_format"]),
    ("a.txt.zip", b"x", ["unsupported_format"]),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", ["undecodable"]),
    ("a.txt", b"", ["ok"]),  # no text is for cleaning to tell
    ("a.txt.gz", gzip.compress(bytes(range(32, 127)) * 2)[:60], ["unreadable"]),
    ("a.txt.gz", b"not gzip at all", ["unreadable"]),
    ("a.jsonl.gz", gzip.compress(GOOD.encode() + b"\n")[:-9], ["ok", "unreadable"]),
    ("a.json", b"{", ["unparsable"]),
    ("a.json", b"[" * 100_000, ["unparsable"]),
    ("a.json", b"1" * 5000, ["unparsable"]),
    ("a.json", b'"text"', ["unparsable"]),
    ("a.json", b'[{"text": "x"}, 5]', ["ok", "unparsable"]),
    ("a.json", b'{"text": ["x"]}', ["unparsable"]),
    ("a.json", b'{"title": "only"}', ["ok"]),
    ("a.jsonl", f"{GOOD}\n{{bad\n{GOOD}\n".encode(), ["ok", "unparsable", "ok"]),
    ("a.jsonl", f"{GOOD}\n".encode() + b"\0\0\0\n" + f"{GOOD}\n".encode(), ["ok", "undecodable", "ok"]),
    ("a.jsonl", b"", []),
    ("a.csv", b"", []),
    ("a.csv", b"a,b\n1,2\n", ["unparsable"]),
    ("a.csv", b"id,text\n1,x,3\n2,y\n", ["unparsable", "ok"]),
    ("a.csv", b'id,text\n1,"open\n2,y\n3,z\n', ["unparsable", "ok", "ok"]),
    ("a.csv", b'id,text\n1,"a"b\n2,y\n', ["unparsable", "ok"]),
    ("a.xml", b"<rss><channel>", ["unparsable"]),
    ("a.xml", b"<html><body/></html>", ["unsupported_format"]),
    ("a.xml", b"<rss><channel></channel></rss>", []),
    ("a.warc", b"WARC/1.0\r\ngarbage", ["unreadable"]),
    ("a.warc", b"nothing of the kind", ["unreadable"]),
    ("a.warc.gz", b"\x1f\x8b\x08broken", ["unreadable"]),
    ("source.toml", b"publisher = ", ["unparsable"]),
    ("source.toml", b"publsher = 'x'", ["unparsable"]),
    ("source.toml", b"time_zone = 'Mars/Base'", ["unparsable"]),
]


@pytest.mark.parametrize(
    ("name", "data", "expected"), FILES, ids=[f"{i}-{f[0]}" for i, f in enumerate(FILES)]
)
def test_reason(tmp_path: Path, name: str, data: bytes, expected: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    assert outcome(tmp_path) == expected


def test_a_broken_side_file_leaves_the_articles(tmp_path: Path) -> None:
    (tmp_path / "source.toml").write_text("= nothing")
    (tmp_path / "a.json").write_text(GOOD)
    assert outcome(tmp_path) == ["unparsable", "ok"]


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">%s]>
<rss><channel><item><title>t</title><description>%s</description></item></channel></rss>"""


@pytest.mark.parametrize(
    "xml",
    [BOMB % ("", "&b;"), BOMB % ('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;")],
    ids=["bomb", "file"],
)
def test_entities_are_off(tmp_path: Path, xml: str) -> None:
    (tmp_path / "a.xml").write_text(xml)
    assert outcome(tmp_path) == ["unparsable"]


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.read.stream, "LARGEST_FILE", 2000)
    monkeypatch.setattr(pipeline.read.stream, "LARGEST_LINE", 1500)
    monkeypatch.setattr(pipeline.read.fields, "LARGEST_TEXT", 500)
    (tmp_path / "1.txt").write_text("x" * 2001)
    (tmp_path / "2.txt.gz").write_bytes(gzip.compress(b"x" * 5000))
    (tmp_path / "3.txt").write_text("x" * 501)
    (tmp_path / "4.jsonl").write_text(json.dumps({"text": "x" * 9000}) + "\n" + GOOD + "\n")
    assert outcome(tmp_path) == ["too_large", "too_large", "too_large", "too_large", "ok"]


def test_lines_that_unpack_without_end_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.read.stream, "LARGEST_FILE", 2000)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n" * 3_000_000))
    assert outcome(tmp_path) == ["too_large"]


def test_half_characters_do_not_reach_the_tables(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(r'{"text": "a \ud800 b", "title": "\udc00"}')
    (found,) = read_raw(tmp_path)
    assert isinstance(found, RawArticle)
    assert found.text == "a \ufffd b" and (found.title or "").encode()


def test_links(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    for folder in (raw / "a", outside):
        folder.mkdir(parents=True)
        (folder / "x.txt").write_text("text")
    (raw / "b.txt").symlink_to(raw / "a" / "x.txt")
    (raw / "c.txt").symlink_to(outside / "x.txt")
    (raw / "d").symlink_to(outside)
    (raw / "e").symlink_to(raw)
    (raw / "f.txt").symlink_to(raw / "f.txt")
    (raw / "g.txt").symlink_to(raw / "missing")
    assert outcome(raw) == ["ok", "ok", "unreadable", "unreadable", "unreadable", "unreadable", "unreadable"]


def test_folders_linked_to_each_other_end(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("text")
        (tmp_path / name / "link").symlink_to(tmp_path / other, target_is_directory=True)
    assert outcome(tmp_path).count("ok") == 4


def test_special_files_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert outcome(tmp_path) == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert outcome(tmp_path) == ["unreadable"]


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("x")
    (found,) = read_raw(tmp_path)
    assert found.path == "caf\ufffd.txt"


def test_no_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_raw(tmp_path / "missing"))
    assert list(read_raw(tmp_path)) == []


def test_order_is_by_name_whatever_was_written_first(tmp_path: Path) -> None:
    names = [
        "b/2.txt",
        "a/z.txt",
        "a/y/1.txt",
        "c.txt",
        "B.txt",
        ".hidden.txt",
        "a/README.md",
        "LICENSE",
        "b/.git/x.txt",
    ]
    orders = []
    for i, order in enumerate((names, names[::-1])):
        for name in order:
            path = tmp_path / str(i) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        orders.append([r.path for r in read_raw(tmp_path / str(i))])
    assert orders[0] == orders[1] == ["B.txt", "a/y/1.txt", "a/z.txt", "b/2.txt", "c.txt"]


def test_one_file_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(GOOD)
    (found,) = read_raw(tmp_path / "a.json")
    assert found.path == "a.json"
    (file,) = walk(tmp_path / "a.json")
    assert not isinstance(file, Rejected) and file.source == Source()


def test_the_shipped_samples() -> None:
    raw = Path(__file__).parents[3] / "raw"
    reasons = {item.path: item.reason for item in read_raw(raw) if isinstance(item, Rejected)}
    assert reasons == {
        "broken/invalid_line.jsonl#2": "unparsable",
        "broken/picture_named.txt": "undecodable",
        "broken/truncated.txt.gz": "unreadable",
        "broken/unknown_extension.docx": "unsupported_format",
    }
