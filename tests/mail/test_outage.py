"""A relay that fails for a while: the pages go on, the mail waits, the person is told, the code is not burnt."""

import signal
import socket
import time

from case import MailCase, words
from relay import DIES
from waiting import until


class Outage(MailCase):
    def test_killed(self):
        """the relay is killed and restarted: the mail arrives once, and its code works"""
        relay = self.relay()
        self.serve(relay.url)
        self.person("before@example.com").ask_for_code()
        self.arrived(relay)

        relay.stop()
        person = self.person("during@example.com")
        began = time.monotonic()
        page = person.ask_for_code()
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual((page.status, page.path), (200, "/sign-in/code"))
        until("the person is told", lambda: self.told_of_trouble(person))
        self.assertEqual(len(self.program.waiting()), 1)
        self.program.logs("the relay did not take a mail")
        following = self.person("following@example.com")
        self.assertIn(words("en", "code-mail-trouble"), following.ask_for_code().text)

        relay.start()
        mails = {mail.recipients[0]: mail for mail in self.arrived(relay, 3)[1:]}
        self.assertEqual(set(mails), {person.address, following.address})
        self.assertFalse(self.told_of_trouble(person))
        self.signs_in(person, mails[person.address].code)
        self.program.logs("mail leaves again")

    def test_dead_code(self):
        """a mail whose code was killed by a newer one during the outage is never sent"""
        relay = self.relay()
        self.serve(relay.url)
        relay.stop()
        person = self.person("impatient@example.com")
        for tries in [1, 2]:
            person.ask_for_code()
            until("it was tried", lambda: len(self.program.waiting()) == tries and all(self.program.waiting()))
        relay.start()
        mail = self.arrived(relay)[0]
        self.signs_in(person, mail.code)

    def test_temporary_refusal(self):
        """a relay that answers 451 and then takes the mail gets it again, and others are not told"""
        relay = self.relay(answers=["451 try again later"])
        self.serve(relay.url)
        person, other = self.person("refused@example.com"), self.person("other@example.com")
        person.ask_for_code()
        until("the person is told", lambda: self.told_of_trouble(person))
        self.program.logs("answer=451")
        other.ask_for_code()
        self.assertFalse(self.told_of_trouble(other))
        mails = {mail.recipients[0]: mail for mail in self.arrived(relay, 2)}
        self.assertEqual(relay.attempts, 3)
        self.signs_in(person, mails[person.address].code)

    def test_dies_in_conversation(self):
        """a relay that dies while a mail is being handed over gets it again"""
        relay = self.relay(answers=[DIES])
        self.serve(relay.url)
        person = self.person("cut-off@example.com")
        person.ask_for_code()
        mail = self.arrived(relay)[0]
        self.assertEqual(relay.attempts, 2)
        self.signs_in(person, mail.code)

    def test_server_killed(self):
        """a mail that waits survives the sudden death of the server"""
        relay = self.relay()
        self.serve(relay.url)
        relay.stop()
        person = self.person("survivor@example.com")
        person.ask_for_code()
        self.program.logs("the relay did not take a mail")
        self.program.end(signal.SIGKILL)
        relay.start()
        self.program.start()
        mail = self.arrived(relay)[0]
        self.signs_in(person, mail.code)

    def test_silent(self):
        """a relay that takes the connection and says nothing keeps neither the pages nor the end of the server"""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            self.serve(f"smtp://127.0.0.1:{silent.getsockname()[1]}")
            person = self.person("patient@example.com")
            began = time.monotonic()
            person.ask_for_code()
            until("the relay is asked", lambda: self.program.waiting() == [1])
            self.assertEqual(person.look_again().status, 200)
            self.assertEqual(self.program.end(), 0)
            self.assertLess(time.monotonic() - began, 10)
            self.assertEqual(len(self.program.waiting()), 1)
