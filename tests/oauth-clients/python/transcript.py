"""What went over the wire, for people to read: secrets shortened, the essential members alone."""

import base64
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ESSENTIAL = (
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "code_challenge_methods_supported",
    "access_token",
    "token_type",
    "expires_in",
    "refresh_token",
    "scope",
    "active",
    "client_id",
    "sub",
    "error",
    "error_description",
    "name",
    "principal",
)

# What is secret, or long, beside the server's own tokens.
PROOFS = {"code", "code_verifier", "code_challenge", "state", "csrf"}


def shortened(text):
    return re.sub(r"\b(tnr_[a-z]{2}_)([\w-]{4})[\w-]*", r"\1\2…", text)


def pairs(query):
    told = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in PROOFS and not value.startswith("tnr_"):
            value = value[:4] + "…"
        elif name == "next":
            value = value.split("?")[0] + "…"
        told.append(f"{name}={value}")
    return "  ".join(told)


def place(url, whole=True):
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}" if whole and parts.netloc else ""
    return f"{origin}{parts.path}  {pairs(parts.query)}".rstrip()


def credentials(header):
    def readable(found):
        return "Basic " + unquote(base64.b64decode(found.group(1)).decode())

    return re.sub(r"Basic ([\w+/=]+)", readable, header)


def members(read):
    objects = read if isinstance(read, list) else [read]
    return " | ".join("  ".join(f"{name}={one[name]}" for name in ESSENTIAL if name in one) for one in objects)


class Transcript:
    def __init__(self, file, title):
        file = Path(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("w", encoding="utf-8")
        self.quiet = False
        self.say(title)

    def say(self, line):
        text = shortened(line)
        print(text, flush=True)
        print(text, file=self._file, flush=True)

    def step(self, name):
        self.say(f"  {name}")

    def listen(self, session):
        """Tells every request of a session of `requests`."""
        session.trust_env = False
        session.hooks["response"].append(self._tell)
        return session

    def _tell(self, response, *_, **__):
        if self.quiet:
            return
        request = response.request
        self.say(f"    {request.method} {place(request.url, whole=False)}")
        if "Authorization" in request.headers:
            self.say(f"        Authorization: {credentials(request.headers['Authorization'])}")
        if request.body:
            body = request.body.decode() if isinstance(request.body, bytes) else request.body
            self.say(f"        {pairs(body)}")
        told = ""
        if "Location" in response.headers:
            told = "to " + place(response.headers["Location"])
        elif response.headers.get("Content-Type", "").startswith("application/json"):
            told = members(response.json())
        self.say(f"        -> {response.status_code} {told}".rstrip())
