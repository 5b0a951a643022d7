"""What a spam filter that we did not write thinks of each template's mail."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from digest.render.digest import render_digest
from digest.render.templates import names
from tests.render.samples import sample

FILTER = shutil.which("spamassassin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(FILTER is None, reason="spamassassin is not installed"),
]


@pytest.mark.parametrize("name", ["english", "persian"])
@pytest.mark.parametrize("template", names([]))
def test_no_mail_looks_like_spam(template: str, name: str, images: Path) -> None:
    newsletter, digest = sample(name)
    message = render_digest(
        newsletter.model_copy(update={"template": template}), digest, images=images
    ).message
    score, report = judged(message)
    assert score <= 0.5, report[report.find("Content analysis details") :]


def test_a_mail_that_is_wrong_would_be_found(images: Path) -> None:
    message = render_digest(*sample("english"), images=images).message
    assert judged(re.sub(rb"(?m)^Date: [^\n]*\n", b"", message, count=1))[0] > 0.5


def judged(message: bytes) -> tuple[float, str]:
    """The filter's score, and what it says of it."""
    assert FILTER is not None
    done = subprocess.run([FILTER, "-L", "-t"], input=message, capture_output=True, check=True)
    report = done.stdout.decode(errors="replace")
    score = re.search(r"^X-Spam-Status: .*?score=(-?[\d.]+)", report, re.MULTILINE)
    assert score, report[:2000]
    return float(score[1]), report
