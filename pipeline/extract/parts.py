"""Aggregates and their listed parts inside one article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Report


def mark_parts(reports: Sequence[Report]) -> list[Report]:
    """The reports, those that are a listed part of an aggregate pointing to it (codebook section 1)."""
    sums = [r for r in reports if r.operations is not None and r.date_start != r.date_end]
    return [r.model_copy(update={"part_of": whole_of(r, sums)}) if whole_of(r, sums) else r for r in reports]


def whole_of(report: Report, sums: Sequence[Report]) -> str | None:
    """The aggregate a report is a part of: its days and country lie inside, and it shares a side; None where there is none."""
    for whole in sums:
        if whole is report or report.location is None or report.country != whole.country:
            continue
        sides = {report.actor1, report.actor2} & {whole.actor1, whole.actor2} - {None}
        if sides and inside(report, whole):
            return whole.report_id
    return None


def inside(report: Report, whole: Report) -> bool:
    """True where the stated days of a report lie in those of the aggregate."""
    if (
        None in (report.date_start, report.date_end, whole.date_start, whole.date_end)
        or report.date_source != "stated"
    ):
        return False
    assert report.date_start and report.date_end and whole.date_start and whole.date_end
    return whole.date_start <= report.date_start and report.date_end <= whole.date_end
