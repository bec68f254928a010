"""A person at a browser without scripts: cookies, redirects within the server, and forms with their hidden fields."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import requests


class Forms(HTMLParser):
    """The forms of a page: where each goes, its hidden fields, and the names of all its fields and buttons."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.found.append({"action": attributes["action"], "hidden": {}, "names": set()})
        elif tag in ("input", "button") and self.found and "name" in attributes:
            form = self.found[-1]
            form["names"].add(attributes["name"])
            if attributes.get("type") == "hidden":
                form["hidden"][attributes["name"]] = attributes["value"]

    def having(self, name):
        return next(form for form in self.found if name in form["names"])


class Person:
    def __init__(self, transcript, origin, email):
        self._browser = transcript.listen(requests.Session())
        self._origin = origin
        self._email = email

    def decide(self, request, decision):
        """Opens an application's request, signs in where that is asked for, decides, and gives the URL that leads
        back."""
        page = self._follow(self._browser.get(request, allow_redirects=False))
        if 'name="email"' in page:
            page = self._fill(page, "email", self._email)
            page = self._fill(page, "code", self._code())
        return self._fill(page, "decision", decision)

    def _fill(self, page, name, value):
        form = Forms(page).having(name)
        fields = {**form["hidden"], name: value}
        address = urljoin(self._origin, form["action"])
        return self._follow(self._browser.post(address, data=fields, allow_redirects=False))

    def _follow(self, response):
        """A page, or the first URL that leads away from the server."""
        if "Location" not in response.headers:
            assert response.status_code == 200, response.text
            return response.text
        to = urljoin(self._origin, response.headers["Location"])
        if not to.startswith(self._origin + "/"):
            return to
        return self._follow(self._browser.get(to, allow_redirects=False))

    def _code(self):
        with requests.Session() as reader:
            reader.trust_env = False
            mails = reader.get(self._origin + "/demo/outbox.json").json()
        return next(mail["code"] for mail in mails if mail["to"] == self._email)
