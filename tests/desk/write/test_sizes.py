"""The size of an item's picture is its own copy: what becomes of the article changes no digest."""

import re
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from digest.desk import Desk, Workspace
from digest.model import Article, DeskError, ImageSize
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
    (item,) = stocked.picking.pick([9], section="You might also like")
    assert drawn(stocked) == ["268 134"]
    before = stocked.output.render()
    with closing(apsw.Connection(str(stocked.workspace.database))) as elsewhere:
        elsewhere.execute("DELETE FROM article WHERE id = 9")
    assert stocked.output.render() == before

    stocked.items.write(item.id, image_url="https://lamps.example/other.jpg")
    assert drawn(stocked) == ["268 auto"]
    stocked.history.undo()
    assert stocked.output.render() == before


def test_an_exported_digest_keeps_the_sizes_where_the_article_is_not(stocked: Desk, tmp_path: Path) -> None:
    article = Article(title="A lamp stands up", url="https://lamps.example/90", image_url=PICTURE)
    with stocked.store.transaction():
        stocked.store.articles.collect(1, [Collected("90", article, ImageSize(1112, 556))])
    stocked.picking.pick([9], section="You might also like")
    elsewhere = Workspace(tmp_path / "elsewhere")
    elsewhere.create(stocked.newsletter.name)
    with closing(Desk.open(elsewhere)) as other:
        other.output.import_json(stocked.output.export_json())
        assert other.output.render() == stocked.output.render()
        assert drawn(other) == ["268 134"]


@pytest.mark.parametrize("side", ["0", "-1", "1e30", "99999999999999999999"])
def test_a_size_that_no_picture_has_is_no_exported_digest(desk: Desk, side: str) -> None:
    sizes = f'{{"{PICTURE}": {{"width": {side}, "height": 5}}}}'
    with pytest.raises(DeskError, match="no exported digest: at image_sizes"):
        desk.output.import_json(f'{{"number": 1, "date": "2026-11-22", "image_sizes": {sizes}}}')
