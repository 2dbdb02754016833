"""Browser tests share one server and one Chromium; every test gets a private window of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.app_server import PHONE, Visitor, chromium, serve, visitor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve() as running:
        yield running


@pytest.fixture
def guest(browser: Browser, address: str) -> Iterator[Visitor]:
    """A private window that ends the test with no script error and no request to another host."""
    with visitor(browser, address) as someone:
        yield someone
        assert someone.errors == []
        assert someone.foreign == []


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visitor]:
    with visitor(browser, address, viewport=PHONE, has_touch=True, is_mobile=True) as someone:
        yield someone
        assert someone.errors == []
        assert someone.foreign == []


@pytest.fixture
def page(guest: Visitor) -> Page:
    """The map, ready."""
    return guest.open()
