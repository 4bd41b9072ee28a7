"""What may not be published: rows that break a rule, tables that break a promise or a threshold."""

from pipeline.check.rows import check_event, check_events, check_reports
from pipeline.check.tables import GateError, check_tables

__all__ = ["GateError", "check_event", "check_events", "check_reports", "check_tables"]
