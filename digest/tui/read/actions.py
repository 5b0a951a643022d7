"""What a curator does in Read: a part of the registry in `tui.actions`."""

from digest.tui.action import Action, Where

SEARCH_ACTIONS = (
    Action(
        "search.to_found", ("enter", "down"), "to what was found", "Go to what was found.", Where.SEARCH, True
    ),
    Action(
        "search.complete", ("tab",), "complete", "Take what is offered dimly; → does it too.", Where.SEARCH
    ),
    Action("search.leave", ("escape",), "back", "Leave the search.", Where.SEARCH, True),
)

_R = Where.READ

READ_ACTIONS = (
    Action("read.pick", ("space",), "pick", "Pick the article into the digest, or take it out.", _R, True),
    Action("read.drop", ("d",), "dismiss", "Dismiss the article, or bring it back.", _R, True),
    Action("read.save", ("s",), "save", "Save the article for later, or let it go.", _R, True),
    Action("read.search", ("/",), "search", "Search everything as you type.", _R, True),
    Action(
        "read.filter", ("f",), "filter", "Narrow this list as you type; in the text, find words.", _R, True
    ),
    Action("read.read", ("enter",), "read", "Read the article's text.", _R, True),
    Action("read.fetch", ("r",), "fetch", "Fetch all sources.", _R, True),
    Action("read.open", ("o",), "open", "Open the article in the browser.", _R, True),
    Action("read.pick_into", ("p",), "pick into", "Pick into a section that you choose, by its digit.", _R),
    Action(
        "read.quote",
        (">", "y"),
        "quote",
        "Quote the selected words, or the marked paragraph, in the item's summary.",
        _R,
    ),
    Action("read.links", ("l",), "links", "Open a link in the text, by its number.", _R),
    Action(
        "read.next_hit", ("n",), "next", "Go to the next place in the text with the words searched for.", _R
    ),
    Action("read.previous_hit", ("N",), "previous", "Go to the place before.", _R),
    Action("read.full_text", ("t",), "full text", "Read the full text from the article's own page.", _R),
    Action(
        "read.changes", ("V",), "changes", "Show what changed in the article; again: the change before.", _R
    ),
    Action("read.mark", ("m",), "mark", "Mark the article: acts are then for all marked ones.", _R),
    Action("read.mark_range", ("v",), "mark to here", "Mark all from the nearest mark to here.", _R),
    Action("read.mark_all", ("M",), "mark all", "Mark the whole list, or nothing.", _R),
    Action("read.fold", ("z",), "unfold", "Unfold the story that has several articles, or fold it.", _R),
    Action(
        "read.join", ("J",), "join", "Make one story of the marked articles and what is folded there.", _R
    ),
    Action("read.split", ("X",), "take out", "Take the article, or the marked ones, out of the story.", _R),
    Action("read.lead", ("L",), "lead", "Let the article lead its story.", _R),
    Action("read.save_search", ("S",), "save search", "Save this search under a name.", _R),
    Action("read.rename", ("f2",), "rename", "Rename the saved search at the left.", _R),
    Action("read.remove", ("x", "delete"), "remove", "Remove the saved search at the left.", _R),
    Action("read.add", ("a",), "add", "Add a source or one page by its address.", _R, True),
    Action("read.source", ("i",), "source", "Show how the source fares, and what to do about it.", _R),
    Action("read.outcome", ("R",), "last fetch", "Show what each source gave in the last fetch.", _R),
    Action(
        "read.back",
        ("escape",),
        "back",
        "Leave the search, stop the fetch or what is being added, go back to the list.",
        _R,
    ),
)
