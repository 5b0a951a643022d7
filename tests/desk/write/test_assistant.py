"""What the assistant is asked and told, where its key comes from, and what it may write over."""

import sys
import threading
from collections.abc import Iterator

import pytest

from digest.desk import Desk, Workspace
from digest.model import Article, DeskError
from digest.store import Collected
from tests.write.service import SUMMARY, Service, serving

KEY = "sk-invented-from-a-command"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as one:
        yield one


@pytest.fixture
def open_with(
    workspace: Workspace, service: Service, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Desk]]:
    """Desks that `assisted` has opened; they are closed afterwards."""
    monkeypatch.delenv("DIGEST_ASSISTANT_KEY", raising=False)
    opened: list[Desk] = []
    yield opened
    for desk in opened:
        desk.close()


def assisted(
    workspace: Workspace, service: Service, opened: list[Desk], settings: str = "", plan: str = ""
) -> Desk:
    """A desk with an assistant and one picked article, whose id is 1 like the item's."""
    with workspace.toml.open("a", encoding="utf-8") as file:
        file.write(f'\n[assistant]\nurl = "{service.url}"\nmodel = "small"\n{settings}\n{plan}')
    desk = Desk.open(workspace)
    opened.append(desk)
    with desk.store.transaction():
        article = Article(
            title="The lamp leans", text="It leans to the left. " * 3_000, byline="Ada", site="Lamps"
        )
        desk.store.articles.collect(None, [Collected("1", article)])
    desk.picking.pick([1])
    return desk


def draft(desk: Desk) -> str:
    return desk.assistant.summary(1, lambda _: None, threading.Event()).text


def test_the_key_is_what_the_command_prints(
    workspace: Workspace, service: Service, open_with: list[Desk]
) -> None:
    command = f"{sys.executable} -c \\\"print('{KEY}')\\\""
    assert draft(assisted(workspace, service, open_with, f'key_command = "{command}"')) == SUMMARY
    assert service.keys == [f"Bearer {KEY}"]


def test_the_environment_goes_before_the_command(
    workspace: Workspace, service: Service, open_with: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_ASSISTANT_KEY", "sk-of-the-environment")
    draft(assisted(workspace, service, open_with, 'key_command = "no-such-program"'))
    assert service.keys == ["Bearer sk-of-the-environment"]


def test_a_service_on_this_machine_needs_no_key(
    workspace: Workspace, service: Service, open_with: list[Desk]
) -> None:
    draft(assisted(workspace, service, open_with))
    assert service.keys == [""]


def test_a_command_that_fails_is_named_and_what_it_printed_is_not(
    workspace: Workspace, service: Service, open_with: list[Desk]
) -> None:
    command = f"{sys.executable} -c \\\"import sys; print('{KEY}'); sys.exit(3)\\\""
    desk = assisted(workspace, service, open_with, f'key_command = "{command}"')
    with pytest.raises(
        DeskError, match=r"key_command under \[assistant\] in newsletter.toml failed \(exit code 3\)"
    ) as told:
        draft(desk)
    assert KEY not in str(told.value)
    assert service.asked == []


def test_the_prompt_has_the_sections_words_and_the_newsletters_language(
    workspace: Workspace, service: Service, open_with: list[Desk]
) -> None:
    plan = '[[sections]]\ntitle = "Must read"\nwords = 35\n'
    settings = 'prompt = "{words} words in {language}, as {json}."'
    draft(assisted(workspace, service, open_with, settings, plan))
    system, user = (message["content"] for message in service.asked[0]["messages"])
    assert system.startswith("35 words in en, as {json}.")
    assert user.startswith("The lamp leans\n\nAda\n\nLamps\n\nIt leans")
    assert len(user) == 24_000


def test_without_an_assistant_or_a_text_nothing_is_asked(
    stocked: Desk, workspace: Workspace, service: Service, open_with: list[Desk]
) -> None:
    stocked.picking.pick([1])
    with pytest.raises(DeskError, match="No assistant is set up"):
        draft(stocked)
    desk = assisted(workspace, service, open_with)
    own = desk.items.add(desk.digests.get().sections[0].id, "A job")
    with pytest.raises(DeskError, match="no text to draft from"):
        desk.assistant.summary(own.id, lambda _: None, threading.Event())
    assert service.asked == []


def test_a_draft_is_one_act_and_never_written_over_other_words(
    workspace: Workspace, service: Service, open_with: list[Desk]
) -> None:
    desk = assisted(workspace, service, open_with)
    assert desk.assistant.write_summary(1, "", draft(desk)).draft
    with pytest.raises(DeskError, match="changed meanwhile"):
        desk.assistant.write_summary(1, "", "Another.")
    with pytest.raises(DeskError, match="changed meanwhile"):
        desk.assistant.write_subject(1, "Before", "After")
    assert desk.history.list()[0].label == "wrote the summary of “The lamp leans”"
    desk.history.undo()
    assert desk.items.get(1).summary == ""
