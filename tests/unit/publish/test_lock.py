from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pipeline.publish import BuildLock, LockHeldError

HOLD = """
import sys, time
from pathlib import Path
from pipeline.publish import BuildLock
with BuildLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_is_told_who_holds_the_lock(tmp_path):
    with BuildLock(tmp_path), pytest.raises(LockHeldError, match=f"process {os.getpid()} on "):
        BuildLock(tmp_path).__enter__()
    with BuildLock(tmp_path):
        pass


def test_the_lock_of_a_killed_owner_is_taken_over(tmp_path):
    owner = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout.readline() == "held\n"
    with pytest.raises(LockHeldError, match=f"process {owner.pid} "):
        BuildLock(tmp_path).__enter__()
    owner.kill()
    owner.wait()
    with BuildLock(tmp_path):
        pass
