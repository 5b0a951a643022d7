"""Rendering is pure."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import hashlib, sys
from pathlib import Path
from digest.render.digest import render_digest
from tests.render.samples import SAMPLES, images_in, sample

for name in SAMPLES:
    made = render_digest(*sample(name), images=images_in(Path(sys.argv[1])))
    print(hashlib.sha256(repr(made).encode()).hexdigest())
"""


@pytest.mark.slow
def test_the_same_digest_gives_the_same_bytes_in_every_process(tmp_path: object) -> None:
    made = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"), ("3", "America/Lima")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
        made.add(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
    assert len(made) == 1
    assert len(made.pop().split()) == 3
