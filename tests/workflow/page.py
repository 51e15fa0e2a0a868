"""A page in a real browser, and what a reader does with the live figures on it."""

import json
import os
import re
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

PAGE = "results/handout/handout.html"
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 375, "height": 700}}


@contextmanager
def chromium():
    """Yield a headless Chromium of this machine."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not executable and "CI" not in os.environ:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])


class Opened:
    """A page in a browser, with its errors and its network requests, and one of its live figures."""

    def __init__(self, browser, file, figure="opening", fragment="", size="wide", ready=None, **options):
        self.page = browser.new_context(viewport=SIZES[size], **options).new_page()
        self.complaints, self.requests = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(f"file://{file}{fragment}")
        self.see(figure, ready)

    def see(self, name, ready=None):
        """Turn to a live figure once it is ready, or once there is what the selector `ready` selects."""
        self.page.wait_for_selector(ready or f"#{name}.ready")
        self.name, self.figure = name, self.page.locator(f"#{name}")

    def facts(self):
        return json.loads(self.figure.locator(f"#{self.name}-facts").text_content())

    def drawn(self):
        """Wait until the present state is on the screen."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def go(self, state):
        """Follow a link to a moment of the figure."""
        self.page.evaluate("(hash) => (location.hash = hash)", f"#{self.name}:{state}")
        self.page.wait_for_timeout(50)
        self.drawn()

    def link(self):
        """Return the link to the moment, once the garment has come to rest."""
        self.page.wait_for_timeout(400)
        link = self.figure.locator("a.moment").get_attribute("href")
        assert self.page.evaluate("location.hash") == link
        return link

    def shown(self):
        """Return the words and numbers that the figure shows of its moment."""
        return self.figure.locator(".panels, .readout, .network").inner_text()

    def offset(self):
        found = re.search(r"offset=(\d+),(\d+)", self.link())
        return tuple(map(int, found.groups()))

    def shares(self, side):
        return [int(text.removesuffix(" %")) for text in self.texts(side, ".share")]

    def texts(self, side, part):
        return self.figure.locator(".panel").nth(side).locator(part).all_text_contents()

    def stage(self, side=0):
        return self.figure.locator(".stage").nth(side)

    def point(self, y, x, side=0):
        """Return where in the window a pixel of the frame is, once it is there."""
        self.stage(side).scroll_into_view_if_needed()
        box = self.stage(side).bounding_box()
        return box["x"] + (x + 0.5) * box["width"] / 56, box["y"] + (y + 0.5) * box["width"] / 56

    def drag(self, start, end):
        """Drag with the mouse from a pixel of the frame, (y, x), to another."""
        mouse = self.page.mouse
        mouse.move(*self.point(*start))
        mouse.down()
        mouse.move(*self.point(*end), steps=5)
        mouse.up()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def swipe(self, *points):
        """Move one finger from point to point of the window."""
        client = self.page.context.new_cdp_session(self.page)
        for index, (x, y) in enumerate(points):
            kind = "touchMove" if index else "touchStart"
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
