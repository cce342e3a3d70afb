"""Why an export or an import was not done. For operators: the text says which file and line, or which table."""


class ArchiveWrong(Exception):
    """The folder is not what was exported."""


class ArchiveRefused(Exception):
    """The folder may be whole, but this system cannot write or take it as it is."""
