"""What every test of this folder has."""

import re
import unittest
from pathlib import Path

from person import Person
from program import Program
from relay import PASSWORD, Relay
from waiting import until

LOCALES = Path(__file__).parents[2] / "locales"


def words(language, message, **values):
    """A message of one line, of the pages or the mails."""
    text = (LOCALES / f"{language}.ftl").read_text()
    line = re.search(rf"^{message} = (.*)$", text, re.MULTILINE)[1]
    return re.sub(r"\{ \$(\w+) \}", lambda name: str(values[name[1]]), line)


class MailCase(unittest.TestCase):
    """At the end of every test the log is searched for what must not be in it."""

    def setUp(self):
        self.relays, self.people = [], []
        self.program = None

    def relay(self, **options):
        relay = Relay(**options)
        self.relays.append(relay)
        self.addCleanup(relay.stop)
        return relay

    def serve(self, relay_url, **options):
        self.program = Program(relay_url, **options)
        self.addCleanup(self.program.close)

    def person(self, address, language="en"):
        person = Person(self.program, address, language)
        self.people.append(person)
        return person

    def arrived(self, relay, count=1):
        """So many mails arrived, and none is left to be sent: each arrived exactly once."""
        until(f"{count} mails arrived", lambda: len(relay.mails) >= count)
        until("no mail waits any more", lambda: not self.program.waiting())
        self.assertEqual(len(relay.mails), count)
        return relay.mails

    def signs_in(self, person, code):
        page = person.enter(code)
        self.assertEqual((page.status, page.path), (200, "/me"))
        self.assertIn(person.address, page.text)

    def told_of_trouble(self, person):
        page = person.look_again()
        self.assertEqual(page.status, 200)
        self.assertIn('name="code"', page.text)
        return words("en", "code-mail-trouble") in page.text

    def tearDown(self):
        if self.program is None:
            return
        self.program.end()
        log = self.program.log()
        self.assertIn("request", log)
        secrets = [person.address for person in self.people] + [PASSWORD, PASSWORD.replace(" ", "%20")]
        secrets += [mail.code for relay in self.relays for mail in relay.mails]
        for secret in secrets:
            self.assertNotIn(secret, log)
