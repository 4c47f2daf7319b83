"""A list is on pages that together hold every row once, each named by the server it begins with, and an edit moves few of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.chosen import Chosen
from generator.model.rows import ServerSummary, Tools, ToolSummary
from generator.views.page import Plan
from generator.views.paging import PagedList, Part, ServersThemselves

SHAPES = st.dictionaries(
    st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,4})?", fullmatch=True), st.integers(1, 60), max_size=120
)


def server(slug: str, count: int, shape: bytes = b"") -> ServerSummary:
    tools = [
        ToolSummary(slug, f"tool_{number}", f"tool-{number}", "Read", "Low", "allow", "verified")
        for number in range(count)
    ]
    return ServerSummary(
        slug, slug.upper(), None, None, None, None, None, None, Tools.of(tools), shape=shape or b"%d" % count
    )


def servers(counts: dict[str, int]) -> list[ServerSummary]:
    return [server(slug, count) for slug, count in sorted(counts.items())]


def listed(all_servers: list[ServerSummary], rows: int = 20) -> PagedList:
    return PagedList([Part(rows=Chosen(all_servers))], "tools/", "tool", rows=rows)


def pages_of(paged: PagedList):
    return {cut.path: [(row.server, row.slug) for row in cut.rows] for cut in paged.pages(None)}


@given(SHAPES)
def test_pages_of_a_list_hold_every_row_once_in_order(counts):
    pages = pages_of(listed(servers(counts)))
    assert next(iter(pages)) == "tools/"
    assert [row for rows in pages.values() for row in rows] == [
        (each.slug, head.slug) for each in servers(counts) for head in each.heads
    ]
    assert all(len(rows) <= 40 for rows in pages.values())


@given(SHAPES)
def test_pages_are_joined_both_ways_and_by_letters_and_each_has_its_own_words(counts):
    cuts = [*listed(servers(counts)).pages(None)]
    paths = [cut.path for cut in cuts]
    assert [cut.pager.next for cut in cuts] == [*paths[1:], None]
    assert [cut.pager.previous for cut in cuts] == [None, *paths[:-1]]
    assert {cut.pager.first for cut in cuts[1:]} <= {"tools/"}
    assert len({cut.begins_with for cut in cuts}) == len(cuts)
    by_path = pages_of(listed(servers(counts)))
    for jump in cuts[0].pager.jumps:
        rows = by_path[jump.href or "tools/"]
        assert any(slug.upper().startswith(jump.text) for slug, _ in rows)
    assert not any(cut.pager.jumps for cut in cuts[1:])


@given(SHAPES, st.data())
def test_only_pages_whose_cause_changed_are_other_ones_after_an_edit(counts, data):
    plan = Plan({})
    before = [*listed(servers(counts)).pages(plan)]
    edited = dict(counts)
    for _ in range(data.draw(st.integers(1, 2))):
        slug = data.draw(st.sampled_from([*edited, "new", "a", "zz-0"]))
        edited[slug] = data.draw(st.integers(0, 60))
        if not edited[slug]:
            del edited[slug]
    after = Plan(plan.found)
    made = {cut.path for cut in listed(servers(edited)).pages(after)}
    old = {cut.path: (cut.pager, [*cut.rows]) for cut in before}
    for cut in listed(servers(edited)).pages(None):
        assert after.found[cut.path] == cut.cause
        if cut.path not in made:
            assert old[cut.path] == (cut.pager, [*cut.rows])
    assert after.found.keys() == {cut.path for cut in listed(servers(edited)).pages(None)}


def test_an_edit_moves_few_of_many_pages():
    counts = {f"server-{number:04}": 20 for number in range(1000)}
    plan = Plan({})
    assert len([*listed(servers(counts), 100).pages(plan)]) > 150
    after = Plan(plan.found)
    changed = [cut.path for cut in listed(servers({**counts, "server-0500-new": 7}), 100).pages(after)]
    assert len(changed) < 8
    assert changed[0] == "tools/"


def test_the_first_page_counts_all_and_the_others_say_from_where_to_where():
    cuts = [*listed(servers(dict.fromkeys("abcdefgh", 15)), 40).pages(None)]
    assert [cut.pager.range for cut in cuts] == [
        "120 tools, here the first 30, from A to B",
        "45 tools, from C to E",
        "30 tools, from F to G",
        "15 tools of H",
    ]
    assert [(jump.text, jump.href) for jump in cuts[0].pager.jumps][1:4] == [
        ("B", None),
        ("C", "tools/page/c/"),
        ("D", "tools/page/c/"),
    ]


def test_a_list_of_one_page_has_no_pager():
    (cut,) = listed(servers({"a": 1})).pages(None)
    assert (cut.pager.range, cut.pager.next, cut.pager.jumps) == ("1 tool", None, ())
    (empty,) = listed([]).pages(None)
    assert (empty.path, empty.pager.range, [*empty.rows]) == ("tools/", "0 tools", [])


def test_a_server_of_more_tools_than_a_page_holds_is_on_several():
    cuts = [*listed(servers({"a": 3, "large": 90, "z": 2})).pages(None)]
    assert [(cut.path, len(cut.rows)) for cut in cuts] == [
        ("tools/", 3),
        ("tools/page/large/", 40),
        ("tools/page/large_2/", 40),
        ("tools/page/large_3/", 10),
        ("tools/page/z/", 2),
    ]
    assert cuts[2].begins_with == "from large, part 2"
    assert cuts[2].pager.range == "40 tools of LARGE"


def test_parts_of_a_list_have_pages_of_their_own_names_and_share_those_between():
    high = Part(rows=Chosen(servers({"a": 30, "b": 5})), key="high", label="High risk")
    low = Part(rows=Chosen(servers({"a": 30, "c": 30})), key="low", label="Low risk")
    cuts = [*PagedList([high, low], "attacks/x/", "tool", rows=20).pages(None)]
    assert [(cut.path, len(cut.rows)) for cut in cuts] == [
        ("attacks/x/", 35),
        ("attacks/x/page/low_a/", 30),
        ("attacks/x/page/low_c/", 30),
    ]
    assert cuts[1].begins_with == "Low risk, from a"
    assert [(jump.text, jump.href) for jump in cuts[0].pager.jumps] == [
        ("High risk", None),
        ("Low risk", "attacks/x/page/low_a/"),
    ]


def test_servers_may_be_listed_by_another_name():
    part = Part(rows=ServersThemselves(servers(dict.fromkeys("abc", 1))), name_of=lambda each: f"Maker of {each.slug}")
    (cut,) = PagedList([part], "lists/publishers/", "server").pages(None)
    assert cut.pager.range == "3 servers"
    assert [each.slug for each in cut.rows] == ["a", "b", "c"]
