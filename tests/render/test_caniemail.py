"""No template asks for what Gmail, Outlook or Apple Mail lack, beyond what MJML itself does; judged by Can I email."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from digest.render import mjml
from digest.render.digest import render_digest
from digest.render.templates import names
from tests.npm import MissingError, output
from tests.render.samples import SAMPLES, sample

pytestmark = pytest.mark.slow

PACKAGE = "caniemail@2.0.2"
SCRIPT = Path(__file__).with_name("caniemail.mjs")
TEMPLATES = names([])
Lacking = list[dict[str, set[str]]]

SKELETON = """\
<mjml lang="en" dir="ltr"><mj-head><mj-title>x</mj-title></mj-head><mj-body><mj-wrapper><mj-section><mj-column>
<mj-text>x</mj-text></mj-column></mj-section></mj-wrapper></mj-body></mjml>"""

HARMLESS = {
    # Dark mode, for the programs that have it; the light colours stand in all others.
    "color-scheme CSS property",
    "color-scheme meta tag",
    "Attribute selector",  # Outlook's own mark of dark mode on the web and on phones
    # Within @media or beside it: a narrow phone's margins, an underline under the pointer.
    "Child combinator",
    ":hover",
    "text-wrap",  # headlines whose lines are of a length; elsewhere they break where the room ends
    # The preheader is hidden in three ways at once, for Outlook by mso-hide; display:none is lost in the one
    # program that drops all styles.
    "display:none",
    "max-height property",
    "overflow",
    # A card whose corners are not round is a card.
    "border-radius",
    "border-spacing",
}
"""What a template may use although some program lacks it: where it is missing nothing is lost."""


def lacking(*pages: str) -> Lacking:
    """The features of each page that one of the programs lacks, and which."""
    try:
        found = output(SCRIPT, PACKAGE, stdin=json.dumps(pages))
    except MissingError as error:
        pytest.skip(str(error))
    return TypeAdapter(Lacking).validate_python(found)


def added(page: dict[str, set[str]], skeleton: dict[str, set[str]]) -> set[str]:
    """The features that `page` lacks somewhere where the skeleton does not."""
    return {feature for feature, programs in page.items() if programs - skeleton.get(feature, set())}


def test_nothing_is_asked_for_that_a_program_lacks() -> None:
    drawn = {
        f"{template}, {name}": render_digest(
            newsletter.model_copy(update={"template": template}), digest
        ).html
        for template in TEMPLATES
        for name in SAMPLES
        for newsletter, digest in [sample(name)]
    }
    skeleton, *pages = lacking(mjml.to_html(SKELETON), *drawn.values())
    found = dict(zip(drawn, (added(page, skeleton) for page in pages), strict=True))
    assert {name: features - HARMLESS for name, features in found.items() if features - HARMLESS} == {}
    assert set.union(*found.values()) == HARMLESS


def test_what_is_lacking_would_be_found() -> None:
    wrong = '<mj-text><p style="display:flex;position:fixed"><bdi>x</bdi></p></mj-text>'
    skeleton, page = lacking(
        mjml.to_html(SKELETON), mjml.to_html(SKELETON.replace("<mj-text>x</mj-text>", wrong))
    )
    assert {"display:flex", "<bdi> element"} <= added(page, skeleton)
