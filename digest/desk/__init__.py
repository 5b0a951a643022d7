"""What a curator does, one module for each step of the work. The only door for the screen and the command line.

`Desk` opens a workspace; its attributes are the steps: sources, articles, digests, output, templates,
history.
What is heavy (the network, templates) is imported by the step that needs it, when it needs it.
"""

from digest.deliver.report import SendReport
from digest.desk.articles import AddedPage, Articles
from digest.desk.desk import Desk
from digest.desk.digests import Digests
from digest.desk.output import ArchiveFiles, Output, WrittenFiles
from digest.desk.sending import Sending
from digest.desk.sources import FetchedSource, FetchReport, Progress, Sources
from digest.desk.templates import CopiedTemplate, ListedTemplate, Templates, TriedTemplate
from digest.store import Act, ArticleFilter, ArticleRow, Counts
from digest.workspace import Workspace

__all__ = [
    "Act",
    "AddedPage",
    "ArchiveFiles",
    "ArticleFilter",
    "ArticleRow",
    "Articles",
    "CopiedTemplate",
    "Counts",
    "Desk",
    "Digests",
    "FetchReport",
    "FetchedSource",
    "ListedTemplate",
    "Output",
    "Progress",
    "SendReport",
    "Sending",
    "Sources",
    "Templates",
    "TriedTemplate",
    "Workspace",
    "WrittenFiles",
]
