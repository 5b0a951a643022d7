"""The mail as files, the findings, and a digest that has gone out."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from digest.model import Article, Digest, Finding
from tests.cli.conftest import CommandLine


def test_render_writes_the_four_files(digest: CommandLine, tmp_path: Path) -> None:
    digest("pick", digest.collect("The tenth crane"))
    digest("write", 1, "--summary", "It is **gone**.")
    written = digest.json("render", "--out", tmp_path / "mail")
    assert set(written) == {"html", "text", "eml", "mjml", "bytes"}
    files = {kind: Path(written[kind]) for kind in ("html", "text", "eml", "mjml")}
    assert {file.name for file in files.values()} == {
        f"digest-001.{kind}" for kind in ("html", "txt", "eml", "mjml")
    }
    assert written["bytes"] == len(files["html"].read_bytes())
    assert "The tenth crane" in files["html"].read_text(encoding="utf-8")
    message = message_from_bytes(files["eml"].read_bytes(), policy=policy.default)
    assert message.get_content_type() == "multipart/alternative"

    first = {file: file.read_bytes() for file in files.values()}
    assert digest("render", 1, "--out", tmp_path / "mail").out.split() == [
        str(file) for file in files.values()
    ]
    assert {file: file.read_bytes() for file in files.values()} == first


def test_check_exits_with_one_where_a_finding_is_an_error(digest: CommandLine) -> None:
    digest("new")
    found = [Finding.model_validate(one) for one in digest.json("check", code=1)["findings"]]
    assert any(finding.severity == "error" for finding in found)
    assert digest.json("check", "--offline", code=1)["findings"]
    shown = digest("check", 1)
    assert shown.code == 1
    assert all(finding.message in shown.out for finding in found)


def test_check_exits_with_zero_where_nothing_is_an_error(digest: CommandLine) -> None:
    settings = digest.folder / "newsletter.toml"
    plain = 'name = "The Morning Ledger"\npostal_address = "1 Example Street, 00000 Ostrand"\n'
    settings.write_text(
        plain + 'unsubscribe_url = "https://ledger.example/leave"\n[sender]\nemail = "desk@ledger.example"\n'
    )
    digest("new", "--subject", "Nine cranes")
    (item,) = digest.json("pick", digest.collect("The tenth crane"))["items"]
    digest("write", item["id"], "--summary", "The harbour of Ostrand was counted again on Tuesday.")
    assert all(finding["severity"] != "error" for finding in digest.json("check")["findings"])


def test_sent_ends_a_digest_and_its_articles_have_run(digest: CommandLine) -> None:
    number = digest.collect("The tenth crane")
    digest("pick", number)
    sent = Digest.model_validate(digest.json("sent"))
    assert (sent.number, sent.state) == (1, "sent")
    assert sent.sent
    assert Article.model_validate(digest.json("article", "show", number)).used_in == [1]
    assert digest("show").mistake
    assert digest("sent", 1).mistake
    assert digest.json("new")["number"] == 2
    digest("pick", digest.collect("Flour is cheap"))
    assert "the next digest begins here" in digest("sent", 2).out


@pytest.mark.slow
def test_the_demo_is_rendered_and_leaves_nothing_else(bare: CommandLine, tmp_path: Path) -> None:
    shown = digest_files(tmp_path / "sample", bare("demo", "--out", tmp_path / "sample").out)
    assert {file.suffix for file in shown} == {".html", ".txt", ".eml", ".mjml"}
    assert bare.json("demo", "--out", tmp_path / "sample")["html"] == str(shown[0])
    assert not bare.folder.exists()


def digest_files(folder: Path, printed: str) -> list[Path]:
    """The files that a command says it wrote; they are there, and in `folder`."""
    files = [Path(line) for line in printed.splitlines()]
    assert all(file.is_file() and file.parent == folder for file in files)
    return files


def test_the_archive_has_what_went_out(digest: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "public"
    assert "No digest has gone out yet" in digest("archive", "--out", out).mistake
    assert not out.exists()
    for headline in ("The tenth crane", "Flour is cheap"):
        digest("pick", digest.collect(headline))
        digest("sent")
    digest("new", "--subject", "Not out yet")
    written = digest.json("archive", "--out", out)
    assert written["pages"] == [str(out / "digest-002.html"), str(out / "digest-001.html")]
    assert "The tenth crane" in (out / "digest-001.html").read_text(encoding="utf-8")
    assert "Not out yet" not in (out / "index.html").read_text(encoding="utf-8")
    files = [Path(line) for line in digest("archive", "--out", out).out.splitlines()]
    assert files == [out / name for name in ("index.html", "feed.xml", "digest-002.html", "digest-001.html")]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o644}
    assert sorted(out.iterdir()) == sorted(files)
