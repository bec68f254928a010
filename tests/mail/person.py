"""Somebody who signs in with a browser of their own."""

import html
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass


@dataclass
class Page:
    status: int
    path: str
    text: str


class Person:
    def __init__(self, program, address, language="en"):
        self.program = program
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        self.browser.addheaders = [("Accept-Language", language), ("Accept", "text/html")]

    def open(self, path, fields=None):
        """Sends a form, or gets a page, and follows where that leads."""
        body = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            answer = self.browser.open(self.program.url + path, body, timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            path = urllib.parse.urlsplit(answer.geturl()).path
            return Page(answer.status, path, html.unescape(answer.read().decode()))

    def ask_for_code(self):
        return self.open("/sign-in", {"email": self.address, "next": "/me"})

    def look_again(self):
        return self.open("/sign-in/code?next=/me")

    def enter(self, code):
        return self.open("/sign-in/code", {"code": code, "next": "/me"})
