"""The tables of `curated/`, declared once.

Arrow schemas, JSON Schema, the data dictionary and the Great Expectations suite are all derived from these
classes (see `pipeline/schema/`). A field says what it means, what null means, and whose concept it is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


def col(
    meaning: str,
    *,
    null: str = "",
    vocab: str = "",
    unit: str = "",
    concept: str = "",
    repeats: bool = False,
    example: Any = None,
    **rest: Any,
) -> Any:
    """A column: its meaning, what null means ("" = never null), its closed vocabulary, unit and origin.

    `repeats` marks text without a closed vocabulary that stands in many rows: it is stored once per file.
    """
    extra: dict[str, Any] = {"null_means": null, "vocabulary": vocab, "unit": unit, "concept": concept}
    extra["repeats"] = repeats
    extra = {k: v for k, v in extra.items() if v}
    if null:
        rest.setdefault("default", None)
    return Field(
        description=meaning,
        json_schema_extra=extra,
        examples=[example] if example is not None else None,
        **rest,
    )


class Row(BaseModel):
    """A row of a table: strict, nothing unnamed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Evidence(Row):
    """The words of the article that a cell rests on."""

    field: str = col("Name of the column that rests on these words.", example="killed_best")
    start: int = col("First character of the words in the article's `text`.", unit="characters", ge=0)
    end: int = col("One past the last character of the words.", unit="characters", ge=0)
    text: str = col("Exactly the characters `text[start:end]`.")
    rule: str = col("Name of the rule that read or inferred the value.", example="count_noun")


class EventEvidence(Evidence):
    """Evidence of an event: as in a report, with the article it stands in."""

    article_id: str = col("Article whose `text` holds the words.")


class Toll(Row):
    """People of one side harmed in one way."""

    harm: str = col("What was done to them.", vocab="harm")
    side: str = col("Whose people they are.", vocab="side")
    low: int | None = col("Least number stated.", null="not stated as a number", unit="people", ge=0)
    best: int | None = col("Most trusted number stated.", null="not stated as a number", unit="people", ge=0)
    high: int | None = col("Greatest number stated.", null="no upper bound stated", unit="people", ge=0)
    vague: bool = col("True where the text gives only a word such as 'several' or 'dozens'.")
    rule: str = col("Name of the rule that read the number.", example="noun_of")


class Article(Row):
    """One article as stored: clean text, language and publication date known or null."""

    article_id: str = col("sha256 of (title, text as stored).")
    article_ref: str | None = col("The giver's own id.", null="the input gives none")
    path: str = col("File the article came from, relative to raw/, with '#n' for the n-th record in it.")
    publisher: str | None = col(
        "Who published it.", repeats=True, null="neither the input nor its folder says"
    )
    url: str | None = col("Where it was published.", null="the input gives none")
    title: str | None = col("Its headline.", null="none found")
    language: str | None = col("ISO 639-1 code.", repeats=True, null="not recognised", example="ar")
    published: datetime | None = col(
        "When it was published: wall-clock time of the publisher; midnight where only a date is known.",
        null="unknown and not inferable",
    )
    published_source: str | None = col(
        "Where the publication date comes from.", null="unknown", vocab="published_source"
    )
    retrieved: datetime | None = col(
        "When it was retrieved, as the input says.", null="the input does not say"
    )
    text: str = col("Clean text: the title as first line, then the body. All evidence offsets count in it.")
    n_reports: int = col("Reports found in it.", unit="reports", default=0, ge=0)


class Coded(Row):
    """What reports and events share: the coded fields of one occurrence."""

    status: str = col("News, or recalled for context.", vocab="status")
    date_start: date | None = col(
        "First day.", null="not stated and not inferable", concept="UCDP date_start"
    )
    date_end: date | None = col("Last day, inclusive.", null="as date_start", concept="UCDP date_end")
    date_precision: str | None = col(
        "How exactly the text places it in time.",
        null="as date_start",
        vocab="date_precision",
        concept="ACLED time_precision",
    )
    date_source: str | None = col("Stated, inferred by rule, or the publication date.", null="as date_start",
                                  vocab="date_source")  # fmt: skip
    disorder_type: str = col("Broad class.", vocab="disorder_type", concept="ACLED disorder_type")
    event_type: str = col("Type.", vocab="event_type", concept="ACLED event_type")
    sub_event_type: str = col("Sub-event type.", vocab="sub_event_type", concept="ACLED sub_event_type")
    operations: int | None = col("Operations an aggregate report counts.", null="not an aggregate", ge=0,
                                 unit="operations")  # fmt: skip
    part_of: str | None = col("The aggregate this is a listed part of.", null="not part of an aggregate")
    actor1: str | None = col(
        "Who acts.", repeats=True, null="nobody named and no rule names one", concept="ACLED actor1"
    )
    actor1_id: str | None = col("Registry id of actor1.", repeats=True, null="not in the registry")
    actor1_type: str | None = col(
        "Type of actor1.", null="as actor1", vocab="actor_type", concept="ACLED inter1"
    )
    assoc_actor1: list[str] = col(
        "Allies and parent bodies of actor1.", default_factory=list, concept="ACLED assoc_actor_1"
    )
    actor2: str | None = col("Who is acted on.", repeats=True, null="nobody named", concept="ACLED actor2")
    actor2_id: str | None = col("Registry id of actor2.", repeats=True, null="not in the registry")
    actor2_type: str | None = col(
        "Type of actor2.", null="as actor2", vocab="actor_type", concept="ACLED inter2"
    )
    assoc_actor2: list[str] = col(
        "Allies and parent bodies of actor2.", default_factory=list, concept="ACLED assoc_actor_2"
    )
    civilian_targeting: bool = col(
        "True when civilians are the main target.", concept="ACLED civilian_targeting"
    )
    country: str | None = col(
        "Country where it happened, ISO 3166-1 alpha-3.", repeats=True, null="the text does not place it",
        example="SYR", pattern=r"^[A-Z]{3}$",
    )  # fmt: skip
    admin1: str | None = col(
        "First-level division.", repeats=True, null="not stated or certain", concept="ACLED admin1"
    )
    admin2: str | None = col(
        "Second-level division.", repeats=True, null="not stated or certain", concept="ACLED admin2"
    )
    location: str | None = col(
        "Finest named place.",
        repeats=True,
        null="no place below the region is named",
        concept="ACLED location",
    )
    location_id: str | None = col(
        "Gazetteer id of the location.", repeats=True, null="location is null or not in the gazetteer"
    )
    location_detail: str | None = col("Quarter or site inside the location, as written.", null="none named")
    latitude: float | None = col(
        "WGS84 latitude.", null="geo_precision 4 or no place", unit="degrees", ge=-90, le=90
    )
    longitude: float | None = col(
        "WGS84 longitude.", null="geo_precision 4 or no place", unit="degrees", ge=-180, le=180
    )
    geo_precision: int | None = col(
        "1 named place, 2 near a place or part of a district, 3 region only, 4 country only.",
        null="country is null", concept="ACLED geo_precision", ge=1, le=4,
    )  # fmt: skip
    killed_low: int | None = col(
        "Killed, least stated.", null="not stated", unit="people", ge=0, concept="UCDP low"
    )
    killed_best: int | None = col(
        "Killed, best figure.", null="not stated", unit="people", ge=0, concept="UCDP best"
    )
    killed_high: int | None = col(
        "Killed, most stated.", null="no upper bound", unit="people", ge=0, concept="UCDP high"
    )
    wounded_low: int | None = col("Wounded, least stated.", null="not stated", unit="people", ge=0)
    wounded_best: int | None = col("Wounded, best figure.", null="not stated", unit="people", ge=0)
    wounded_high: int | None = col("Wounded, most stated.", null="no upper bound", unit="people", ge=0)
    captured_low: int | None = col(
        "Captured, arrested, detained or surrendered, least stated.", null="not stated", unit="people", ge=0
    )
    captured_best: int | None = col("Captured, best figure.", null="not stated", unit="people", ge=0)
    captured_high: int | None = col("Captured, most stated.", null="no upper bound", unit="people", ge=0)
    abducted_low: int | None = col("Abducted, least stated.", null="not stated", unit="people", ge=0)
    abducted_best: int | None = col("Abducted, best figure.", null="not stated", unit="people", ge=0)
    abducted_high: int | None = col("Abducted, most stated.", null="no upper bound", unit="people", ge=0)
    tolls: list[Toll] = col("The same people by harm and side.", default_factory=list)
    claimed_by: str | None = col(
        "Whose statement the figures are.", repeats=True, null="the text does not say"
    )
    confidence: float = col("Share of rows like this one that were right on hand-coded articles.", ge=0, le=1)


class Report(Coded):
    """One event as ONE article tells it."""

    report_id: str = col("Stable id: digest of the article and the event's place in it.")
    event_id: str | None = col("Event this report belongs to.", null="background: never an event")
    article_id: str = col("Article that tells it.")
    article_ref: str | None = col("The giver's own id of that article.", null="the input gives none")
    evidence: list[Evidence] = col("The words behind every non-null cell.", default_factory=list)


class Event(Coded):
    """One occurrence, reconciled over the reports of all articles."""

    event_id: str = col("Stable over rebuilds and later reports.")
    article_ids: list[str] = col("Articles that report it.", default_factory=list)
    sources: list[str] = col("Their publishers.", default_factory=list, concept="ACLED source")
    n_reports: int = col("Reports behind it.", unit="reports", ge=1)
    notes: str = col("One generated English sentence.", concept="ACLED notes")
    first_reported: datetime | None = col("Earliest publication time of its articles.", null="none is known")
    last_reported: datetime | None = col("Latest publication time of its articles.", null="none is known")
    revision: int = col("1 at first; one more each time a release changes the event.", ge=1)
    evidence: list[EventEvidence] = col("The words behind every non-null cell.", default_factory=list)


class Rejected(Row):
    """Something that did not become a row, and why."""

    stage: str = col("Stage that rejected it.", vocab="stage")
    reason: str = col("Why, from a closed list.", vocab="reject_reason")
    detail: str = col("The same in words.")
    path: str | None = col("File it came from, as in articles.", null="not from one file")
    article_id: str | None = col("Article it came from.", null="it never became an article")
    row: str | None = col("The whole rejected row as JSON.", null="it never became a row")


class Change(Row):
    """What a release did to an event."""

    release: str = col("Release that made the change.", repeats=True)
    event_id: str = col("Event changed.")
    change: str = col("What happened to it.", vocab="change")
    fields: list[str] = col("Columns that differ.", default_factory=list)
    reason: str = col("Why.")


#: The five tables by folder name, in the order they are written.
TABLES: dict[str, type[Row]] = {
    "articles": Article,
    "reports": Report,
    "events": Event,
    "rejected": Rejected,
    "changes": Change,
}
