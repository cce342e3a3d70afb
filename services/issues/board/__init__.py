"""问题看板: one row per issue, what lists, queues and search read of it."""

from services.issues.board.projection import IssueBoard as IssueBoard
