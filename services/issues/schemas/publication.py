"""What commands may say about public texts."""

from services.issues.schemas.parts import OnIssue
from services.issues.vocabulary import PUBLIC_PARTS
from services.kernel.schema_fields import Code, Identifier, Text


class ProposePublicText(OnIssue):
    part = Code(PUBLIC_PARTS, required=True)
    task_id = Identifier()
    text = Text(required=True, max=300)


class ApprovePublicText(OnIssue):
    part = Code(PUBLIC_PARTS, required=True)
    task_id = Identifier()
