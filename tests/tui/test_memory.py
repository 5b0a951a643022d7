"""What is freed goes back to the machine, and what the start left is dropped."""

import gc
import platform
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from digest.tui.memory import drop_garbage

_SEARCHES = """
import re
from pathlib import Path
from threading import Thread
from digest.tui.memory import give_back_freed

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

def search():
    bytearray(b"x" * 2**23)
    buffers = [bytearray(b"x" * 2**20) for _ in range(8)]

give_back_freed()
before = held()
thread = Thread(target=search)
thread.start()
thread.join()
print(held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries keep nothing")
def test_the_large_buffers_of_a_thread_go_back_to_the_machine() -> None:
    told = subprocess.run([sys.executable, "-c", _SEARCHES], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 2_000  # kB; left alone, glibc keeps 8,000


class Leftover:
    """Something that only a look for garbage finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def _no_look() -> Iterator[None]:
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("_no_look")
def test_what_the_start_left_is_dropped_and_looked_for_from_then_on() -> None:
    leftover = weakref.ref(Leftover())
    drop_garbage()
    assert leftover() is None
    assert gc.isenabled()
