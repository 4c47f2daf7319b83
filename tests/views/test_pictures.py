"""Pictures say what the catalog says: their numbers add up, equal their tables, and their size has an end."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.chosen import Chosen
from generator.rules.reach import ANYTHING, REACH
from generator.views.badges import Badges
from generator.views.charts import risk_chart
from generator.views.grid_layout import STEPS, Column, Counted, make_grid, shade
from generator.views.overview import overview_fragment, overview_view
from generator.views.reach import has_unknown, reach_counts, widest
from tests.support.builders import (
    TEMPLATES,
    make_context,
    make_judged,
    make_parameter,
    make_server,
    make_tool,
    make_unreviewed_tool,
    make_vocabulary,
)
from tests.support.pages import body_of, text_of
from tests.support.rows import SERVERS, catalog_of, opened

BADGES = Badges(make_vocabulary())
WORDS = ("Read", "Write", "Execute", "Destructive", "Financial")
COLUMNS = (Column(text="Low", style="risk-low"), Column(text="Not reviewed", style="not-reviewed"))


def view_of(*servers):
    return overview_view(make_context(*servers))


def some_server(number, tools=2, **fields):
    made = [make_tool(f"tool_{each}", category=WORDS[(number + each) % len(WORDS)]) for each in range(tools)]
    return make_judged(*made, slug=f"server-{number}", **{"name": f"Server {number}", **fields})


def numbers(texts):
    return [int(text.replace(",", "")) for text in texts]


def row_of(grid, name):
    return next(row for row in grid.rows if row.name == name)


def one_row_grid(*counts, kind="heat", **fields):
    row = Counted(text="Row", counts=counts, total=sum(counts), **fields)
    return make_grid(kind, "k", "Rows", "Rows.", COLUMNS, [row], names_width=30)


tools = st.lists(
    st.tuples(
        st.sampled_from([*WORDS, None]),
        st.lists(st.sampled_from(["path", "url", "query", "x"]), unique=True),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40)
@given(st.lists(tools, min_size=1, max_size=5))
def test_every_tool_is_in_each_picture_once(drawn):
    servers = []
    for number, entries in enumerate(drawn):
        made = []
        for position, (category, names, is_seen) in enumerate(entries):
            parameters = tuple(map(make_parameter, names))
            make = make_tool if category else make_unreviewed_tool
            judged = {"category": category} if category else {}
            unseen = {} if is_seen else {"definition": None}
            made.append(make(f"frob_{position}", parameters=parameters, **judged, **unseen))
        servers.append(make_judged(*made, slug=f"server-{number}"))
    context = make_context(*servers)
    view = overview_view(context)
    rows = list(context.catalog.tools())
    for grid in (view.servers, view.reach):
        for row in grid.rows:
            assert sum(numbers(row.counts)) == int(row.total)
            assert [cell.count for cell in row.cells] == [count for count in row.counts if count != "0"]
        assert numbers(grid.totals)[-1] == sum(numbers(grid.totals)[:-1]) == len(rows)
    assert sum(numbers(part.count for part in view.risk.parts)) == len(rows)
    by_class = dict(zip((head.text for head in view.servers.heads), numbers(view.servers.totals), strict=False))
    expected = Counter(BADGES.risk(tool.risk).text for tool in rows)
    assert {word: count for word, count in by_class.items() if count} == expected
    assert {row.name: int(row.total) for row in view.reach.rows if row.total != "0"} == expected
    unknown = sum(tool.reach is None for tool in rows)
    assert view.has_unknown == bool(unknown)
    assert sum(int(row.counts[-1]) for row in view.reach.rows if view.has_unknown) == unknown
    kinds = Counter(kind.capitalize() for tool in rows for kind in tool.reach or ())
    assert {row.name: int(row.total) for row in view.kinds.rows if row.total != "0"} == kinds


def test_picture_and_table_hold_the_same_numbers():
    body = body_of(next(overview_fragment(make_context(some_server(0, 7), some_server(1, 3)))))
    pictures = re.findall(r'<svg class="grid .*?</table>', body, re.DOTALL)
    assert len(pictures) == 3
    for picture in pictures:
        drawn, _, table = picture.partition("<table")
        shown = re.findall(r"(?:rect|circle) class=\"(?!row)[^>]*/><text[^>]*>([\d,]+)<", drawn)
        written = re.findall(r'<td class="n">([\d,]+)', table.split("<tfoot>")[0].replace("<tr>", "\n"))
        rows = [re.findall(r'<td class="n">([\d,]+)', row) for row in table.split("<tfoot>")[0].split("<tr>")[2:]]
        assert shown == [count for row in rows for count in row[:-1] if count != "0"]
        assert re.findall(r'<text class="all"[^>]*>([\d,]+)<', drawn) == [row[-1] for row in rows]
        assert written


def test_a_catalog_without_tools_has_pictures_of_nothing():
    empty = make_judged(make_tool(), slug="empty").model_copy(
        update={"server": make_server(slug="empty").model_copy(update={"tools": ()}), "assessments": ()}
    )
    view = view_of(empty)
    assert view.servers.rows == ()
    assert view.servers_words == "The 0 servers with the most tools, of 1."
    assert {row.total for row in view.reach.rows} == {"0"}
    assert view.widest == ()
    assert text_of(body_of(next(overview_fragment(make_context(empty)))))


def test_one_tool_fills_one_cell():
    view = view_of(make_judged(make_tool("count_things", category="Read", parameters=())))
    assert view.servers_words == "The only server."
    (row,) = view.servers.rows
    assert [(cell.count, cell.style) for cell in row.cells] == [("1", "risk-low s5")]
    assert row.said == "GitHub, 1 tool: 1 Low"
    low = row_of(view.reach, "Low")
    assert (low.cells[0].radius, low.said) == ("1.40", "Low, 1 tool: 1 with reach 0")


def test_tools_nobody_judged_have_a_column_and_a_row_of_their_own():
    view = view_of(make_judged(make_tool(), make_unreviewed_tool()))
    assert view.servers.heads[-1].text == "Not reviewed"
    assert view.servers.heads[-1].lines == ("Not", "reviewed")
    assert view.reach.rows[0].name == "Not reviewed"
    judged = view_of(make_judged(make_tool()))
    assert "Not reviewed" not in {head.text for head in judged.servers.heads}


def test_servers_beyond_the_largest_are_counted_and_the_page_stays_small():
    small, large = (
        make_context(*(some_server(number, 11 + number % 9, name="N" * 128) for number in range(count)))
        for count in (60, 300)
    )
    view = overview_view(large)
    assert len(view.servers.rows) == 50
    assert view.servers_words == "The 50 servers with the most tools, of 300."
    assert {row.total for row in view.servers.rows} == {"19", "18"}
    sizes = [len(body_of(next(overview_fragment(context)))) for context in (small, large)]
    assert max(sizes) < 100_000
    assert abs(sizes[1] - sizes[0]) < 4_000


def test_twelve_risk_classes_and_names_that_hide_do_not_make_a_large_page():
    usual = make_vocabulary()
    classes = [
        usual.risk_classes[each % 4].model_copy(update={"name": f"{each} " + "C" * 126, "slug": f"c{each}"})
        for each in range(12)
    ]
    categories = [
        each.model_copy(update={"risk": classes[position].name}) for position, each in enumerate(usual.categories)
    ]
    vocabulary = usual.model_copy(
        update={"risk_classes": tuple(classes), "categories": tuple(categories), "raises": ()}
    )
    servers = [
        make_judged(
            *(make_tool(f"tool_{each}", category=WORDS[each % 5]) for each in range(9)),
            make_unreviewed_tool(),
            vocabulary=vocabulary,
            slug=f"s{number}",
            name="\u200b" * 128,
        )
        for number in range(60)
    ]
    fragment = next(overview_fragment(make_context(*servers, vocabulary=vocabulary)))
    assert len(fragment.view.servers.rows) == 19
    assert fragment.view.servers.size == "most"
    assert len(body_of(fragment).encode()) < 110_000


def test_a_row_leads_to_its_server_and_a_hostile_name_stays_text():
    name = '"><script>alert(1)</script> & \u202eevil {{ 7*7 }} ' + "x" * 60
    body = body_of(next(overview_fragment(make_context(make_judged(make_tool(), slug="evil", name=name)))))
    assert "<script>" not in body
    assert "\u202e" not in body
    assert 'href="../tools/evil/"' in body
    assert "&lt;script&gt;" in body
    assert "{{ 7*7 }}" in body
    shown = re.findall(r'<text class="name[^>]*>(.*?)</text>', body)[0]
    assert shown.endswith("…")


def test_a_tool_that_runs_commands_is_counted_apart_and_named_among_the_widest():
    runs = make_tool("run_command", category="Execute", parameters=(make_parameter("command"), make_parameter("path")))
    view = view_of(make_judged(runs, make_tool("count_things", category="Read", parameters=())))
    assert row_of(view.reach, "High").said == "High, 1 tool: 1 that run a command or code"
    assert row_of(view.kinds, ANYTHING.capitalize()).total == "1"
    assert [(each.name, each.kinds) for each in view.widest] == [("run_command", "Anything, files, queries and code")]
    assert len(view.kinds.rows) == len(REACH) + 1
    assert view.kinds.totals == ()


@given(SERVERS)
def test_the_widest_are_those_of_a_walk_over_all_rows(servers):
    catalog = catalog_of(servers)
    ranks = BADGES.ranks()
    several = [row for row in catalog.tools() if row.reach and len(row.reach) > 1]
    several.sort(key=lambda row: (-len(row.reach), -ranks[row.risk], row.server, row.slug))
    assert [(each.href, each.kinds) for each in widest(catalog, BADGES)] == [
        (f"tools/{row.server}/{row.slug}/", ", ".join(row.reach).capitalize()) for row in several[:12]
    ]


@given(SERVERS)
def test_reach_is_counted_without_opening_a_row(servers):
    catalog = catalog_of(servers)
    counts = reach_counts(catalog)
    assert opened(catalog) == []
    rows = list(catalog.tools())
    assert counts == Counter((row.reach, row.risk) for row in rows)
    assert has_unknown(counts) == any(row.reach is None for row in rows)


def test_the_area_of_a_bubble_grows_with_its_number():
    grid = make_grid(
        "bubbles", "k", "Rows", "Rows.", COLUMNS, [Counted(text="Row", counts=(25, 100), total=125)], names_width=30
    )
    quarter, whole = (float(cell.radius) for cell in grid.rows[0].cells)
    assert quarter * 2 == whole


def test_cells_stand_side_by_side_between_names_and_totals():
    grid = one_row_grid(3, 1)
    first, second = grid.rows[0].cells
    assert float(first.x) + float(first.width) == float(second.x)
    assert 30 == float(first.x) < float(first.middle) < float(second.x)
    assert float(second.x) + float(second.width) <= 100


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_a_shade_is_the_share_of_the_row(count, total):
    share = 100 * min(count, total) / total
    assert shade(min(count, total), total) == 1 + sum(share >= step for step in STEPS)


def test_the_words_beside_a_heat_map_are_its_steps():
    words = (TEMPLATES / "partials" / "shades.html.jinja").read_text()
    assert re.findall(r"\d+ %", words) == [f"{step} %" for step in (STEPS[0], *STEPS)]


def test_a_bar_names_the_parts_that_have_room():
    tally = [
        each
        for server in (some_server(0, 40), make_judged(make_unreviewed_tool(), slug="x"))
        for each in Chosen(make_context(server).catalog.servers).tally
    ]
    chart = risk_chart(tally, BADGES)
    assert chart.parts[-1].fits == ""
    assert chart.parts[0].fits == "always"
    for part in chart.parts:
        assert float(part.x) <= float(part.middle) <= float(part.x) + float(part.width)
    assert sum(round(float(part.width) * 10) for part in chart.parts) == 1000


def test_no_picture_has_a_style_of_its_own_or_a_script():
    body = body_of(next(overview_fragment(make_context(some_server(0, 9)))))
    assert not re.search(r"\sstyle=|<script|\son[a-z]+=", body)
