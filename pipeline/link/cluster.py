"""Which reports belong together: compared only inside blocks, and with every member of a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.link.article import LONG_AGO, Source
from pipeline.link.same import same_event
from pipeline.model import Report

#: Days in a bucket, and the most buckets a report is put in: longer ranges meet their like in the first ones.
BUCKET_DAYS = 7
MAX_BUCKETS = 60

Block = tuple[str, str, int]


def cluster(reports: Iterable[Report], sources: Mapping[str, Source]) -> list[list[Report]]:
    """Groups of reports that tell of one occurrence, the earliest report first in each.

    Background reports are left out. A report joins the first group in which it agrees with every member, so a
    chain of near places never grows into one event. The order of the reports given does not matter.
    """
    groups: list[list[Report]] = []
    index: dict[Block, list[int]] = defaultdict(list)
    for report in in_order(reports, sources):
        keys = list(blocks(report))
        found = next((i for i in candidates(keys, index) if joins(report, groups[i])), None)
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(report)
        for key in keys:
            if found not in index[key][-1:]:
                index[key].append(found)
    return groups


def in_order(reports: Iterable[Report], sources: Mapping[str, Source]) -> list[Report]:
    """Reports that may be events, by the publication of their article, then by their id."""

    def key(report: Report) -> tuple[bool, object, str]:
        published = sources[report.article_id].published
        return published is None, published or LONG_AGO, report.report_id

    return sorted((r for r in reports if r.status == "reported"), key=key)


def blocks(report: Report) -> Iterator[Block]:
    """The blocks a report is compared in: country, type, week; none where country or date is unknown."""
    if report.country is None or report.date_start is None or report.date_end is None:
        return
    first = report.date_start.toordinal() // BUCKET_DAYS
    last = min(report.date_end.toordinal() // BUCKET_DAYS, first + MAX_BUCKETS)
    for bucket in range(first, last + 1):
        yield report.country, report.event_type, bucket


def candidates(keys: Sequence[Block], index: Mapping[Block, list[int]]) -> list[int]:
    """The groups that share a block, in the order they were founded."""
    return sorted({i for key in keys for i in index.get(key, ())})


def joins(report: Report, group: Sequence[Report]) -> bool:
    """True when the report agrees with every member of the group."""
    return all(same_event(report, member) for member in group)
