"""What helps who makes a template: the list, the copy, the trial."""

from pathlib import Path

import pytest

from digest.model import DeskError
from digest.render.templates import names, shipped_templates
from digest.render.workshop import copy, listed, try_out


def test_the_list_says_what_each_is_for() -> None:
    assert [template.name for template in listed([])] == ["brief", "ledger", "magazine", "plain"]
    assert all(template.about.endswith(".") and template.shipped for template in listed([]))


@pytest.mark.parametrize("name", names([]))
def test_a_copy_is_whole_and_can_be_changed_in_every_part(name: str, tmp_path: Path) -> None:
    before = try_out(name, [])
    target = copy(name, tmp_path)
    assert target == tmp_path / name
    assert try_out(name, [tmp_path]) == before
    footer = target / "partials" / "footer.mjml.j2"
    footer.write_text("", encoding="utf-8")
    assert try_out(name, [tmp_path]) < before
    assert [template.shipped for template in listed([tmp_path]) if template.name == name] == [False]


def test_a_copy_is_its_owners_alone(tmp_path: Path) -> None:
    target = copy("magazine", tmp_path)
    assert {path.stat().st_mode & 0o777 for path in [target, *target.rglob("*")] if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in target.rglob("*") if path.is_file()} == {0o600}


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    copy("ledger", tmp_path)
    with pytest.raises(DeskError, match="is there already"):
        copy("ledger", tmp_path)


def test_there_is_no_copy_of_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="There is no mail template 'nowhere'"):
        copy("nowhere", tmp_path)
    with pytest.raises(DeskError, match="There is no mail template 'common'"):
        copy("common", tmp_path)


def test_a_trial_finds_a_mistake_that_only_a_full_digest_meets(tmp_path: Path) -> None:
    target = copy("ledger", tmp_path) / "partials" / "quote.mjml.j2"
    target.write_text("\n{{ part.titel }}", encoding="utf-8")
    with pytest.raises(DeskError) as caught:
        try_out("ledger", [tmp_path])
    assert str(caught.value).startswith(f"{target}, line 2: ")
    assert not str(target).startswith(str(shipped_templates()))
