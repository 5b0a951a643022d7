"""What changed between two texts: nothing lost, nothing invented, and short where little changed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.write.difference import Run, RunKind, difference

WORDS = st.lists(
    st.sampled_from(["the", "crane", "harbour", "nine", "ten,", "港", "町", "\n\n", "\n"]), max_size=40
)
TEXTS = WORDS.map(" ".join)


def side(runs: list[Run], kind: RunKind) -> list[str]:
    return "".join(run.text for run in runs if run.kind in (RunKind.SAME, kind)).split()


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(former: str, present: str) -> None:
    runs = difference(former, present)
    assert "".join(side(runs, RunKind.REMOVED)) == "".join(former.split())
    assert "".join(run.text for run in runs if run.kind is not RunKind.REMOVED).lstrip() == present.lstrip()


@given(TEXTS, TEXTS)
def test_runs_alternate_and_are_never_empty(former: str, present: str) -> None:
    runs = difference(former, present)
    assert all(run.text for run in runs)
    assert all(one.kind is not other.kind for one, other in pairwise(runs))


@given(TEXTS)
def test_white_space_alone_is_no_change(text: str) -> None:
    runs = difference(text, "\n \n".join(text.split(" ")))
    assert all(run.kind is RunKind.SAME for run in runs)


def test_one_word_that_changed_is_one_word() -> None:
    assert difference("Nine cranes stand in the port.", "Ten cranes stand in the port.") == [
        Run(RunKind.REMOVED, "Nine "),
        Run(RunKind.ADDED, "Ten "),
        Run(RunKind.SAME, "cranes stand in the port."),
    ]


def test_a_paragraph_that_was_added_leaves_the_others_alone() -> None:
    former = "The crane is gone.\n\nNobody saw it leave."
    assert difference(former, "The crane is gone.\n\nThe police are told.\n\nNobody saw it leave.") == [
        Run(RunKind.SAME, "The crane is gone.\n\n"),
        Run(RunKind.ADDED, "The police are told.\n\n"),
        Run(RunKind.SAME, "Nobody saw it leave."),
    ]


def test_a_word_or_two_between_two_changes_go_with_them() -> None:
    runs = difference("Calls fell by 14 % in Seville last year.", "Calls fell by 40 % in Granada last year.")
    assert [run.text for run in runs if run.kind is RunKind.REMOVED] == ["14 % in Seville "]
    assert [run.text for run in runs if run.kind is RunKind.ADDED] == ["40 % in Granada "]


def test_a_text_without_spaces_is_compared_by_its_characters() -> None:
    runs = difference("港町の朝を変える静かな革命", "港町の夜を変える静かな革命")
    assert [(run.kind, run.text) for run in runs if run.kind is not RunKind.SAME] == [
        (RunKind.REMOVED, "朝"),
        (RunKind.ADDED, "夜"),
    ]


def test_a_long_passage_written_anew_is_told_as_a_whole() -> None:
    former = " ".join(f"old{n} the" for n in range(5_000))
    present = " ".join(f"new{n} the" for n in range(5_000))
    assert [run.kind for run in difference(former, present)] == [RunKind.REMOVED, RunKind.ADDED]
