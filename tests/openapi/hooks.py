"""Who calls: for each operation, the credentials that the document wants of it, as the demo's data has them."""

import base64
import json
import os
from pathlib import Path

import requests
import schemathesis

DEMO = json.loads(Path(os.environ["TENURE_DEMO"]).read_text())
APPLICATION, PARTNER, PERSON = DEMO["application"], DEMO["partner"], DEMO["person"]


def basic(client):
    pair = f"{client['client_id']}:{client['client_secret']}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def partners_token():
    """A partner's own token, which lives longer than the test."""
    answer = requests.post(
        os.environ["TENURE_URL"] + "/api/partner/v1/oauth/token",
        data={"grant_type": "client_credentials"},
        headers={"Authorization": basic(PARTNER)},
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["access_token"]


PERSONS = "Bearer " + PERSON["access_token"]

# By the names of the document's security schemes.
AUTHORIZATION = {
    "infojobs": f"{basic(APPLICATION)},{PERSONS}",
    "person": PERSONS,
    "partner": "Bearer " + partners_token(),
}

# The experience that the demo holds for the examples.
SAMPLE = {
    "id": "8547632159",
    "company": "InfoJobs",
    "job": "Script programmer",
    "startingDate": "2005-03-22",
    "finishingDate": "2006-05-10",
    "level": "empleado-a",
    "category": "informatica-telecomunicaciones",
    "subcategories": ["programacion"],
}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Flows as the header that comes of them: `ignored_auth` shows wrong credentials in headers alone."""
    schemes = raw_schema["components"]["securitySchemes"]
    for name, scheme in schemes.items():
        if scheme["type"] == "oauth2":
            schemes[name] = {"type": "http", "scheme": "bearer"}


@schemathesis.auth(refresh_interval=None)
class Credentials:
    """The header; for a client in a form, its own id and secret where it has any."""

    def get(self, case, context):
        ways = context.operation.definition.raw.get("security", [])
        schemes = {scheme for way in ways for scheme in way}
        if known := schemes & AUTHORIZATION.keys():
            return AUTHORIZATION[known.pop()]
        return "client" if schemes else None

    def set(self, case, data, context):
        if data != "client":
            case.headers["Authorization"] = data
            return
        client = PARTNER if case.path.startswith("/api/partner/") else APPLICATION
        form = case.body if isinstance(case.body, dict) else {}
        if "client_id" not in form and "client_secret" not in form:
            case.headers["Authorization"] = basic(client)
        elif case.meta.generation.mode.is_positive:
            form.update(client_id=client["client_id"], client_secret=client["client_secret"])
        # The tokens of this test are used as they must be, and not ended by it.
        positive = case.meta.generation.mode.is_positive
        if "refresh_token" in form and (positive or is_token(form["refresh_token"])):
            form["refresh_token"] = PERSON["refresh_token"]
        if case.path == "/oauth/revoke" and is_token(form.get("token")):
            form["token"] = "tnr_at_of-nobody"


def is_token(value):
    return isinstance(value, str) and value.startswith("tnr_")


@schemathesis.hook
def before_call(context, case, kwargs):
    """What is deleted is made for it: the sample is what most other examples are about."""
    parameters = case.path_parameters or {}
    if case.method == "DELETE" and parameters.get("experienceId") == SAMPLE["id"]:
        parameters["experienceId"] = inserted(SAMPLE)


def inserted(experience):
    """The id of one more experience like this."""
    path = f"/api/4/curriculum/{PERSON['curriculum_id']}/experience"
    answer = requests.put(
        os.environ["TENURE_URL"] + path,
        json=experience | {"id": None},
        headers={"Authorization": AUTHORIZATION["infojobs"]},
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["id"]


@schemathesis.hook
def after_call(context, case, response):
    """A refresh token that was used has a successor; used again, it would end everything."""
    if response.status_code == 200 and case.path in ("/oauth/token", "/oauth/authorize"):
        PERSON.update(refresh_token=response.json().get("refresh_token", PERSON["refresh_token"]))
