"""RSS and Atom feeds."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model import Rejected
from pipeline.read.fields import to_article
from pipeline.read.record import BadInput, RawArticle
from pipeline.read.stream import read_whole
from pipeline.read.walk import InputFile

#: Field of a record <- elements of an item that give it, the fullest first. Atom's `updated` is what a feed
#: without `published` states of an entry's time.
ELEMENTS = {
    "id": ("guid", "id"),
    "title": ("title",),
    "published": ("pubDate", "published", "date", "updated"),
    "language": ("language",),
    "body": ("encoded", "content", "description", "summary"),
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xml(file: InputFile) -> Iterator[RawArticle | Rejected]:
    """The items of a feed; entities, DTDs and the network stay off."""
    root = parse_xml(read_whole(file.path))
    if local(root) not in ("rss", "feed", "RDF"):
        raise BadInput("unsupported_format", f"XML, but no RSS or Atom feed: its root is {local(root)!r}")
    head = child(root, "channel")
    head = root if head is None else head
    general = {"language": content(head, ("language",)) or root.get(XML_LANG)}
    if not file.source.publisher:  # what the folder says is a name, what a feed says often a slogan
        general["publisher"] = content(head, ("title",))
    items = (e for e in root.iter() if local(e) in ("item", "entry"))
    for n, item in enumerate(items, 1):
        yield to_article(f"{file.name}#{n}", {**general, **item_fields(item)}, file.source)


def parse_xml(data: bytes) -> etree._Element:
    """The root of a document.

    Raises:
        BadInput: it is no sound XML, or it declares entities of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("unparsable", f"invalid XML: {str(error).splitlines()[0]}") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:  # type: ignore[union-attr]
        raise BadInput("unparsable", "XML that declares entities is not read")
    return root


def item_fields(item: etree._Element) -> dict[str, str | None]:
    """The fields of an item; a body with markup is HTML."""
    fields = {name: content(item, names) for name, names in ELEMENTS.items()}
    body = fields.pop("body")
    fields["html" if body and "<" in body else "text"] = body
    fields["language"] = fields["language"] or item.get(XML_LANG)
    fields["url"] = link(item)
    return {name: value for name, value in fields.items() if value}


def content(parent: etree._Element, names: tuple[str, ...]) -> str | None:
    """The text of the first child of one of these names that has any; inner elements (XHTML) as markup."""
    for name in names:
        element = child(parent, name)
        if element is None:
            continue
        if len(element):
            return "".join(etree.tostring(e, encoding="unicode") for e in element)
        if element.text and element.text.strip():
            return element.text
    return None


def link(item: etree._Element) -> str | None:
    """The address of an item: RSS writes it as text, Atom as `href` of the alternate link."""
    for element in item:
        if local(element) == "link" and element.get("rel", "alternate") == "alternate":
            return element.get("href") or element.text
    return None


def child(parent: etree._Element, name: str) -> etree._Element | None:
    """The first child of a name, whatever its namespace."""
    return next((e for e in parent if local(e) == name), None)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
