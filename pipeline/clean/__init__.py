"""Cleaning: a RawArticle to the Article that is stored, or why there is none."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pipeline.clean.html import Page, read_page
from pipeline.clean.language import detect_language, fits_script, language_code
from pipeline.clean.lines import strip_boilerplate
from pipeline.clean.published import infer_published
from pipeline.clean.text import has_words, tidy
from pipeline.clean.title import headline, join_title
from pipeline.model import Article, Rejected
from pipeline.read.record import RawArticle
from pipeline.read.stream import LARGEST_TEXT

__all__ = ["clean_article", "infer_published"]


def clean_article(record: RawArticle) -> Article | Rejected:
    """The article as it is stored: page lines off, language and publication date known or inferred.

    Whole lines of the page, control characters and odd line ends go; all other characters stay as given.
    """
    page = Page(record.text or "") if record.html is None else read_page(record.html)
    title = tidy(record.title or page.title or "").strip() or None
    body = strip_boilerplate(tidy(page.text), titled=title is not None)
    if not has_words(body):
        return refuse(record, "empty_text", "no text besides a headline" if title else "no text")
    if len(body) > LARGEST_TEXT:
        return refuse(record, "too_large", f"a page with {len(body):,} characters of text")
    title = title or headline(body)
    text = join_title(title, body)
    language = language_of(record, text)
    if language is None:
        return refuse(record, "unknown_language", "the language cannot be told")
    return infer_published(make_article(record, title, text, language, page.published))


def language_of(record: RawArticle, text: str) -> str | None:
    """The language the record states, unless the text is in another alphabet; else the one detected."""
    stated = language_code(record.language)
    return stated if stated and fits_script(stated, text) else detect_language(text)


def make_article(
    record: RawArticle, title: str | None, text: str, language: str, in_page: datetime | None
) -> Article:
    """The row of the articles table; the page's own date gives way to the record's, not to the folder's."""
    own = in_page is not None and record.published_source != "given"
    return Article(
        article_id=hashlib.sha256(f"{title or ''}\0{text}".encode()).hexdigest(),
        article_ref=record.ref,
        path=record.path,
        publisher=record.publisher,
        url=record.url,
        title=title,
        language=language,
        published=in_page if own else record.published,
        published_source="document" if own else record.published_source,
        retrieved=record.retrieved,
        text=text,
        n_reports=0,
    )


def refuse(record: RawArticle, reason: str, detail: str) -> Rejected:
    """The row that tells why an article was not kept."""
    return Rejected(stage="clean", reason=reason, detail=detail, path=record.path, article_id=None, row=None)
