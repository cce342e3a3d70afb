"""Makes the message of an intent. Header lines come from our own texts, a number and a checked address."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from services.kernel.mail_settings import MailSettings
from services.notify.mail_queue import Intent
from services.notify.mail_texts import subject_and_body

SENDER_NAME = "民情"


def message_for(
    intent: Intent, address: str, settings: MailSettings, now: datetime
) -> EmailMessage:
    """The Message-ID is that of the intent: sent twice, it is one message to whoever receives it.

    Raises ValueError where a header would hold a line end, which checked addresses and numbers cannot."""
    subject, body = subject_and_body(
        intent.kind, intent.number, intent.issue_id, intent.due, settings.site_url
    )
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(SENDER_NAME, addr_spec=settings.sender)
    message["To"] = Address(addr_spec=address)
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{intent.intent_id}@{settings.sender.partition('@')[2]}>"
    message["Content-Language"] = "zh-Hans"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers, please
    message.set_content(body, cte="base64")
    return message
