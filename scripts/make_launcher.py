"""Puts the command `conflict-events` into the environment that runs this, for the checkout it stands in."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Writes the path of the checkout beside the packages, and the command beside the interpreter."""
    packages = Path(sysconfig.get_path("purelib"))
    (packages / "conflict-events.pth").write_text(f"{CHECKOUT}\n", encoding="utf-8")
    command = Path(sysconfig.get_path("scripts")) / "conflict-events"
    command.write_text(f"#!{sys.executable}\nfrom pipeline.cli import main\n\nmain()\n", encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    main()
