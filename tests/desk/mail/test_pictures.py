"""Pictures of the web that go with the mail: fetched once, and links where they cannot be had."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from digest.desk import Desk
from digest.desk.mail.pictures import LARGEST
from tests.paper import Answer, Paper
from tests.render.samples import PNG


def embedding(desk: Desk, *addresses: str) -> Desk:
    """The desk with a digest that shows these pictures, in a newsletter that embeds them."""
    desk.digests.new("Lamps lean")
    cards = desk.digests.get().sections[-1]
    for number, address in enumerate(addresses):
        item = desk.items.add(cards.id, f"Lamp {number}")
        desk.items.write(item.id, image_url=address)
    toml = desk.workspace.toml
    toml.write_text(toml.read_text(encoding="utf-8") + '\n[mail]\nimages = "embed"\n', encoding="utf-8")
    return desk.reread()


def parts(desk: Desk) -> dict[str, bytes]:
    """The embedded pictures of the mail, by Content-ID."""
    message = message_from_bytes(desk.output.render().message, policy=policy.default)
    assert isinstance(message, EmailMessage)
    found = {}
    for part in message.walk():
        if part["Content-ID"]:
            assert part.get_content_type() == "image/png"
            found[part["Content-ID"].strip("<>")] = part.get_content()
    return found


@pytest.fixture
def paper(paper: Paper) -> Paper:
    """A newspaper with a picture of a lamp."""
    paper.answers["/lamp.png?a=1&b=2"] = Answer(PNG, "text/plain")
    return paper


def test_a_picture_goes_with_the_mail_and_is_asked_for_once(stocked: Desk, paper: Paper) -> None:
    address = paper.url("/lamp.png?a=1&b=2")
    desk = embedding(stocked, address, address)
    rendered = desk.output.render()
    assert list(parts(desk).values()) == [PNG]
    assert len(paper.asked) == 1
    (content_id,) = parts(desk)
    message = message_from_bytes(rendered.message, policy=policy.default)
    assert isinstance(message, EmailMessage)
    page = message.get_body(("html",))
    assert page and page.get_content().count(f'src="cid:{content_id}"') == 2
    assert address.replace("&", "&amp;") in rendered.html
    assert "cid:" not in rendered.html
    for image in re.findall(r"<img [^>]*/lamp[^>]*>", rendered.html):
        assert 'width="268"' in image and 'height="143"' in image and "height:auto" in image

    paper.answers.clear()
    assert Desk.open(desk.workspace).output.render() == rendered
    (kept,) = desk.workspace.pictures.iterdir()
    assert (kept.stat().st_mode & 0o777, desk.workspace.pictures.stat().st_mode & 0o777) == (0o600, 0o700)
    kept.write_bytes(b"damaged")
    assert parts(desk) == {}


def test_what_cannot_be_had_stays_a_link_and_is_a_finding(stocked: Desk, paper: Paper) -> None:
    paper.answers["/page"] = Answer(b"<html>no picture</html>", "image/png")
    paper.answers["/huge"] = Answer(PNG + bytes(LARGEST), "image/png")
    paper.answers["/half"] = Answer(PNG[:12], "image/png")
    addresses = [paper.url(path) for path in ("/gone", "/page", "/huge", "/half", "/lamp.png?a=1&b=2")]
    desk = embedding(stocked, *addresses)
    assert list(parts(desk).values()) == [PNG]
    found = [one for one in desk.output.findings() if one.rule == "loose-picture"]
    items = {item.image_url: item.id for item in desk.digests.get().items}
    assert [one.item for one in found] == [items[address] for address in addresses[:4]]
    for one, reason in zip(found, ("404", "no PNG, JPEG", "larger than 2 MB", "broken"), strict=True):
        assert reason in one.message
        assert not one.message.endswith("..")
    assert len(paper.asked) == 5  # and not again, for five minutes
    for address in addresses[:4]:
        assert address in desk.output.render().html


def test_a_server_inside_the_house_is_not_asked(
    stocked: Desk, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGEST_ALLOW_PRIVATE")
    desk = embedding(stocked, paper.url("/lamp.png?a=1&b=2"))
    assert parts(desk) == {}
    assert not paper.asked
    (found,) = (one for one in desk.output.findings() if one.rule == "loose-picture")
    assert "private network" in found.message


def test_offline_nothing_is_asked_and_nothing_is_said(stocked: Desk, paper: Paper) -> None:
    desk = embedding(stocked, paper.url("/lamp.png?a=1&b=2"))
    assert not [one for one in desk.output.findings(offline=True) if one.rule == "loose-picture"]
    assert not paper.asked


def test_links_stay_links_where_nothing_else_is_wished(stocked: Desk, paper: Paper, tmp_path: Path) -> None:
    desk = embedding(stocked, paper.url("/lamp.png?a=1&b=2"))
    toml = desk.workspace.toml
    toml.write_text(toml.read_text(encoding="utf-8").replace('"embed"', '"link"'), encoding="utf-8")
    desk = desk.reread()
    desk.output.write(out=tmp_path)
    assert parts(desk) == {}
    assert not paper.asked
    assert not desk.workspace.pictures.exists()


def test_a_mail_that_gets_heavy_is_a_finding(stocked: Desk, paper: Paper) -> None:
    large = PNG + bytes(LARGEST - len(PNG))
    for number in range(5):
        paper.answers[f"/{number}.png"] = Answer(large, "image/png")
    desk = embedding(stocked, *(paper.url(f"/{number}.png") for number in range(5)))
    found = {one.rule: one.message for one in desk.output.findings()}
    assert re.search(r"With its pictures the mail is 1\d\.\d MB", found["heavy-mail"])
    assert "there would be more than 8 MB of pictures" in found["loose-picture"]
