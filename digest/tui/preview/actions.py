"""What a curator does in Preview: a part of the registry in `tui.actions`."""

from digest.tui.action import Action, Where

_W = Where.PREVIEW

PREVIEW_ACTIONS: tuple[Action, ...] = (
    Action(
        "preview.go",
        ("enter",),
        "go there",
        "Go to the place that the finding is about; show each where it is many.",
        _W,
        True,
    ),
    Action("preview.browser", ("b",), "browser", "Open the mail in the browser.", _W, True),
    Action("preview.write", ("W", "w"), "write files", "Write .html, .txt, .eml and .mjml.", _W, True),
    Action("preview.test", ("T",), "test mail", "Send the mail as a test to your own inbox.", _W, True),
    Action("preview.sent", ("M",), "mark as sent", "Say that the digest has gone out.", _W, True),
    Action("preview.source", ("t",), "text/source", "Show the text part, or the mail's HTML.", _W, True),
)
