"""A mail with a code leaves through a relay that works."""

from case import MailCase, words
from program import SENDER


class Delivery(MailCase):
    def test_code(self):
        """a code arrives in each language, in plain text, and signs in"""
        relay = self.relay()
        self.serve(relay.url)
        host = self.program.url.removeprefix("http://")
        for count, language in enumerate(["en", "id", "es"], start=1):
            person = self.person(f"Reader.{language}@example.com".lower(), language)
            page = person.ask_for_code()
            self.assertEqual((page.status, page.path), (200, "/sign-in/code"))
            self.assertIn('name="code"', page.text)
            mail = self.arrived(relay, count)[-1]

            self.assertEqual(mail.sender, "no-reply@career.example")
            self.assertEqual(mail.recipients, [person.address])
            message = mail.message
            self.assertEqual(message.defects, [])
            self.assertEqual(str(message["From"]), SENDER)
            self.assertEqual(str(message["To"]), person.address)
            self.assertEqual(str(message["Subject"]), words(language, "mail-code-subject", host=host))
            self.assertIsNotNone(message["Date"].datetime)
            self.assertEqual(message.get_content_type(), "text/plain")
            self.assertEqual(message.get_content_charset(), "utf-8")
            self.assertIn(message["Content-Transfer-Encoding"], ["7bit", "quoted-printable"])
            self.assertTrue(mail.raw.isascii() and all(len(line) <= 998 for line in mail.raw.split(b"\r\n")))

            self.assertIn(words(language, "mail-code-opening", host=host), mail.text)
            self.assertIn(words(language, "mail-code-life", minutes=10), mail.text)
            self.assertIn(words(language, "mail-code-warning"), mail.text)
            self.assertNotIn(mail.code, str(message["Subject"]))
            self.signs_in(person, mail.code)
        greetings = {line for line in bytes(relay.in_clear).split(b"\r\n") if line.startswith(b"EHLO")}
        self.assertEqual(greetings, {b"EHLO [127.0.0.1]"}, "the host of the server's own address")

    def test_newest(self):
        """only the newest of two codes works"""
        relay = self.relay()
        self.serve(relay.url)
        person = self.person("twice@example.com")
        person.ask_for_code()
        first = self.arrived(relay)[0].code
        person.ask_for_code()
        second = self.arrived(relay, 2)[1].code
        self.assertEqual(person.enter(first).status, 422)
        self.signs_in(person, second)

    def test_many(self):
        """ten people ask at once, and each gets their own code"""
        relay = self.relay()
        self.serve(relay.url)
        people = [self.person(f"person-{number}@example.com") for number in range(10)]
        for person in people:
            person.ask_for_code()
        codes = {mail.recipients[0]: mail.code for mail in self.arrived(relay, len(people))}
        for person in people:
            self.signs_in(person, codes[person.address])
