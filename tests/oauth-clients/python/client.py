"""Authlib, as it comes, against a running `tenure demo`: code + PKCE, refresh, introspection, revocation.

    python client.py demo.json public.json transcript.txt

demo.json is what the demo wrote, public.json what `tenure client add application --public --json` printed.
"""

import json
import os
import platform
import sys
import traceback
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# The demo is plain http, on loopback alone. Authlib reads this where it is imported.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import authlib
import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata, get_well_known_url

from person import Person
from transcript import Transcript

SCOPE = "cv candidate_read_curriculum_experience"
AT_ONCE = 50

demo, native = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
transcript = Transcript(sys.argv[3], f"Authlib {authlib.__version__} on Python {platform.python_version()}")
person = Person(transcript, demo["base_url"], demo["person"]["email"])


class Application:
    """Who asks: with which settings of the library, and how the InfoJobs contract's operations see it."""

    def __init__(self, client, method, redirect_uri):
        self.id = client["client_id"]
        self.secret = client["client_secret"] or ""
        self.method = method
        self.redirect_uri = redirect_uri
        self.metadata = None

    def discover(self):
        transcript.step("discovery")
        with transcript.listen(requests.Session()) as reader:
            read = reader.get(get_well_known_url(demo["base_url"], external=True)).json()
        self.metadata = AuthorizationServerMetadata(read)
        # All but the rules that want https.
        for claim in self.metadata.REGISTRY_KEYS:
            if claim != "issuer" and not claim.endswith("_endpoint"):
                getattr(self.metadata, f"validate_{claim}")()
        assert self.metadata.issuer == demo["base_url"]
        assert "S256" in self.metadata.code_challenge_methods_supported
        return self

    def session(self, token=None):
        session = OAuth2Session(
            self.id,
            self.secret or None,
            token_endpoint_auth_method=self.method,
            revocation_endpoint_auth_method=self.method,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            token_endpoint=self.metadata.token_endpoint,
            token=token,
        )
        return transcript.listen(session)

    def ask(self, session, decision):
        """Sends the person to the server; gives the way back, the state and the verifier."""
        transcript.step(f"the person is asked, and chooses to {decision}")
        verifier = generate_token(48)
        endpoint = self.metadata.authorization_endpoint
        request, state = session.create_authorization_url(endpoint, code_verifier=verifier, scope=SCOPE)
        back = person.decide(request, decision)
        assert parse_qs(urlsplit(back).query)["iss"] == [self.metadata.issuer]
        return back, state, verifier

    def granted(self, session):
        back, state, verifier = self.ask(session, "accept")
        transcript.step("the code is redeemed")
        return session.fetch_token(authorization_response=back, state=state, code_verifier=verifier)

    def opens_curricula(self, token):
        basic = b64encode(f"{self.id}:{self.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {basic}, Bearer {token['access_token']}"}
        with transcript.listen(requests.Session()) as reader:
            answer = reader.get(demo["base_url"] + "/api/2/curriculum", headers=headers)
        return answer.status_code == 200 and answer.json()[0]["code"] == demo["person"]["curriculum_id"]


def refused(act, error):
    try:
        act()
    except OAuthError as thrown:
        assert thrown.error == error, thrown
    else:
        raise AssertionError(f"not refused with {error}")


def whole(application):
    application.discover()
    session = application.session()
    first = dict(application.granted(session))
    assert first["scope"] == SCOPE
    transcript.step("the access token is used")
    assert application.opens_curricula(first)

    transcript.step("refresh, retry, and use")
    second = dict(session.refresh_token(refresh_token=first["refresh_token"]))
    assert second["refresh_token"] != first["refresh_token"]
    retried = session.refresh_token(refresh_token=first["refresh_token"])
    assert retried["refresh_token"] == second["refresh_token"], "a retry gets the same successor"
    assert application.opens_curricula(second)

    transcript.step("introspection")

    def look(token):
        return session.introspect_token(application.metadata.introspection_endpoint, token=token)

    if application.secret:
        active = look(second["access_token"]).json()
        assert (active["active"], active["client_id"], active["scope"]) == (True, application.id, SCOPE)
        assert look(first["refresh_token"]).json() == {"active": False}, "rotated"
    else:
        assert look(second["access_token"]).json()["error"] == "invalid_client"

    transcript.step("revocation, after which nothing works")
    revoked = session.revoke_token(application.metadata.revocation_endpoint, token=second["refresh_token"])
    assert revoked.status_code == 200
    assert not application.opens_curricula(second), "access tokens end with their grant"
    refused(lambda: session.refresh_token(refresh_token=second["refresh_token"]), "invalid_grant")
    if application.secret:
        assert look(second["access_token"]).json() == {"active": False}


def declined():
    application = BASIC.discover()
    session = application.session()
    back, state, _ = application.ask(session, "decline")
    # The library leaves it to its caller to look for an error.
    answer = parse_qs(urlsplit(back).query)
    assert (answer["error"], answer["state"], answer.get("code")) == (["access_denied"], [state], None)


def stolen():
    application = BASIC.discover()
    session = application.session()
    first, _, _ = application.ask(session, "accept")
    back, state, verifier = application.ask(session, "accept")
    mine, another = (parse_qs(urlsplit(url).query)["code"][0] for url in (back, first))
    back = back.replace(mine, another)
    transcript.step("the code of the first is redeemed as that of the second")
    refused(
        lambda: session.fetch_token(authorization_response=back, state=state, code_verifier=verifier),
        "invalid_grant",
    )


def race():
    application = BASIC.discover()
    first = dict(application.granted(application.session()))
    transcript.step("the race")
    transcript.quiet = True
    with ThreadPoolExecutor(AT_ONCE) as threads:
        refreshes = [
            threads.submit(application.session(first).refresh_token, refresh_token=first["refresh_token"])
            for _ in range(AT_ONCE)
        ]
        answers = [dict(refresh.result()) for refresh in refreshes]
    transcript.quiet = False
    successors = {answer["refresh_token"] for answer in answers}
    access = {answer["access_token"] for answer in answers}
    transcript.say(f"    {AT_ONCE} x POST /oauth/token grant_type=refresh_token refresh_token={first['refresh_token']}")
    transcript.say(f"        -> {len(answers)} x 200, {len(successors)} refresh_token, {len(access)} access_token")
    assert (len(answers), len(successors), len(access)) == (AT_ONCE, 1, 1)
    transcript.step("nobody is logged out, and the family goes on")
    assert application.opens_curricula(first) and application.opens_curricula(answers[0])
    following = application.session(answers[0]).refresh_token(refresh_token=answers[0]["refresh_token"])
    assert application.opens_curricula(following)


BASIC = Application(demo["application"], "client_secret_basic", demo["application"]["redirect_uri"])
POST = Application(demo["application"], "client_secret_post", demo["application"]["redirect_uri"])
# A native app listens on a port of the moment (RFC 8252 §7.3).
NATIVE = Application(native, "none", native["redirect_uris"][0].replace("127.0.0.1", "127.0.0.1:51004"))

SCENARIOS = {
    "code, PKCE, refresh, introspection and revocation with client_secret_basic": lambda: whole(BASIC),
    "code, PKCE, refresh, introspection and revocation with client_secret_post": lambda: whole(POST),
    "code, PKCE, refresh and revocation without a secret, on a port of the moment": lambda: whole(NATIVE),
    "a person who declines": declined,
    "a code that another way back brings is refused": stolen,
    f"{AT_ONCE} refreshes of one token at once": race,
}

failed = 0
for name, run in SCENARIOS.items():
    transcript.say(f"\n{name}")
    try:
        run()
        transcript.say(f"PASS {name}")
    except Exception:
        failed += 1
        transcript.say(traceback.format_exc())
        transcript.say(f"FAIL {name}")
sys.exit(1 if failed else 0)
