"""Relays that want encryption, a user and a password."""

import tempfile
from pathlib import Path
from urllib.parse import quote

import trustme

from case import MailCase
from relay import PASSWORD, USER
from waiting import until


class Encryption(MailCase):
    def setUp(self):
        super().setUp()
        self.authority = trustme.CA()
        folder = tempfile.TemporaryDirectory(prefix="tenure-authority-")
        self.addCleanup(folder.cleanup)
        self.trusted = Path(folder.name) / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.trusted))

    def secured(self, tls, certificate=None):
        return self.relay(tls=tls, certificate=certificate or self.authority.issue_cert("127.0.0.1"))

    @staticmethod
    def url(relay, password=PASSWORD):
        login = f"{USER}:{quote(password)}@127.0.0.1:{relay.port}"
        return f"smtps://{login}" if relay.tls == "implicit" else f"smtp://{login}?tls=required"

    def works(self, relay):
        self.serve(self.url(relay), trusted=self.trusted)
        person = self.person("private@example.com")
        person.ask_for_code()
        mail = self.arrived(relay)[0]
        self.assertTrue(mail.encrypted)
        self.assertEqual(mail.user, USER)
        self.assertIn(b"AUTH ", relay.encrypted)
        self.signs_in(person, mail.code)
        self.nothing_in_clear(relay)

    def refused(self, relay):
        """The mail waits, the person is told, and nothing of it left the server in clear."""
        person = self.person("private@example.com")
        person.ask_for_code()
        until("the person is told", lambda: self.told_of_trouble(person))
        self.assertGreaterEqual(relay.connections, 1)
        self.assertEqual((relay.mails, relay.attempts), ([], 0))
        self.assertEqual(len(self.program.waiting()), 1)
        self.nothing_in_clear(relay)

    def nothing_in_clear(self, relay):
        lines = bytes(relay.in_clear).split(b"\r\n")
        commands = {line.split(b" ")[0] for line in lines if line}
        self.assertLessEqual(commands, set() if relay.tls == "implicit" else {b"EHLO", b"STARTTLS", b"QUIT"})

    def test_starttls(self):
        """STARTTLS with a user: the mail goes encrypted, after a login"""
        self.works(self.secured("starttls"))

    def test_implicit(self):
        """implicit TLS with a user: the mail goes encrypted, after a login"""
        self.works(self.secured("implicit"))

    def test_untrusted(self):
        """a certificate that nobody vouches for is refused with STARTTLS"""
        relay = self.secured("starttls")
        self.serve(self.url(relay))
        self.refused(relay)

    def test_untrusted_implicit(self):
        """a certificate that nobody vouches for is refused with implicit TLS"""
        relay = self.secured("implicit")
        self.serve(self.url(relay))
        self.refused(relay)

    def test_other_name(self):
        """a trusted certificate for another name is refused"""
        relay = self.secured("starttls", self.authority.issue_cert("elsewhere.example"))
        self.serve(self.url(relay), trusted=self.trusted)
        self.refused(relay)

    def test_no_encryption_offered(self):
        """a relay that does not offer STARTTLS where it is required gets nothing"""
        relay = self.relay()
        self.serve(self.url(relay), trusted=self.trusted)
        self.refused(relay)

    def test_wrong_password(self):
        """a relay that does not know the password gets no mail, and the log does not tell the password"""
        relay = self.secured("starttls")
        self.serve(self.url(relay, "not " + PASSWORD), trusted=self.trusted)
        self.refused(relay)
        self.program.logs("answer=535")
