"""Every format, plain and gzipped, gives the same article; folders give their defaults."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.model import Rejected
from pipeline.read import RawArticle, read_raw
from pipeline.read.dates import read_time

TEXT = "تجمع العشرات في الساحة.\n\nوانتهت الوقفة بهدوء."
FIELDS = {
    "id": "7",
    "title": "وقفة في الساحة",
    "text": TEXT,
    "published": "2025-03-04T10:30:00+03:00",
    "url": "u",
}


def as_csv() -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(FIELDS))
    writer.writeheader()
    writer.writerow(FIELDS)
    return out.getvalue()


def as_warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for status, kind, body in (
        ("404 Not Found", "text/html", "gone"),
        ("200 OK", "image/png", "x"),
        ("200 OK", "text/html", "<p>في"),
        ("200 OK", "text/plain", TEXT),
    ):
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        when = {"WARC-Date": "2025-03-05T00:00:00Z"}
        writer.write_record(
            writer.create_warc_record(
                "http://u", "response", io.BytesIO(body.encode()), http_headers=head, warc_headers_dict=when
            )
        )
    return out.getvalue()


RSS = """<rss version="2.0"><channel><title>C</title><language>ar</language><item><guid>7</guid><title>وقفة في الساحة</title>
<link>u</link><pubDate>Tue, 04 Mar 2025 10:30:00 +0300</pubDate><description>%s</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>C</title><entry><id>7</id><title>وقفة في الساحة</title>
<link rel="self" href="s"/><link href="u"/><published>2025-03-04T10:30:00+03:00</published><content>%s</content></entry></feed>"""

FILES: dict[str, str | bytes] = {
    "a.json": json.dumps(FIELDS),
    "a.jsonl": json.dumps(FIELDS) + "\n\n",
    "a.csv": as_csv(),
    "rss.xml": RSS % TEXT,
    "atom.xml": ATOM % TEXT,
    "a.md": "---\nid: 7\npublished: 2025-03-04T10:30:00+03:00\nurl: u\n---\n# وقفة في الساحة\n\n" + TEXT,
}


def read_one(raw: Path) -> RawArticle:
    (found,) = read_raw(raw)
    assert isinstance(found, RawArticle), found
    return found


def write(path: Path, data: str | bytes, packed: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = data.encode() if isinstance(data, str) else data
    path.write_bytes(gzip.compress(raw) if packed else raw)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_same_article(tmp_path: Path, name: str, packed: bool) -> None:
    write(tmp_path / (name + ".gz" * packed), FILES[name], packed)
    found = read_one(tmp_path)
    assert found.path.split("#")[0] == name + ".gz" * packed
    assert found.ref == "7" and found.title == "وقفة في الساحة" and found.url == "u"
    assert (found.text or "").strip() == TEXT
    assert (found.published, found.published_source) == (datetime(2025, 3, 4, 10, 30), "given")


@pytest.mark.parametrize("packed", [False, True])
def test_txt_and_html(tmp_path: Path, packed: bool) -> None:
    write(tmp_path / ("a.txt" + ".gz" * packed), TEXT, packed)
    write(tmp_path / ("b.HTM" + ".gz" * packed), f"<html><body>{TEXT}</body></html>", packed)
    text, page = read_raw(tmp_path)
    assert isinstance(text, RawArticle) and text.text == TEXT and text.html is None
    assert isinstance(page, RawArticle) and page.text is None and TEXT in (page.html or "")


@pytest.mark.parametrize("packed", [False, True])
def test_warc_gives_found_pages_and_counts_all_records(tmp_path: Path, packed: bool) -> None:
    write(tmp_path / ("w.warc" + ".gz" * packed), as_warc(), packed)
    page, text = read_raw(tmp_path)  # record by record or as one gzip member: both are met
    assert isinstance(page, RawArticle) and isinstance(text, RawArticle)
    assert [page.path.split("#")[1], text.path.split("#")[1]] == ["3", "4"]
    assert page.html == "<p>في" and text.text == TEXT
    assert text.url == "http://u" and text.retrieved == datetime(2025, 3, 5)


def test_a_web_archive_cut_short_tells_the_page_it_ends_in(tmp_path: Path) -> None:
    write(tmp_path / "w.warc", as_warc()[:-30])
    page, cut = read_raw(tmp_path)
    assert isinstance(page, RawArticle) and isinstance(cut, Rejected) and cut.reason == "unreadable"


def test_json_list_and_numbering(tmp_path: Path) -> None:
    write(tmp_path / "list.json", json.dumps([{"text": "a"}, {"text": "b"}]))
    write(tmp_path / "lines.jsonl", '{"text": "a"}\n\n{"text": "b"}\n')
    paths = [r.path for r in read_raw(tmp_path)]
    assert paths == ["lines.jsonl#1", "lines.jsonl#2", "list.json#1", "list.json#2"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiters_newlines_and_mark(tmp_path: Path, delimiter: str) -> None:
    row = delimiter.join(["1", '"one; two, ""three""\n\nfour"', "ar"])
    write(tmp_path / "t.csv", "\ufeff" + delimiter.join(["ID", " Text ", "language"]) + "\r\n" + row + "\r\n")
    found = read_one(tmp_path)
    assert found.text == 'one; two, "three"\n\nfour' and found.language == "ar" and found.ref == "1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_line_formats_in_other_encodings(tmp_path: Path, name: str, encoding: str) -> None:
    data = as_csv() if name == "a.csv" else json.dumps(FIELDS, ensure_ascii=False) + "\n"
    write(tmp_path / name, data.encode(encoding))
    assert read_one(tmp_path).title == FIELDS["title"]


def test_feed_markup_is_html_and_channel_names_the_publisher(tmp_path: Path) -> None:
    write(tmp_path / "f.xml", RSS % "&lt;p&gt;hello&lt;/p&gt;")
    found = read_one(tmp_path)
    assert (
        found.html == "<p>hello</p>"
        and found.text is None
        and found.publisher == "C"
        and found.language == "ar"
    )
    write(tmp_path / "source.toml", 'publisher = "Folder"')
    assert read_one(tmp_path).publisher == "Folder"


def test_folder_defaults_reach_down_and_records_win(tmp_path: Path) -> None:
    write(tmp_path / "source.toml", 'publisher = "P"\nlanguage = "ar"\npublished = 2025-01-02\nlicence = "L"')
    write(tmp_path / "in" / "source.toml", 'publisher = "Q"\ntime_zone = "Asia/Baghdad"')
    write(tmp_path / "in" / "deep" / "a.json", json.dumps({"text": "x", "published": "2025-03-04T10:30:00Z"}))
    write(tmp_path / "z.json", json.dumps({"text": "x", "publisher": "R", "language": "en"}))
    deep, top = read_raw(tmp_path)
    assert isinstance(deep, RawArticle) and isinstance(top, RawArticle)
    assert (deep.publisher, deep.language, deep.published) == ("Q", "ar", datetime(2025, 3, 4, 13, 30))
    assert (top.publisher, top.language, top.published) == ("R", "en", datetime(2025, 1, 2))
    assert (deep.published_source, top.published_source) == ("given", "sidecar")


def read_stamp(tmp_path: Path, stamp: object) -> RawArticle:
    write(tmp_path / "a.json", json.dumps({"text": "x", "published": stamp}))
    return read_one(tmp_path)


def test_a_date_that_cannot_be_read_is_unknown_not_the_folders(tmp_path: Path) -> None:
    write(tmp_path / "source.toml", "published = 2025-01-02")
    found = read_stamp(tmp_path, "last week")
    assert found.published is None and found.published_source is None


STAMPS = [
    ("2025-03-04", datetime(2025, 3, 4)),
    ("2025-03-04T23:30:00+03:00", datetime(2025, 3, 4, 23, 30)),
    ("2025-03-04T23:30:00Z", datetime(2025, 3, 4, 23, 30)),
    ("2025-03-04 23:30", datetime(2025, 3, 4, 23, 30)),
    ("2025-03-04 23:30:00 +0300", datetime(2025, 3, 4, 23, 30)),
    ("Tue, 04 Mar 2025 10:30:00 +0300", datetime(2025, 3, 4, 10, 30)),
    ("0001-01-01", None),
    ("yesterday", None),
    ("2025-13-01", None),
    ("", None),
]


@pytest.mark.parametrize(("stamp", "expected"), STAMPS)
def test_stamps_keep_the_time_they_state(stamp: str, expected: datetime | None) -> None:
    assert read_time(stamp, None) == expected


def test_markdown_marks_go_and_headings_stay(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "# Title\n\n![p](i.jpg)\n\n## Part\n\nSee [here](http://x) **now**.\n")
    found = read_one(tmp_path)
    assert (
        found.title == "Title"
        and "Part\n\nSee here now." in (found.text or "")
        and "i.jpg" not in (found.text or "")
    )
