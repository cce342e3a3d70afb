"""What may come in."""

from services.kernel.schema import PageSchema


class Inbox(PageSchema):
    """A page of the caller's inbox."""
