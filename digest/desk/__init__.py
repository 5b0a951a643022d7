"""What a curator does, one module for each step of the work. The only door for the screen and the command line.

`Desk` opens a workspace; its attributes are the steps: sources, articles, stories, searches, digests, work,
wording, assistant, output, templates, history.
What is heavy (the network, templates) is imported by the step that needs it, when it needs it.
"""

from digest.collect.addresses.lists import ListedAddress
from digest.collect.follow.found import FoundFeed, NoFeedError, Proposal, SeveralFeedsError
from digest.deliver.report import SendReport
from digest.desk.adding import AddedArticles, AddedPage, AddProgress
from digest.desk.articles import Articles, OpenArticle, Vocabulary
from digest.desk.assistant import Assistant, Drafted
from digest.desk.changes import ArticleChange
from digest.desk.desk import Desk
from digest.desk.digests import Digests
from digest.desk.fetching import FetchedSource, FetchReport, Progress
from digest.desk.output import ArchiveFiles, Output, WrittenFiles
from digest.desk.searches import Searches
from digest.desk.sending import Sending
from digest.desk.sources import Sources
from digest.desk.standing import Standing
from digest.desk.stories import Stories
from digest.desk.templates import CopiedTemplate, ListedTemplate, Templates, TriedTemplate
from digest.desk.wording import Headline, Wording
from digest.desk.work import Work
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

__all__ = [
    "SEARCH_FIELDS",
    "SEARCH_STATES",
    "Act",
    "AddProgress",
    "AddedArticles",
    "AddedPage",
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
    "FetchReport",
    "FetchedSource",
    "FoundFeed",
    "Headline",
    "Hit",
    "Hits",
    "ListedAddress",
    "ListedTemplate",
    "NoFeedError",
    "OpenArticle",
    "Output",
    "Progress",
    "Proposal",
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
