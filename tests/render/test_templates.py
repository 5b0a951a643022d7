"""The templates that ship, those of a workspace, and what is said of a mistake in one."""

import itertools
import re
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest

from digest.model import DeskError, Digest, Item, Newsletter, Section, SectionKind
from digest.render import sandbox
from digest.render.digest import Rendered, render_digest
from digest.render.templates import find, names, shipped_templates
from tests.render.reading import fold
from tests.render.samples import png, sample

DOUBLING = "{{% for turn in range(60) %}}{{% set n.x = {} %}}{{% endfor %}}"
"""A loop in a template that makes 2 to the power of 60 of what it is given."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace's templates folder."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def draw(own: Path, template: str = "ledger") -> Rendered:
    newsletter, digest = sample("english")
    return render_digest(newsletter.model_copy(update={"template": template}), digest, template_dirs=[own])


def refusal(own: Path, template: str = "ledger") -> str:
    with pytest.raises(DeskError) as caught:
        draw(own, template)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_four_templates_ship() -> None:
    assert names([]) == ("brief", "ledger", "magazine", "plain")
    assert (shipped_templates() / "common" / "macros.mjml.j2").is_file()


def test_one_partial_can_be_overridden(own: Path) -> None:
    before = draw(own).html
    write(
        own / "ledger" / "partials" / "outro.mjml.j2",
        "<mj-section><mj-column><mj-text>Ta-ta</mj-text></mj-column></mj-section>",
    )
    after = draw(own).html
    assert "Ta-ta" in after
    assert "Ta-ta" not in before
    assert "Ta-ta" not in draw(own, "brief").html


def test_a_template_can_extend_another(own: Path) -> None:
    write(own / "mine" / "theme.toml", 'about = "Ours."\nparent = "magazine"\n')
    write(
        own / "mine" / "digest.mjml.j2",
        '{% extends "common/digest.mjml.j2" %}{% block edge %}9px solid {{ look.light.ink }}{% endblock %}',
    )
    html = draw(own, "mine").html
    assert "border-top:9px solid" in html
    assert "50px/1.1" in html
    assert "mine" in names([own])


@pytest.mark.parametrize("template", names([]))
@pytest.mark.parametrize(
    ("kind", "isolated"),
    [
        (SectionKind.STORIES, ["ltr Wire One (UK)", "rtl نوشتهٔ Ida Vance"]),
        (SectionKind.BRIEFS, ["ltr Wire One (UK)", "rtl نوشتهٔ Ida Vance"]),
    ],
)
def test_a_name_in_another_script_turns_nothing_beside_it(
    template: str, kind: SectionKind, isolated: list[str]
) -> None:
    item = Item(headline="یک خبر", summary="دو سه", credit="Wire One (UK)", byline="Ida Vance")
    html = render_digest(
        Newsletter(name="دفتر", language="fa", template=template),
        Digest(number=1, date=date(2026, 11, 22), sections=[Section(title="کوتاه", kind=kind, items=[item])]),
    ).html
    spans = re.findall(r'<span dir="(...)">([^<]*)</span>', html)
    assert [f"{way} {fold(text)}" for way, text in spans] == isolated


def test_names_in_another_script_keep_their_order_in_a_phrase() -> None:
    item = Item(
        headline="یک", summary="دو", credit="3 Quarks (UK)", byline="Ida Vance", url="https://a.example/"
    )
    html = draw_item("ledger", item, SectionKind.QUOTE, "fa")
    assert "—\u00a0Ida Vance\u200f، \u200e3 Quarks (UK)\u200e\u200f" in unescape(html)
    html = draw_item("ledger", item, SectionKind.STORIES, "fa")
    assert ">ادامهٔ مطلب در \u200e3 Quarks (UK)\u200e</a>" in html


@pytest.mark.parametrize("template", names([]))
def test_a_line_breaks_between_its_pieces(template: str) -> None:
    html = draw_item(template, Item(headline="H", credit="The Coast Post", byline="Ann Lee", minutes=12))
    assert "The\u00a0Coast\u00a0Post\u00a0· By\u00a0Ann\u00a0Lee\u00a0· 12\u00a0min\u00a0read" in unescape(
        html
    )


@pytest.mark.parametrize("template", names([]))
def test_an_item_in_another_script_has_letters_of_its_own(template: str) -> None:
    summary = "دو *سه*\n\n> چهار"
    html = draw_item(template, Item(headline="یک خبر", summary=summary, language="fa"))
    quote = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert "border-right" in quote
    assert '<em style="font-style:normal;font-weight:bold">' in html
    assert html.count("font-family:Vazirmatn") == 1
    assert "letter-spacing" not in html[html.index("<h3") : html.index("<blockquote")]


def test_whom_a_quotation_is_from_is_said_once() -> None:
    item = Item(summary="We kept asking.", byline="M. Laurent", credit="Far Field", url="https://a.example/")
    html = draw_item("ledger", item, SectionKind.QUOTE)
    assert html.count("Far Field") == 1
    assert ">Read the full story</a>" in html


@pytest.mark.parametrize(
    ("template", "size", "drawn"),
    [
        ("ledger", (1112, 600), (556, 300)),
        ("ledger", (1000, 2000), (278, 556)),
        ("ledger", (200, 100), (200, 100)),
        ("ledger", (400, 200), (556, 278)),
        ("magazine", (1000, 2000), (310, 620)),
    ],
)
def test_a_picture_is_as_large_as_it_should_be(
    tmp_path: Path, template: str, size: tuple[int, int], drawn: tuple[int, int]
) -> None:
    (tmp_path / "street.png").write_bytes(png(*size))
    item = Item(headline="H", image_url="images/street.png", image_alt="A street")
    digest = Digest(
        number=1, date=date(2026, 11, 22), sections=[Section(title="L", kind=SectionKind.LEAD, items=[item])]
    )
    html = render_digest(Newsletter(name="N", template=template), digest, images=tmp_path).html
    (image,) = re.findall("<img [^>]*>", html)
    assert f'width="{drawn[0]}"' in image
    assert f'height="{drawn[1]}"' in image
    assert "height:auto" in image


def draw_item(
    template: str, item: Item, kind: SectionKind = SectionKind.STORIES, language: str = "en"
) -> str:
    sections = [Section(title="Must read", kind=kind, items=[item])]
    digest = Digest(number=1, date=date(2026, 11, 22), sections=sections)
    return render_digest(Newsletter(name="Letter", template=template, language=language), digest).html


def test_a_file_that_changes_is_drawn_anew(own: Path) -> None:
    partial = own / "ledger" / "partials" / "intro.mjml.j2"
    write(partial, "")
    assert "very patient bug" not in draw(own).html
    partial.unlink()
    assert "very patient bug" in draw(own).html


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("\n{% if %}", 2, "Expected an expression"),
        ("\n\n{{ mail.nome }}", 3, "has no attribute 'nome'"),
        ("{{ nobody }}", 1, "'nobody' is undefined"),
        ("\n{{ mail.__class__.__mro__ }}", 2, "is unsafe"),
        ("\n{{ ''.__class__ }}", 2, "is unsafe"),
        ('\n{% include "nowhere.j2" %}', 2, "nowhere.j2"),
        ('\n{% include "../../../etc/passwd" %}', 2, "passwd"),
        ("\n{{ mail.parts.clear() }}", 2, "clear"),
        ("\n{{ 'a' * 1000000000 }}", 2, "* makes more than"),
        ("\n{{ 10 ** 100000000 }}", 2, "** makes more than"),
        ("\n{{ '%999999999d' % 1 }}", 2, "% formats no text"),
        ("{% set n = namespace(x='ab') %}\n" + DOUBLING.format("n.x ~ n.x"), 2, "~ makes more than"),
        ("{% set n = namespace(x='ab') %}\n" + DOUBLING.format("n.x + n.x"), 2, "+ makes more than"),
        (
            "{% set n = namespace(x='ab') %}\n" + DOUBLING.format("[n.x, n.x] | join"),
            2,
            "join makes more than",
        ),
        (
            "{% set n = namespace(x='aa') %}\n" + DOUBLING.format("n.x | replace('a', 'aa')"),
            2,
            "replace makes",
        ),
        (
            "{% set n = namespace(x=[1]) %}\n" + DOUBLING.format("[n.x, n.x]") + "{{ n.x }}",
            2,
            "a list cannot be",
        ),
        ("\n{{ [1] | join('x' * 999999) ~ [1] }}", 2, "a list cannot be printed"),
        ("\n{{ 'a'.center(999999999) }}", 2, "is unsafe"),
        ("\n{{ 'a' | center(999999999) }}", 2, "No filter named 'center'"),
        (
            "{% for a in range(9999) %}\n{% for b in range(9000) %}{% endfor %}{% endfor %}",
            2,
            "turn more than",
        ),
        ("\n{% for a in range(90000) %}{{ mail.intro }}{% endfor %}", 2, "characters"),
        ('{% include "partials/intro.mjml.j2" %}', 1, "without end"),
        ("\n{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 2, "without end"),
        ("\n{% set n = namespace(x=none) %}{{ n.x }}", 2, "None cannot be printed"),
        ("\n{{ mail.words }}", 2, "an object (Words) cannot be printed"),
        ("\n{{ [1, 2] | random }}", 2, "No filter named 'random'."),
        ("\n{{ lipsum() }}", 2, "'lipsum' is undefined"),
        ("\n{# never closed", 2, "Missing end of comment tag."),
        ("\n<mj-section>\ufffe</mj-section>", 2, "U+FFFE"),
        (
            "\n{% macro a() %}{% for a in range(99) %}{{ 'x' * 99999 }}{% endfor %}{% endmacro %}{{ a() }}",
            2,
            "a macro or",
        ),
        ("\n{{ 1 // 0 }}", 2, "by zero"),
        ("\n{{ 'x' | markdown(1, 2, 3) }}", 2, "arguments"),
        ("<mj-section>\n<mj-foo>x</mj-foo></mj-section>", 2, "a template knows no <mj-foo>"),
        (
            "<mj-section><mj-column>\n\n  <mj-text><b>x</mj-text></mj-column></mj-section>",
            3,
            "<b> is not closed",
        ),
        ("\n<mj-section><mj-column><mj-text>a < b</mj-text></mj-column></mj-section>", 2, "write &lt;"),
        ("{% if true %}\n\n</mj-section>\n{% endif %}", 3, "<mj-wrapper> is open"),
    ],
)
def test_a_mistake_names_file_and_line(own: Path, text: str, line: int, complaint: str) -> None:
    partial = write(own / "ledger" / "partials" / "intro.mjml.j2", text)
    said = refusal(own)
    assert complaint in said
    assert not said.endswith("..")
    if complaint != "characters":  # the file that includes it is named
        assert said.startswith(f"{partial}, line {line}: ")


def test_what_a_template_takes_of_the_processor_is_bounded(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the processor: what others do on the machine meanwhile costs it nothing."""
    taken = itertools.count(step=2.0)
    monkeypatch.setattr(sandbox, "time", SimpleNamespace(thread_time=lambda: next(taken)))
    write(own / "ledger" / "partials" / "intro.mjml.j2", "{% for n in range(9) %}{{ n }}{% endfor %}")
    assert "more than 5 seconds" in refusal(own)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("\n{{ nobody }}", 2, "'nobody' is undefined"),
        ("{% macro a() %}\n{{ a() }}{% endmacro %}\n{{ a() }}", 2, "without end"),
        ("\n{% for %}", 2, "Expected"),
    ],
)
def test_a_mistake_among_the_macros_names_file_and_line(
    own: Path, text: str, line: int, complaint: str
) -> None:
    macros = write(own / "ledger" / "macros.mjml.j2", text)
    said = refusal(own)
    assert said.startswith(f"{macros}, line {line}: ")
    assert complaint in said


def test_a_file_that_is_no_text_is_named(own: Path) -> None:
    partial = write(own / "ledger" / "partials" / "intro.mjml.j2", "")
    partial.write_bytes(b"\xff\xfe<mj-section>")
    assert refusal(own) == f"{partial}, line 1: it is no text in UTF-8."


def test_a_template_that_is_not_there_names_those_that_are(own: Path) -> None:
    assert refusal(own, "leger") == (
        "There is no mail template 'leger': set template in newsletter.toml to one of brief, ledger, magazine, plain."
    )


def test_a_colour_of_a_theme_that_could_not_be_read_is_named_with_the_nearest_that_can(own: Path) -> None:
    scheme = 'card = "#ffffff"\nink = "#000000"\nsoft = "#333333"\nmute = "#aaaaaa"\nline = "#eeeeee"\n'
    write(own / "mine" / "theme.toml", f'about = "x"\n[light]\n{scheme}')
    assert "light.mute: a colour that can be read on the card #ffffff was expected (#757575 is" in refusal(
        own, "mine"
    )
    write(own / "mine" / "theme.toml", f'about = "x"\n[light]\n{scheme.replace("#aaaaaa", "#666")}')
    assert """light.mute: a colour like "#9a2a1a" was expected, not '#666'""" in refusal(own, "mine")


def test_a_theme_that_is_wrong_is_named(own: Path) -> None:
    write(own / "mine" / "theme.toml", 'about = "x"\nfont = "serif"\n')
    told = f"{own / 'mine' / 'theme.toml'}: font is not a key here"
    assert refusal(own, "mine").startswith(told)
    write(own / "mine" / "theme.toml", 'headline_font = "script"\n')
    assert ": about is missing; headline_font: input should be 'serif' or 'sans'" in refusal(own, "mine")
    write(own / "mine" / "theme.toml", "about = \n")
    assert "is no TOML file" in refusal(own, "mine")
    write(own / "mine" / "theme.toml", 'about = "x"\nparent = "mine"\n')
    assert "stands on 'mine', which stands on it" in refusal(own, "mine")
    write(own / "mine" / "theme.toml", 'about = "x"\nparent = "elsewhere"\n')
    assert "stands on 'elsewhere', which is not there" in refusal(own, "mine")
    write(own / "mine" / "theme.toml", 'about = "x"\nparent = "../ledger"\n')
    assert ': parent: the name of a template like "ledger" was expected' in refusal(own, "mine")


def test_a_parent_comes_before_the_common_parts(own: Path) -> None:
    write(own / "mine" / "theme.toml", 'about = "x"\nparent = "magazine"\n')
    folders = find("mine", [own]).folders
    assert [folder.name for folder in folders[:2]] == ["mine", "magazine"]


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can() -> None:
    newsletter, digest = sample("english")
    data = newsletter.model_dump() | {"brand": {"accent": "#ffcc00"}}
    with pytest.raises(
        DeskError, match=r"brand\.accent: #ffcc00 has a contrast of 1\.\d .* #[0-9a-f]{6} is the nearest"
    ):
        render_digest(Newsletter.model_validate(data), digest)
