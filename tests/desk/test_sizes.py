"""The size of an item's picture is its own copy: what becomes of the article changes no digest."""

import re
from contextlib import closing

import apsw

from digest.desk import Desk
from digest.model import Article, ImageSize
from digest.store import Collected

PICTURE = "https://lamps.example/wide.jpg"


def drawn(desk: Desk) -> list[str]:
    """Width and height of the pictures in the mail."""
    html = desk.output.render().html
    heights, widths = (re.findall(rf'<img [^>]* {side}="(\w+)"', html) for side in ("height", "width"))
    return [" ".join(sides) for sides in zip(widths, heights, strict=True)]


def test_a_picture_keeps_its_place_in_the_mail_whatever_becomes_of_the_article(stocked: Desk) -> None:
    article = Article(title="A lamp stands up", url="https://lamps.example/90", image_url=PICTURE)
    with stocked.store.transaction():
        stocked.store.articles.collect(1, [Collected("90", article, ImageSize(1112, 556))])
    (item,) = stocked.digests.pick([9], section="You might also like")
    assert drawn(stocked) == ["268 134"]
    before = stocked.output.render()
    with closing(apsw.Connection(str(stocked.workspace.database))) as elsewhere:
        elsewhere.execute("DELETE FROM article WHERE id = 9")
    assert stocked.output.render() == before

    stocked.digests.write_item(item.id, image_url="https://lamps.example/other.jpg")
    assert drawn(stocked) == ["268 auto"]
    stocked.history.undo()
    assert stocked.output.render() == before
