"""Where the bytes are, and where Gmail would cut."""

import pytest

from digest.desk import GMAIL_CLIP
from digest.desk.mail.preview.weight import FOOTER, HEAD, weigh
from digest.model import Item
from digest.render.digest import render_digest
from digest.render.edition import edition
from digest.render.templates import names
from tests.render.samples import SAMPLES, sample


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("template", names([]))
def test_every_section_is_weighed_and_nothing_is_left_out(template: str, language: str) -> None:
    newsletter, digest = sample(language)
    newsletter = newsletter.model_copy(update={"template": template})
    html = render_digest(newsletter, digest).html
    mail = edition(newsletter, digest)
    weight = weigh(html, mail)
    assert weight.bytes == len(html.encode()) == sum(piece.bytes for piece in weight.pieces)
    titles = [piece.title for piece in weight.pieces]
    assert (titles[0], titles[-1]) == (HEAD, FOOTER)
    assert titles[1:-1] == [part.title or part.kind.value for part in mail.parts]
    assert weight.clipped_after is None


def test_a_section_that_grows_is_the_one_that_weighs_more() -> None:
    newsletter, digest = sample("english")
    grown = digest.model_copy(deep=True)
    section = next(section for section in grown.sections if len(section.items) > 1)
    section.items[-1].summary += " And then some more of it was told." * 40

    def pieces(of: object) -> dict[str, int]:
        made = grown if of is grown else digest
        weight = weigh(render_digest(newsletter, made).html, edition(newsletter, made))
        return {piece.title: piece.bytes for piece in weight.pieces}

    before, after = pieces(digest), pieces(grown)
    assert {title for title in after if after[title] != before[title]} == {section.title}
    assert after[section.title] - before[section.title] >= 1_400


def test_gmail_cuts_after_the_last_words_that_fit() -> None:
    newsletter, digest = sample("english")
    section = digest.sections[-1]
    section.items += [Item(headline=f"Brief {n}", summary="A sentence. " * 40) for n in range(200)]
    html = render_digest(newsletter, digest).html
    weight = weigh(html, edition(newsletter, digest))
    assert weight.bytes > GMAIL_CLIP
    assert weight.clipped_after
    assert weight.clipped_after in " ".join(html.encode()[:GMAIL_CLIP].decode(errors="ignore").split())
