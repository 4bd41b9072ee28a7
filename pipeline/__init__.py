"""News articles in, checked conflict-event rows out; every cell keeps the words it rests on."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.build import Summary, build
    from pipeline.extract import extract
    from pipeline.publish import read_events

__version__ = "0.1.0"
__all__ = ["Summary", "build", "extract", "read_events"]

#: Where each public name lives: imported when it is first used, so that `import pipeline` costs nothing.
HOMES = {
    "Summary": "pipeline.build",
    "build": "pipeline.build",
    "extract": "pipeline.extract",
    "read_events": "pipeline.publish",
}


class Package(ModuleType):
    """This package. `pipeline.build` and `pipeline.extract` are functions, whatever was imported.

    `from pipeline.build import ...` reaches the modules of those names as ever.
    """

    def __getattr__(self, name: str) -> Any:
        if name in HOMES:
            return getattr(import_module(HOMES[name]), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = Package
