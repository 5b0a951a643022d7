"""The assistant: a whole answer, one that is stopped, and every way in which a service can fail, in words."""

import threading
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from digest.model import AssistantSettings, DeskError
from digest.write.assistant import LONGEST_TEXT, Answer, Request, ask
from tests.patience import PATIENCE
from tests.write.service import DONE, SUMMARY, Service, chunk, failure, serving, words

KEY = "sk-invented-0123456789"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as one:
        yield one


def answer(service: Service, told: list[str] | None = None, stop: threading.Event | None = None) -> Answer:
    settings = AssistantSettings(url=service.url, model="m", timeout_seconds=1)
    heard = [] if told is None else told
    return ask(settings, KEY, Request("Summarise.", "An article."), heard.append, stop or threading.Event())


def refusal(service: Service) -> str:
    with pytest.raises(DeskError) as caught:
        answer(service)
    told = str(caught.value)
    assert told.startswith("The assistant at 127.0.0.1") and "\n" not in told
    assert KEY not in told
    return told


def test_an_answer_comes_word_by_word_with_what_it_took(service: Service) -> None:
    told: list[str] = []
    assert answer(service, told) == Answer(SUMMARY, 812, 64)
    assert told[0] == "Planners" and told[-1] == SUMMARY and len(told) == len(SUMMARY.split())
    assert service.keys == [f"Bearer {KEY}"]
    [asked] = service.asked
    assert (asked["model"], asked["stream"]) == ("m", True)
    assert [(one["role"], one["content"]) for one in asked["messages"]] == [
        ("system", "Summarise."),
        ("user", "An article."),
    ]


def test_the_lines_may_be_cut_anywhere_and_end_in_any_way(service: Service) -> None:
    whole = b"\r\n".join(b"".join(words("«Ça» tourne.")).split(b"\n"))
    service.body = [b": hello\r\n\r\n", *(whole[at : at + 1] for at in range(len(whole)))]
    assert answer(service).text == "«Ça» tourne."


def test_a_service_that_counts_no_tokens_and_says_no_done_is_whole_by_its_reason(service: Service) -> None:
    service.body = [chunk("Short."), chunk(finish="stop")]
    assert answer(service) == Answer("Short.")


def test_what_comes_back_is_cleaned(service: Service) -> None:
    service.body = [chunk("One\x1b]0;owned\x07"), chunk("\u202e two\r\n"), chunk(finish="stop"), DONE]
    assert answer(service).text == "One]0;owned two"


def test_a_stop_keeps_what_there_is_and_hangs_up(service: Service) -> None:
    service.hold_before = 3
    stop = threading.Event()
    told: list[str] = []

    class Heard(list[str]):
        def append(self, text: str) -> None:
            told.append(text)
            if len(told) == 3:
                stop.set()

    assert answer(service, Heard(), stop).text == "Planners move the"
    assert service.has_lost.wait(PATIENCE)


def test_an_answer_without_end_is_cut_short(service: Service) -> None:
    service.body = [chunk("ever and " * 100)] * 40
    assert LONGEST_TEXT < len(answer(service).text) < LONGEST_TEXT + 1_000


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (
            401,
            failure(f"Incorrect API key provided: {KEY}"),
            "does not accept the key (401): set DIGEST_ASSISTANT_KEY",
        ),
        (429, failure("Slow down."), "refused (429: Slow down): it has had too many requests"),
        (404, failure("no model m"), "refused (404: no model m): mend url or model"),
        (400, failure("bad"), "refused (400: bad): mend url, model or prompt"),
        (500, failure(f"boom {KEY} " + "x" * 400), "try again later"),
        (502, b"<html>Bad gateway</html>", "refused (502): try again later"),
        (302, b"", "refused (302)"),
        (599, b"[" * 100_000, "refused (599): try again later"),
    ],
)
def test_a_refusal_is_told_in_words(service: Service, status: int, body: bytes, told: str) -> None:
    service.status, service.body = status, [body] if body else []
    said = refusal(service)
    assert told in said
    assert len(said) < 400


@pytest.mark.parametrize(
    "garbage",
    [b"data: {nothing\n\n", b"data: 5\n\n", b'data: {"choices": 5}\n\n',
     b'data: {"choices": [{"delta": {"content": 5}}]}\n\n',
     b'data: {"choices": [], "usage": {"prompt_tokens": null}}\n\n', b"data: " + b"[" * 100_000 + b"\n\n"],
)  # fmt: skip
def test_garbage_is_told_in_words(service: Service, garbage: bytes) -> None:
    service.body = [chunk("One "), garbage, DONE]
    assert "does not answer as an OpenAI-compatible service does" in refusal(service)


def test_a_break_in_the_middle_is_told(service: Service) -> None:
    service.body, service.breaks_off = words(SUMMARY)[:4], True
    assert "broke off in the middle" in refusal(service)


def test_an_end_without_an_ending_is_a_break(service: Service) -> None:
    service.body = words(SUMMARY)[:4]
    assert "broke off in the middle" in refusal(service)


def test_an_error_in_the_middle_is_told(service: Service) -> None:
    service.body = [chunk("One "), b"data: " + failure("overloaded") + b"\n\n"]
    assert "gave up: overloaded" in refusal(service)


def test_an_event_without_an_end_is_not_taken_in_for_ever(service: Service) -> None:
    service.body = [b"data: "] + [b"x" * 2**16] * 32
    assert "broke off" in refusal(service)


def test_no_words_are_no_draft(service: Service) -> None:
    service.body = [chunk("  \n"), chunk(finish="stop"), DONE]
    assert "answered with no words" in refusal(service)


def test_a_silence_is_told(service: Service) -> None:
    service.hold_before, service.is_silent = 2, True
    assert "said nothing for 1 s:" in refusal(service)


def test_nobody_there_is_told(service: Service) -> None:
    settings = AssistantSettings(url="http://127.0.0.1:9/v1", model="m")
    with pytest.raises(DeskError, match="cannot be reached"):
        ask(settings, "", Request("", ""), lambda _: None, threading.Event())


@pytest.mark.parametrize(
    "url", ["http://models.example/v1", "ftp://localhost/v1", "https://me:secret@models.example/v1"]
)
def test_an_address_where_the_key_could_be_overheard_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        AssistantSettings(url=url, model="m")
