"""The mail's look: the templates there are, one of them copied and changed, mistakes named where they are."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


def test_the_list_says_which_one_the_newsletter_wears(digest: CommandLine) -> None:
    templates = digest.json("template", "list")["templates"]
    assert [template["name"] for template in templates] == ["brief", "ledger", "magazine", "plain"]
    assert all(set(template) == {"name", "about", "folder", "shipped", "chosen"} for template in templates)
    assert [template["name"] for template in templates if template["chosen"]] == ["ledger"]
    assert all(template["shipped"] and Path(template["folder"]).is_dir() for template in templates)
    lines = digest("template", "list").out.splitlines()[1:]
    assert [line.startswith("*") for line in lines] == [False, True, False, False]
    assert all(template["about"] in line for template, line in zip(templates, lines, strict=True))


def test_a_copy_is_worn_as_soon_as_it_is_there(digest: CommandLine, tmp_path: Path) -> None:
    digest("pick", digest.collect("The tenth crane"))
    folder = digest.folder / "templates" / "ledger"
    assert digest.json("template", "copy", "ledger") == {"template": "ledger", "folder": str(folder)}
    before = digest.json("template", "check")
    assert before["template"] == "ledger"
    footer = folder / "partials" / "footer_words.mjml.j2"
    footer.write_text(
        footer.read_text(encoding="utf-8").replace("mail.footer ", "'The end.' "), encoding="utf-8"
    )
    written = digest.json("render", "--out", tmp_path / "mail")
    assert "The end." in Path(written["html"]).read_text(encoding="utf-8")
    assert "yours" in digest("template", "list").out
    assert (
        digest("template", "copy", "ledger").mistake
        == f"{folder} is there already: change it, or move it away first."
    )


def test_a_check_tells_the_size_and_wears_the_newsletters_brand(digest: CommandLine) -> None:
    tried = digest.json("template", "check", "plain")
    assert set(tried) == {"template", "bytes"}
    assert digest("template", "check", "plain").out == (
        f"plain draws everything, at most {tried['bytes']:,} bytes of HTML.\n"
    )
    settings = digest.folder / "newsletter.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("[brand]", '[brand]\naccent = "#ffff00"'), encoding="utf-8")
    assert "accent" in digest("template", "check", "plain").mistake


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        ("partials/quote.mjml.j2", "\n{{ part.titel }}", "line 2"),
        ("partials/outro.mjml.j2", "{% if %}", "line 1"),
        ("theme.toml", 'about = "x"\ncolour = "red"\n', "colour"),
    ],
)
def test_a_mistake_is_named_where_it_is(digest: CommandLine, file: str, content: str, line: str) -> None:
    digest("template", "copy", "ledger")
    wrong = digest.folder / "templates" / "ledger" / file
    wrong.write_text(content, encoding="utf-8")
    mistake = digest("template", "check").mistake
    assert mistake.startswith(str(wrong))
    assert line in mistake


@pytest.mark.parametrize("command", ["copy", "check"])
def test_a_name_that_is_none_is_refused(digest: CommandLine, command: str) -> None:
    assert "brief, ledger, magazine, plain" in digest("template", command, "../ledger").mistake
    assert not (digest.folder / "templates" / "ledger").exists()
