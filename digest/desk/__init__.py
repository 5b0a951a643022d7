"""What a curator does, a folder for each step of the work. The only door for the screen and the command line.

`collect` brings articles in, `choose` lists them and keeps what is decided, `write` makes a digest of them, `mail` what
the subscriber gets. `Desk` opens a workspace; its attributes are these steps (`desk.sources`, `desk.articles`,
`desk.digests`, `desk.output` …), and who calls the desk imports from here alone.
What is heavy (the network, templates) is imported by the step that needs it, when it needs it.
"""

from typing import TYPE_CHECKING

from digest.collect.addresses.lists import ListedAddress
from digest.collect.follow.found import FoundFeed, NoFeedError, Proposal, SeveralFeedsError
from digest.deliver.report import SendReport
from digest.desk.choose.articles import Articles, OpenArticle, Vocabulary
from digest.desk.choose.changes import ArticleChange
from digest.desk.choose.picking import PICKED_AT_ONCE, Picking
from digest.desk.choose.searches import Searches
from digest.desk.choose.stories import Stories
from digest.desk.collect.adding import AddedArticles, AddedPage, AddProgress, FailedAddress
from digest.desk.collect.fetching import FetchedSource, FetchReport, Progress
from digest.desk.collect.sources import AddedSources, Sources
from digest.desk.collect.standing import Standing
from digest.desk.desk import Desk
from digest.desk.mail.output import GMAIL_CLIP, ArchiveFiles, Output, WrittenFiles
from digest.desk.mail.sending import Sending
from digest.desk.mail.templates import CopiedTemplate, ListedTemplate, Templates, TriedTemplate
from digest.desk.write.assistant import Assistant, Drafted
from digest.desk.write.digests import Digests
from digest.desk.write.items import Items
from digest.desk.write.wording import Headline, Wording
from digest.desk.write.work import Work
from digest.store import (
    SEARCH_FIELDS,
    SEARCH_STATES,
    Act,
    ArticleFilter,
    ArticleRow,
    ArticleVersion,
    Counts,
    DigestRow,
    Hit,
    Hits,
    SavedSearch,
    StoryRows,
    Tally,
)
from digest.workspace import Workspace
from digest.write.difference import Run, RunKind

if TYPE_CHECKING:  # the faces only name them, and they take long to load
    from digest.write.evidence import Doubt as Doubt
    from digest.write.evidence import Evidence as Evidence

__all__ = [
    "GMAIL_CLIP",
    "PICKED_AT_ONCE",
    "SEARCH_FIELDS",
    "SEARCH_STATES",
    "Act",
    "AddProgress",
    "AddedArticles",
    "AddedPage",
    "AddedSources",
    "ArchiveFiles",
    "ArticleChange",
    "ArticleFilter",
    "ArticleRow",
    "ArticleVersion",
    "Articles",
    "Assistant",
    "CopiedTemplate",
    "Counts",
    "Desk",
    "DigestRow",
    "Digests",
    "Drafted",
    "FailedAddress",
    "FetchReport",
    "FetchedSource",
    "FoundFeed",
    "Headline",
    "Hit",
    "Hits",
    "Items",
    "ListedAddress",
    "ListedTemplate",
    "NoFeedError",
    "OpenArticle",
    "Output",
    "Picking",
    "Progress",
    "Proposal",
    "Run",
    "RunKind",
    "SavedSearch",
    "Searches",
    "SendReport",
    "Sending",
    "SeveralFeedsError",
    "Sources",
    "Standing",
    "Stories",
    "StoryRows",
    "Tally",
    "Templates",
    "TriedTemplate",
    "Vocabulary",
    "Wording",
    "Work",
    "Workspace",
    "WrittenFiles",
]
