"""From what each article tells to what happened: reports of all articles become events."""

from pipeline.link.article import Source
from pipeline.link.changes import compare
from pipeline.link.cluster import cluster
from pipeline.link.events import link

__all__ = ["Source", "cluster", "compare", "link"]
