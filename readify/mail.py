"""Mail by SMTP, behind one function. Knows how to deliver; what a mail says is the caller's.

It waits for the mail server, up to `PATIENCE` a step: call it where nobody waits along.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from readify.config import Config

PATIENCE = 15.0  # seconds for each step with the mail server


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person, as plain text, perhaps with files."""

    to: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[tuple[str, str, bytes]] = ()  # name, media type, content


def can_mail(config: Config) -> bool:
    """Whether a mail server is set, and links can be trusted to lead here.

    Without `base_url` a link would be made from the Host header, which the asker may forge: in production
    no mail goes out then.
    """
    return bool(config.smtp_host) and (bool(config.base_url) or config.environment != "production")


def send(config: Config, mail: Mail) -> None:
    """Delivers now. Raises OSError or smtplib.SMTPException when the server is away or refuses."""
    host = config.smtp_host
    assert host is not None
    context = ssl.create_default_context()
    if config.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, config.smtp_port, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, config.smtp_port, timeout=PATIENCE)
    with server:
        if config.smtp_security == "starttls":
            server.starttls(context=context)
        if config.smtp_user and config.smtp_password:
            server.login(config.smtp_user, config.smtp_password.get_secret_value())
        server.send_message(message_of(config, mail))


def message_of(config: Config, mail: Mail) -> EmailMessage:
    """The message with its headers. Raises ValueError for an address or subject with a line break in it."""
    message = EmailMessage()
    message["From"] = Address("Readify", addr_spec=config.mail_from)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=config.mail_from.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    for name, media_type, content in mail.files:
        kind, _, detail = media_type.partition("/")
        message.add_attachment(content, maintype=kind, subtype=detail, filename=name)
    return message
