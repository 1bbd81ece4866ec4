"""A real browser without network, where the machine has one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; skips with the reason where playwright or the browser is missing."""
    reason = "нет playwright: pip install 'poryadok[browser]'"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("нет браузера chromium")
    with playwright.sync_playwright() as run:
        # the sandbox of the browser needs rights that a container does not give
        found = run.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open the bytes of a page, offline; complaints and requests of the page fail the test."""
    contexts, wrong = [], []

    def open_page(body: bytes, **options: Any) -> Any:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_bytes(body)
        context = browser.new_context(offline=True, locale="ru-RU", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("request", lambda one: one.url.startswith("file:") or wrong.append(f"request: {one.url}"))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
