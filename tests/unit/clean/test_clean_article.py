"""The stored article: its title, its characters as given, its identity, and what is refused."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean_article
from pipeline.clean.html import read_page
from pipeline.clean.text import tidy
from pipeline.clean.title import headline, join_title
from pipeline.model import Article, Rejected
from pipeline.read import RawArticle, read_raw

BODY = "قُتل جنديان في هجومٍ على حاجز قرب البلدة.\nوقال مصدر محلي إن المهاجمين فرّوا.\n\nوأُغلقت الطريق."
WHEN = datetime(2025, 3, 4, 10, 30)


def clean(**fields: object) -> Article:
    found = clean_article(RawArticle("a.json", **{"published": WHEN, "published_source": "given", **fields}))  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def refused(**fields: object) -> str:
    found = clean_article(RawArticle("a.json", **fields))  # type: ignore[arg-type]
    assert isinstance(found, Rejected), found
    assert found.stage == "clean" and found.path == "a.json"
    return found.reason


def test_stored_text_is_title_blank_line_body() -> None:
    found = clean(title="هجوم على حاجز", text=BODY)
    assert found.text == "هجوم على حاجز\n\n" + BODY
    assert found.title == "هجوم على حاجز" and found.language == "ar" and found.n_reports == 0
    assert found.article_id == hashlib.sha256(f"{found.title}\0{found.text}".encode()).hexdigest()


@pytest.mark.parametrize("first", ["هجوم على حاجز", "«هجوم على حاجز»", "هجوم  على حاجزٍ"])
def test_a_body_that_begins_with_the_title_is_not_doubled(first: str) -> None:
    assert clean(title="هجوم على حاجز", text=f"{first}\n\n{BODY}").text == "هجوم على حاجز\n\n" + BODY


def test_a_lead_that_begins_like_the_title_is_not_the_title() -> None:
    lead = "هجوم على حاجز قرب البلدة يقتل جنديين."
    assert clean(title="هجوم على حاجز", text=lead).text == "هجوم على حاجز\n\n" + lead


def test_identity_rests_on_title_and_text_alone() -> None:
    one = clean(title="هجوم على حاجز", text=BODY, publisher="A", ref="1")
    two = clean(
        title="هجوم على حاجز", text=BODY, publisher="B", ref="2", published=None, published_source=None
    )
    other = clean(title="هجوم على حاجز آخر", text=BODY)
    assert one.article_id == two.article_id != other.article_id


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىئؤ ـًٌٍَُِّْ٠١٢٣«»،؛\u200f\u200cabc 123,'\""
PLAIN = st.text(LETTERS, min_size=1).map(lambda s: "خبر " + s + " نهاية.")


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_the_characters_of_sentences_are_untouched(lines: list[str]) -> None:
    body = "\n".join(lines)
    found = clean(title="عنوان الخبر هنا", text=body, language="ar")
    assert found.text == "عنوان الخبر هنا\n\n" + body


@given(st.text())
def test_tidy_is_idempotent_and_storable(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once.encode() is not None and "\r" not in once and "\0" not in once


def test_tidy_keeps_marks_of_direction_and_parts_words_at_tabs() -> None:
    assert tidy("a\r\nb\rc\u2028d\x85e\x0cf") == "a\nb\nc\nd\ne\nf"
    assert tidy("a\tb\x00\x07\x1bc\ufeff\u200f") == "a bc\u200f"


@pytest.mark.parametrize("text", ["", "  \n ", "×", "— — —\n***", "\u200f\u200f"])
def test_empty_text(text: str) -> None:
    assert refused(title="عنوان", text=text) == "empty_text"


def test_empty_page() -> None:
    assert refused(html="<html><body><script>var a = 'text';</script></body></html>") == "empty_text"


@pytest.mark.parametrize(
    "text", ["Xqzt blorf wnakk zzpt grimbol vask trenu oplik drang mutsel kravo blint wespar", "12 / 34 (56)"]
)
def test_unknown_language(text: str) -> None:
    assert refused(text=text) == "unknown_language"


def test_a_language_without_pack_is_kept() -> None:
    french = "Deux soldats ont été tués dans une attaque près de la ville, selon une source locale."
    assert clean(text=french).language == "fr"


HEADLINES = [
    ("Title\n\nBody text.", "Title"),
    ("Title?\n\nBody text.", "Title?"),
    ("Kiev..\n\nBody text.", "Kiev.."),
    ("A lead that ends.\n\nBody text.", None),
    ("Title\nBody text.", None),
    ("Title", None),
    ("Title\n\n ", None),
    ("x" * 161 + "\n\nBody", None),
]


@pytest.mark.parametrize(("body", "expected"), HEADLINES)
def test_headline_of_plain_text(body: str, expected: str | None) -> None:
    assert headline(body) == expected
    assert join_title(expected, body) == body


PAGE = """<!doctype html><html lang="ar"><head><title>هجوم على حاجز - موقع</title>
<meta property="og:title" content="هجوم على حاجز">
<meta property="article:published_time" content="2025-03-04T21:15:00+03:00">
<meta property="article:modified_time" content="2025-03-09T08:00:00+03:00"></head><body><nav><a href="/">الرئيسية</a></nav>
<article><h1>هجوم على حاجز</h1><div>فيسبوك واتساب</div><p>قُتل جنديان في هجوم على حاجز قرب البلدة مساء أمس الاثنين.</p>
<figure><img src="x"><figcaption>جنود عند حاجز - آذار 2025 (رويترز)</figcaption></figure>
<p>وقال مصدر محلي إن المهاجمين فروا نحو الجبال.</p>
</article><aside>مقالات متعلقة<ul><li>انفجار في المدينة</li></ul></aside><footer>جميع الحقوق محفوظة</footer></body></html>"""


def test_page_gives_title_first_date_and_article() -> None:
    found = clean(html=PAGE, published=None, published_source=None)
    assert found.title == "هجوم على حاجز" and found.text.count("هجوم على حاجز") == 2
    assert (found.published, found.published_source) == (datetime(2025, 3, 4, 21, 15), "document")
    assert "الجبال" in found.text
    assert not any(
        word in found.text for word in ("رويترز", "واتساب", "متعلقة", "انفجار", "الرئيسية", "محفوظة")
    )


def test_page_date_gives_way_to_the_record_and_wins_over_the_folder() -> None:
    assert clean(html=PAGE).published_source == "given"
    folder = clean(html=PAGE, published=datetime(2020, 1, 1), published_source="sidecar")
    assert (folder.published, folder.published_source) == (datetime(2025, 3, 4, 21, 15), "document")
    plain = clean(text=BODY, published=datetime(2020, 1, 1), published_source="sidecar")
    assert plain.published_source == "sidecar"


def test_fragments_of_markup_are_whole_articles() -> None:
    page = read_page("<p>First &amp; one.</p><ul><li>a</li><li>b</li></ul><script>no()</script>tail<br>end")
    assert page.text == "First & one.\na\nb\ntail\nend"
    assert read_page("").text == "" and read_page("<!-- x -->").text == ""


def test_deep_markup_is_no_trouble() -> None:
    assert read_page("<div>" * 200 + "x").text == "x"
    assert read_page("<html><body>" + "<div>" * 50_000 + "x").text in ("", "x")


def test_seed(request: pytest.FixtureRequest) -> None:
    seed = request.config.rootpath.parent / "shared" / "seed"
    if not Path(seed).is_dir():
        pytest.skip("no ../shared/seed here")
    (found,) = [clean_article(r) for r in read_raw(seed) if isinstance(r, RawArticle)]
    assert isinstance(found, Article)
    assert found.title is not None and found.title.startswith("“سنتكوم”: قدمنا المساعدة") and "\n" not in found.title
    assert (found.published, found.published_source) == (datetime(2025, 11, 12), "inferred")
    assert not any(word in found.text for word in ("BBC", "icon", "دولار", "ادعم", "×", "مقالات متعلقة"))
    assert "“إنجاز بارز”" in found.text and found.text.endswith("إلى “التحالف الدولي”.")


def test_the_shipped_samples() -> None:
    raw = Path(__file__).parents[3] / "raw"
    found = {r.path: clean_article(r) for r in read_raw(raw) if isinstance(r, RawArticle)}
    refusals = {path: item.reason for path, item in found.items() if isinstance(item, Rejected)}
    assert refusals == {"broken/empty.txt": "empty_text", "broken/gibberish.txt": "unknown_language"}
    languages = {item.language for item in found.values() if isinstance(item, Article)}
    assert languages == {"ar", "en", "fr"}
    for item in found.values():
        if isinstance(item, Article):
            assert item.title and item.text.startswith(item.title + "\n\n") and item.publisher
