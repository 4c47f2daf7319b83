"""Every tool is on its lists, each list is paged and none is cut, and charts add up."""

from hypothesis import given
from hypothesis import strategies as st

from generator.rules.signal_kinds import SIGNALS
from generator.views.category import category_pages
from generator.views.charts import shares
from generator.views.home import home_view
from generator.views.listed import groups
from generator.views.listing import tools_fragment, tools_pages
from generator.views.lists import list_pages, lists_fragment
from generator.views.risk import risk_pages
from generator.views.servers import servers_fragment, servers_pages
from tests.support.builders import make_context, make_draft_tool, make_judged, make_tool, make_unreviewed_tool
from tests.support.pages import body_of, text_of
from tests.support.rows import SERVERS, catalog_of, opened

MANY = make_judged(*(make_tool(f"tool_{number}", category="Read" if number % 2 else "Write") for number in range(250)))


def test_the_first_page_is_a_fragment_and_the_others_are_pages():
    context = make_context(MANY)
    assert len(next(tools_fragment(context)).view.rows) == 200
    assert [(page.path, len(page.view.rows)) for page in tools_pages(context)] == [("tools/page/github_2/", 50)]


def test_servers_are_listed_with_their_package_and_tools_by_risk():
    fragment = next(servers_fragment(make_context(MANY)))
    assert "125 Medium 125 Low" in text_of(body_of(fragment))
    assert list(servers_pages(make_context(MANY))) == []


def test_every_value_of_a_property_has_a_list_and_together_they_hold_every_tool_once():
    context = make_context(MANY, make_judged(make_unreviewed_tool(), slug="draft"))
    by: dict[str, int] = {}
    for page in list_pages(context):
        kind = page.path.split("/")[1].rsplit("-", 1)[0].removesuffix("-not")
        by[kind] = by.get(kind, 0) + len(page.view.rows)
    tools = len(list(context.catalog.tools()))
    for kind in ("data", "status", "hint-read-only", "hint-destructive", "hint-idempotent", "hint-open-world"):
        assert by[kind] == tools, kind
    assert by["publishers"] == by["registry"] == 2


def lists_by_whole_rows(rows):
    """Slug and tools of every list in order, from a walk over all rows."""
    ways = {f"signal-{kind.lower()}": lambda row, kind=kind: kind in row.signals for kind in SIGNALS}
    ways["signal-none"] = lambda row: not row.signals
    for word in ("ordinary", "private", "personal", "guard", "secret"):
        ways[f"data-{word}"] = lambda row, word=word: row.sensitivity == word
    ways["status-verified"] = lambda row: row.status == "verified" and row.tokens is not None
    ways["status-unseen"] = lambda row: row.status == "verified" and row.tokens is None
    for word in ("listed-elsewhere", "withdrawn"):
        ways[f"status-{word}"] = lambda row, word=word: row.status == word
    for place, hint in enumerate(("read-only", "destructive", "idempotent", "open-world")):
        for answer, word in ((True, "yes"), (False, "no"), (None, "not-stated")):
            ways[f"hint-{hint}-{word}"] = lambda row, at=place, answer=answer: row.hints and row.hints[at] is answer
        ways[f"hint-{hint}-unknown"] = lambda row: row.hints is None
    found = ((slug, [(row.server, row.slug) for row in rows if is_in(row)]) for slug, is_in in ways.items())
    return [(slug, tools) for slug, tools in found if tools]


@given(SERVERS)
def test_lists_are_those_of_a_walk_over_all_rows_and_open_none(servers):
    catalog = catalog_of(servers)
    lists = [listed for _, group in groups(catalog) for listed in group if not listed.is_of_servers]
    lengths = [(listed.slug, listed.count) for listed in lists]
    assert opened(catalog) == []
    wanted = lists_by_whole_rows(list(catalog.tools()))
    assert [
        (each.slug, [(tool.server, tool.slug) for part in each.parts for tool in part.rows]) for each in lists
    ] == wanted
    assert lengths == [(slug, len(tools)) for slug, tools in wanted]


def test_a_dense_list_is_cut_into_pages_and_linked_with_its_length():
    many = make_judged(*(make_tool(f"tool_{number}") for number in range(1100)))
    pages = [page for page in list_pages(make_context(many)) if page.path.startswith("lists/data-ordinary/")]
    assert [(page.path.removeprefix("lists/data-ordinary/"), len(page.view.rows)) for page in pages] == [
        ("", 1000),
        ("page/github_2/", 100),
    ]
    assert "ordinary 1,100 tools" in text_of(body_of(next(lists_fragment(make_context(many)))))


def test_a_publisher_gives_no_path():
    hostile = make_judged(make_tool(), publisher="../../etc <b>")
    pages = list(list_pages(make_context(hostile)))
    assert not [page.path for page in pages if "etc" in page.path]
    assert "&lt;b&gt;" in body_of(next(page for page in pages if page.path == "lists/publishers/"))


def test_a_category_lists_all_its_tools_and_says_how_many():
    pages = [page for page in category_pages(make_context(MANY)) if page.path.startswith("categories/read/")]
    assert [len(page.view.rows) for page in pages] == [125]
    assert pages[0].description.startswith("125 tools in this catalog.")


def test_a_category_without_tools_still_has_its_page():
    page = next(page for page in category_pages(make_context(MANY)) if page.path == "categories/financial/")
    assert "0 tools" in text_of(body_of(page))


def test_tools_nobody_judged_have_a_page_only_when_there_are_any():
    assert not [page for page in risk_pages(make_context(MANY)) if "not-reviewed" in page.path]
    draft = make_judged(make_unreviewed_tool())
    assert [page.path for page in risk_pages(make_context(draft)) if "not-reviewed" in page.path] == [
        "risk/not-reviewed/"
    ]


def test_home_has_the_numbers_of_this_build():
    drafts = make_judged(make_unreviewed_tool(), make_draft_tool("get_widget"), slug="draft")
    view = home_view(make_context(MANY, drafts))
    assert [(figure.value, figure.label) for figure in view.figures] == [
        ("252", "tools"),
        ("2", "servers"),
        ("252", "seen in a released server"),
        ("250", "judged one by one"),
    ]
    assert view.built == "2026-11-22"
    for chart in (view.risk, view.category):
        assert sum(int(part.count) for part in chart.parts) == int(chart.total) == 252


def test_home_does_not_call_a_tool_seen_that_a_person_wrote_down():
    by_hand = make_judged(make_tool("get_widget", definition=None), slug="by-hand")
    figures = {figure.label: figure.value for figure in home_view(make_context(by_hand)).figures}
    assert figures["seen in a released server"] == "0"
    names = [listed.name for _, group in groups(make_context(by_hand).catalog) for listed in group]
    assert "Tools that nobody has seen in a server yet" in names
    assert "Tools seen in a released server" not in names


@given(st.lists(st.integers(min_value=0, max_value=10**9), max_size=12))
def test_shares_add_up(counts):
    assert sum(shares(counts)) == (1000 if sum(counts) else 0)
