"""The contact form tells the truth: sent, not sent, or no way to send, with a real receiver at the other end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.parts import CONTACT, OTHER_WAYS, STATUS
from tests.browser.receiver import Receiver, closed_port
from tests.browser.registries import FORGE, READ, small_registry
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-contact")]

TOOL = "tools/github/create-issue/"
MESSAGE = "Line one & two\nünïcode <b>“quoted”</b> 100 % + more"
EMAIL = "reader+catalog@example.org"
SENT = "Message sent"
FAILED = "Not sent"


def fill(page: Page) -> None:
    page.get_by_text("Get in touch").click()
    page.get_by_role("textbox", name="Message").fill(MESSAGE)
    page.get_by_role("textbox", name="E-mail").fill(EMAIL)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()


def received(message: dict[str, str]) -> dict[str, str]:
    return {**message, "message": message["message"].replace("\r\n", "\n")}


@pytest.mark.parametrize("path", [READ, FORGE])
def test_a_message_reaches_the_receiver_with_its_page_and_the_form_says_so(
    visitor: Visitor, receiver: Receiver, path: str
):
    visitor.may_ask(receiver.origin)
    page = visitor.open(path)
    fill(page)
    send(page)
    status = page.locator(STATUS)
    expect(status).to_contain_text(SENT)
    assert [received(each) for each in receiver.messages] == [{"message": MESSAGE, "email": EMAIL, "page": path}]
    expect(page.get_by_role("textbox", name="Message")).to_be_empty()
    expect(page.get_by_role("textbox", name="E-mail")).to_be_empty()
    assert page.url == visitor.site.url + path


def test_while_it_is_sent_the_form_says_so_and_a_second_click_sends_nothing(visitor: Visitor, receiver: Receiver):
    visitor.may_ask(receiver.origin)
    receiver.may_answer.clear()
    page = visitor.open(READ)
    fill(page)
    send(page)
    status = page.locator(STATUS)
    expect(status).to_contain_text("Sending")
    send(page)
    page.get_by_role("textbox", name="E-mail").press("Enter")
    expect(status).to_contain_text("Sending")
    receiver.may_answer.set()
    expect(status).to_contain_text(SENT)
    assert len(receiver.messages) == 1


def test_a_receiver_that_refuses_leaves_the_text_and_the_other_ways(visitor: Visitor, receiver: Receiver):
    visitor.may_ask(receiver.origin)
    visitor.expects("500")
    receiver.status = 500
    page = visitor.open(READ)
    fill(page)
    send(page)
    status = page.locator(STATUS)
    expect(status).to_contain_text(FAILED)
    expect(page.get_by_role("textbox", name="Message")).to_have_value(MESSAGE)
    expect(page.get_by_role("textbox", name="E-mail")).to_have_value(EMAIL)
    expect(page.get_by_role("link", name="open an issue")).to_be_visible()
    expect(page.get_by_role("link", name="write a mail")).to_be_visible()

    receiver.status = 200
    send(page)
    expect(status).to_contain_text(SENT)
    assert len(receiver.messages) == 2


def test_what_is_not_filled_in_is_not_sent(visitor: Visitor, receiver: Receiver):
    page = visitor.open(READ)
    page.get_by_text("Get in touch").click()
    send(page)
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    page.get_by_role("textbox", name="Message").fill("Hello")
    page.get_by_role("textbox", name="E-mail").fill("not an address")
    send(page)
    expect(page.get_by_role("textbox", name="E-mail")).to_be_focused()
    expect(page.locator(STATUS)).to_be_empty()
    assert not receiver.messages


def test_the_words_of_a_state_are_nowhere_in_the_page_before_that_state(visitor: Visitor):
    page = visitor.open(READ)
    for words in (SENT, FAILED, "Sending"):
        assert words not in visitor.site.text_of(READ)
        assert words not in (page.locator("body").text_content() or "")


def test_the_state_is_announced_from_a_region_that_is_there_from_the_start(visitor: Visitor, receiver: Receiver):
    visitor.may_ask(receiver.origin)
    page = visitor.open(READ)
    fill(page)
    page.evaluate("window.before = document.querySelector('.contact [role=status]')")
    expect(page.locator(CONTACT).get_by_role("status")).to_be_empty()
    send(page)
    expect(page.locator(CONTACT).get_by_role("status")).to_contain_text(SENT)
    assert page.evaluate("window.before === document.querySelector('.contact [role=status]')")


def test_without_script_the_form_posts_to_the_receiver(visitor: Visitor, receiver: Receiver):
    visitor.may_ask(receiver.origin)
    page = visitor.open(READ, script=False)
    fill(page)
    send(page)
    expect(page.get_by_role("heading", name="Received")).to_be_visible()
    assert [received(each) for each in receiver.messages] == [{"message": MESSAGE, "email": EMAIL, "page": READ}]


@pytest.fixture(scope="module")
def dead_end(build: Callable[..., Path]):
    endpoint = f"http://127.0.0.1:{closed_port()}/contact"
    with StaticSite(build(*small_registry(), CATALOG_CONTACT_ENDPOINT=endpoint)).served() as site:
        yield site, endpoint.removesuffix("/contact")


def test_a_receiver_that_is_not_there_leaves_the_text_and_names_no_other_way(dead_end, visitor_of):
    site, origin = dead_end
    visitor = visitor_of(site)
    visitor.may_ask(origin)
    visitor.expects("ERR_CONNECTION_REFUSED")
    page = visitor.open(TOOL)
    fill(page)
    send(page)
    expect(page.locator(STATUS)).to_contain_text(FAILED)
    expect(page.locator(STATUS)).not_to_contain_text("other way")
    expect(page.get_by_role("textbox", name="Message")).to_have_value(MESSAGE)
    expect(page.locator(OTHER_WAYS)).to_have_count(0)


@pytest.fixture(scope="module")
def other_ways(build: Callable[..., Path]):
    settings = {
        "CATALOG_CONTACT_ISSUES": "https://code.example/issues/new?labels=catalog",
        "CATALOG_CONTACT_EMAIL": "a@b.example",
    }
    with StaticSite(build(*small_registry(), **settings)).served() as site:
        yield site


def test_without_an_endpoint_there_is_no_form_but_an_issue_and_a_mail_about_the_page(other_ways, visitor_of):
    page = visitor_of(other_ways).open(TOOL)
    page.get_by_text("Get in touch").click()
    expect(page.locator(f"{CONTACT} form")).to_have_count(0)
    issue = page.get_by_role("link", name="open an issue")
    expect(issue).to_be_visible()
    expect(issue).to_have_attribute(
        "href", "https://code.example/issues/new?labels=catalog&title=github%2Fcreate_issue"
    )
    expect(page.get_by_role("link", name="write a mail")).to_have_attribute(
        "href", "mailto:a@b.example?subject=github%2Fcreate_issue"
    )


@pytest.fixture(scope="module")
def unreachable(build: Callable[..., Path]):
    with StaticSite(build(*small_registry())).served() as site:
        yield site


def test_with_nothing_set_the_page_says_that_there_is_no_way(unreachable, visitor_of):
    page = visitor_of(unreachable).open(TOOL)
    page.get_by_text("Get in touch").click()
    expect(page.locator(CONTACT)).to_contain_text("The publisher of this site has set no way to be reached.")
    expect(page.locator(f"{CONTACT} :is(form, a)")).to_have_count(0)
