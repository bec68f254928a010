"""The built program, `tenure serve`, on a free port and with a temporary data folder."""

import os
import signal
import sqlite3
import subprocess
import tempfile
from pathlib import Path

from waiting import until

SENDER = "Career record <no-reply@career.example>"
HOST = "career.example"


class Program:
    """A server that runs. It can be stopped and started again on the same data."""

    def __init__(self, relay, trusted=None):
        self.relay = relay
        self.environment = {"SSL_CERT_FILE": str(trusted)} if trusted else {}
        self.folder = tempfile.TemporaryDirectory(prefix="tenure-mail-")
        self.data = Path(self.folder.name) / "data"
        self.log_file = Path(self.folder.name) / "log"
        self.start()

    def start(self):
        options = {
            "--listen": "127.0.0.1:0",
            "--data": self.data,
            "--mail-relay": self.relay,
            "--mail-from": SENDER,
            "--log-level": "trace",
        }
        words = [os.environ["TENURE_PROGRAM"], "serve"]
        words += [str(word) for option in options.items() for word in option]
        with self.log_file.open("a") as log:
            self.process = subprocess.Popen(
                words, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        first = self.process.stdout.readline().strip()
        beginning = "listening on "
        assert first.startswith(beginning), f"{first}\n{self.log()}"
        self.url = first.removeprefix(beginning)

    def end(self, how=signal.SIGTERM):
        """Ends it unless it has ended. Then the log is whole, unless it was killed."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        return status

    def close(self):
        self.end()
        self.folder.cleanup()

    def log(self):
        """What has been told so far. A line may come later than what it tells of."""
        return self.log_file.read_text()

    def logs(self, words):
        until(f"the log says: {words}", lambda: words in self.log())

    def waiting(self):
        """How often each mail that has not been sent was tried."""
        database = sqlite3.connect(f"file:{self.data / 'tenure.sqlite3'}?mode=ro", uri=True)
        try:
            return [tries for (tries,) in database.execute("select tries from mail where sent_at is null")]
        finally:
            database.close()
