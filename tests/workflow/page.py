"""A page in a real browser, and what a reader does with the live figure on it."""

import os
import re
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

SIZES = {"wide": {"width": 1100, "height": 900}, "phone": {"width": 375, "height": 700}}


@contextmanager
def chromium():
    """Yield a headless Chromium of this machine."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not executable and "CI" not in os.environ:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])


class Opened:
    """A page in a browser, with its errors and its network requests."""

    def __init__(self, browser, file, fragment="", size="wide", ready="#live.ready", **options):
        self.page = browser.new_context(viewport=SIZES[size], **options).new_page()
        self.complaints, self.requests = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(f"file://{file}{fragment}")
        if options.get("java_script_enabled", True):
            self.page.wait_for_selector(ready)

    def offset(self):
        """Return the garment's offset, once it is in the address."""
        self.page.wait_for_timeout(400)  # it is written when the garment has come to rest
        found = re.search(r"offset=(\d+),(\d+)", self.page.evaluate("location.hash"))
        return tuple(map(int, found.groups()))

    def shares(self, side):
        return [int(text.removesuffix(" %")) for text in self.texts(side, ".share")]

    def texts(self, side, part):
        return self.page.locator(".panel").nth(side).locator(part).all_text_contents()

    def stage(self, side=0):
        return self.page.locator(".stage").nth(side)

    def point(self, y, x, side=0):
        """Return where in the window a pixel of the frame is, once it is there."""
        self.stage(side).scroll_into_view_if_needed()
        box = self.stage(side).bounding_box()
        return box["x"] + (x + 0.5) * box["width"] / 56, box["y"] + (y + 0.5) * box["width"] / 56
