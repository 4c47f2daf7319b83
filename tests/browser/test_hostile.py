"""Text of a registry stays text: every legal attack comes out inert, in a real browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.browser.hostile import ATTACKS, HIDDEN, NAMES, SHOWN, hostile_words, legal, legal_attacks, tame_words
from tests.browser.parts import QUESTIONS
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Browsing, Visitor
from tests.support.project import files_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-hostile")]

SETTINGS = {
    "CATALOG_SOURCE_URL": "https://code.example/blob/main/",
    "CATALOG_CONTACT_ENDPOINT": "http://127.0.0.1:9/contact",
    "CATALOG_CONTACT_ISSUES": "https://code.example/issues/new",
    "CATALOG_CONTACT_EMAIL": "a@b.example",
}

PROBES = """
  window.__pwned = undefined;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { window.__pwned = name };
  addEventListener('error', (event) => { window.__errors = (window.__errors || 0) + 1 }, true);
"""
ELEMENTS = """async (paths) => {
  const prose = new Set(['P', 'EM', 'STRONG', 'CODE', 'BR', 'UL', 'OL', 'LI']);
  const found = {};
  for (const path of paths) {
    const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    found[path] = [...parsed.querySelectorAll('*')].map((each) => {
      const attributes = [...each.attributes].map((one) => one.name).sort().join(' ');
      return prose.has(each.tagName) && !attributes && each.closest('.pc') ? '' : `${each.tagName} ${attributes}`;
    }).filter(Boolean);
  }
  return found;
}"""
SURVEY = """() => {
  const all = () => [...document.querySelectorAll('*')];
  const addresses = ['href', 'src', 'action', 'formaction', 'srcset', 'data', 'xlink:href', 'poster'];
  const text = (each) => each.textContent;
  const facts = {
    addresses: all().flatMap((each) => addresses.map((name) => each.getAttribute(name))).filter((value) => value !== null),
    everyText: [document.title, ...all().flatMap((each) => [...[...each.attributes].map((one) => one.value),
      ...[...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data)])].join('\\n'),
    shown: text(document.querySelector('.pc')),
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map(text),
    questions: [...document.querySelectorAll('QUESTIONS')]
      .map((each) => [text(each.querySelector('summary')), [...each.children].slice(1).map(text).join('\\n')]),
  };
  for (const each of document.querySelectorAll('details')) each.open = true;
  for (const each of document.querySelectorAll('.pc *'))
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'click'])
      if (kind !== 'click' || each.matches('button[aria-label^=Copy]')) each.dispatchEvent(new Event(kind, {bubbles: true}));
  return new Promise((done) => setTimeout(() => done({...facts, ran: window.__pwned, errors: window.__errors}), 0));
}""".replace("QUESTIONS", QUESTIONS)


@pytest.fixture(scope="module")
def hostile(build):
    with StaticSite(
        build(*legal(hostile_words()), attacks=legal_attacks(hostile_words()), **SETTINGS)
    ).served() as site:
        yield site


@pytest.fixture(scope="module")
def tame(build):
    with StaticSite(build(*legal(tame_words()), attacks=legal_attacks(tame_words()), **SETTINGS)).served() as site:
        yield site


@pytest.fixture(scope="module")
def surveyed(hostile: StaticSite, browsing: Browsing) -> dict[str, dict[str, Any]]:
    """What a browser found on each hostile page, after everything in it was opened, hovered and copied."""
    visitor = Visitor(browsing, hostile)
    page = visitor.page()
    page.add_init_script(PROBES)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    found = {}
    lists = ["", "servers/", "tools/", "categories/execute/", "risk/critical/", "risk/not-reviewed/", "tools/hostile/"]
    lists += ["attacks/", "attacks/hostile/", "attacks/idle/"]
    tools = [
        f"tools/hostile/{name}/" for name in ("everything", "frobnicate", "get-thing", "gone", "listed", "tmp-pwned")
    ]
    servers = [f"tools/named-{number:02}/" for number in range(len(ATTACKS))]
    for path in [*lists, *tools, *servers[::4], *(f"{server}everything/" for server in servers)]:
        page.goto(hostile.url + path)
        found[path] = page.evaluate(SURVEY)
    assert not dialogs
    assert not visitor.leave()
    return found


def pages_of(site: StaticSite) -> list[str]:
    names = sorted(name for name in files_of(site.folder) if name.endswith("index.html"))
    return [name.removesuffix("index.html") for name in names if not name.startswith("handbook")]


def test_nothing_is_written_but_safe_names_below_the_output_folder(hostile: StaticSite):
    beside = {path.name for path in hostile.folder.parent.iterdir()}
    assert {name for name in beside if not name.startswith(".site.catalog-")} == {"catalog", "site"}
    names = [name for name in files_of(hostile.folder) if name.startswith("tools/hostile/")]
    pages = [name for name in names if not name.startswith("tools/hostile/policies/")]
    assert not [name for name in pages if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9-])?/)*index\.html", name)]
    assert len(pages) == 1 + len(NAMES) + 5
    files = set(names) - set(pages)
    assert not [name for name in files if not re.fullmatch(r"tools/hostile/policies/[A-Za-z0-9_.-]+", name)]
    assert not Path("/tmp/pwned").exists()


def test_no_element_and_no_attribute_comes_from_the_data(hostile: StaticSite, tame: StaticSite, visitor_of):
    assert pages_of(hostile) == pages_of(tame)
    wild = visitor_of(hostile).open("404.html").evaluate(ELEMENTS, pages_of(hostile))
    plain = visitor_of(tame).open("404.html").evaluate(ELEMENTS, pages_of(tame))
    more = {path: Counter(wild[path]) - Counter(plain[path]) for path in wild}
    less = {path: Counter(plain[path]) - Counter(wild[path]) for path in wild}
    assert not {path: each for path, each in more.items() if each}
    assert not {path: each for path, each in less.items() if each}


def test_no_script_runs_from_the_data(surveyed):
    assert {(facts.get("ran"), facts.get("errors")) for facts in surveyed.values()} == {(None, None)}


def test_every_address_in_the_pages_is_on_the_web_in_the_site_or_mail(surveyed):
    for path, facts in surveyed.items():
        schemes = [
            each for each in facts["addresses"] if re.match(r"[\s\x00-\x20]*[a-z][a-z0-9+.-]*:", each, re.IGNORECASE)
        ]
        assert not [each for each in schemes if not re.match(r"https?://|mailto:|data:image/svg", each)], path


def test_hidden_characters_are_spelt_out_and_nowhere_raw(surveyed):
    found = {
        path: sorted(f"U+{ord(each):04X}" for each in set(facts["everyText"]) & set(HIDDEN))
        for path, facts in surveyed.items()
    }
    assert not {path: each for path, each in found.items() if each}
    for path in ("tools/hostile/everything/", "attacks/hostile/"):
        text = surveyed[path]["shown"]
        assert not [each for each in SHOWN if each not in text], path


def test_template_syntax_and_markup_are_shown_as_they_are(surveyed):
    for path in ("tools/hostile/everything/", "attacks/hostile/"):
        for shown in (
            "{{7*7}}{% raw %}",
            "${7*7}#{7*7}<%= 7*7 %>",
            "<script>window.__pwned='script'</script>",
            "CATALOG-SLOT-BODY",
        ):
            assert shown in surveyed[path]["shown"], path


def test_structured_data_is_json_that_says_what_the_page_shows(surveyed):
    told = 0
    for path, facts in surveyed.items():
        nodes = [node for data in facts["data"] for node in json.loads(data)["@graph"]]
        questions = [each for node in nodes if node["@type"] == "FAQPage" for each in node["mainEntity"]]
        said = [[plain(each["name"]), plain(each["acceptedAnswer"]["text"])] for each in questions]
        assert said == [[plain(each) for each in pair] for pair in facts["questions"]], path
        told += len(said)
    assert told > 100


def test_a_hostile_address_is_not_written_into_the_page(hostile: StaticSite, visitor_of):
    visitor = visitor_of(hostile)
    visitor.expects("404")
    page = visitor.page()
    page.add_init_script(PROBES)
    for path in (
        "tools/<img src=x onerror=alert(1)>/",
        "tools/hostile/%22%3E%3Csvg%20onload=alert(1)%3E/",
        "tools/hostile/x?q=<script>#<script>",
    ):
        page.goto(hostile.url + path)
        assert page.evaluate("window.__pwned") is None
        assert page.locator(".pc :is(img, svg, script)").count() == 0


def test_the_pages_stay_of_a_size_a_browser_can_show(hostile: StaticSite):
    sizes = {name: len(content) for name, content in files_of(hostile.folder).items() if name.startswith("tools/")}
    assert max(sizes.values()) < 3_000_000, max(sizes, key=lambda name: sizes[name])


def plain(text: str) -> str:
    """The text as far as it is read: runs of white space are one space."""
    return re.sub(r"\s+", " ", text).strip()
