"""A real SMTP relay that keeps what it takes, and can be told to misbehave."""

import re
import socket
import ssl
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD = "tenure", "correct horse"
DIES = "dies"


@dataclass
class Taken:
    """A mail that the relay took."""

    sender: str
    recipients: list
    raw: bytes
    encrypted: bool
    user: str | None

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self):
        return self.message.get_content().replace("\r\n", "\n")

    @property
    def code(self):
        """The code, which stands alone in its line."""
        return re.search(r"^ +(\d{8})$", self.text, re.MULTILINE)[1]


class Listening(SMTP):
    """Notes every byte that comes, and whether it came encrypted."""

    def __init__(self, relay, *arguments, **options):
        super().__init__(*arguments, **options)
        self.relay = relay

    def connection_made(self, transport):
        self.relay.connections += 1
        super().connection_made(transport)

    def data_received(self, data):
        kept = self.relay.in_clear if self.transport.get_extra_info("sslcontext") is None else self.relay.encrypted
        kept.extend(data)
        super().data_received(data)


class Server(Controller):
    def __init__(self, relay, **options):
        self.relay = relay
        super().__init__(relay, hostname="127.0.0.1", port=relay.port, **options)

    def factory(self):
        return Listening(self.relay, self.handler, **self.SMTP_kwargs)


class Relay:
    """`tls` is None, "starttls" or "implicit"; with it, the relay wants a user and a password, too.

    `answers` are given to the mails that come, one each; when they are used up, every mail is taken.
    """

    def __init__(self, answers=(), tls=None, certificate=None):
        self.answers = list(answers)
        self.tls, self.certificate = tls, certificate
        self.mails, self.attempts, self.connections = [], 0, 0
        self.in_clear, self.encrypted = bytearray(), bytearray()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def start(self):
        options = {}
        if self.tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.certificate.configure_cert(context)
            options = {"auth_required": True, "authenticator": self.authenticate}
            if self.tls == "starttls":
                options |= {"tls_context": context, "require_starttls": True}
            else:
                options |= {"ssl_context": context, "auth_require_tls": False}
        self.server = Server(self, **options)
        self.server.start()

    def stop(self):
        self.server.stop()

    def authenticate(self, server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False, auth_data=data.login.decode())

    async def handle_DATA(self, server, session, envelope):
        self.attempts += 1
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer == DIES:
            server.transport.abort()
        elif answer.startswith("250"):
            encrypted = server.transport.get_extra_info("sslcontext") is not None
            self.mails.append(
                Taken(envelope.mail_from, envelope.rcpt_tos, envelope.content, encrypted, session.auth_data)
            )
        return answer
