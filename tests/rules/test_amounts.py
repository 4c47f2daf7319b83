"""What holds money gets a limit that no larger amount passes, a number written as text too."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.registry import read_server
from generator.rules.amounts import at_most
from tests.support.builders import ROOT, make_vocabulary

VOCABULARY = make_vocabulary()
SERVERS = ROOT / "catalog" / "servers"
TEXT = at_most(100)


def limits(server, tool):
    path = SERVERS / f"{server}.yaml"
    judged = read_server(path.read_bytes(), path, VOCABULARY).judged
    place = [each.name for each in judged.server.tools].index(tool)
    return {
        each.arg: (each.op, each.value, each.reason) for each in judged.assessments[place].recommendation.constraints
    }


@pytest.mark.parametrize("text", ["0", "1", "42", "99.99", "100", "100.00", "0100", "007.5", "0.01"])
def test_the_pattern_of_a_hundred_lets_it_and_less_through(text):
    assert re.search(TEXT, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "101",
        "100.01",
        "1000",
        "99999",
        "-5",
        "+5",
        "1e9",
        "1e1",
        "1,000",
        "100 ",
        " 5",
        "$5",
        "5 USD",
        "0x10",
        "..",
        "5.",
        "٣",
    ],
)
def test_the_pattern_of_a_hundred_refuses_more_and_what_is_no_plain_decimal(text):
    assert not re.search(TEXT, text)


@given(st.integers(1, 10**7), st.decimals(0, 10**8, places=3))
def test_a_plain_decimal_passes_exactly_when_it_is_at_most_the_cap(cap, amount):
    assert bool(re.search(at_most(cap), f"{amount:f}")) == (amount <= Decimal(cap))


@given(st.integers(1, 10**6))
def test_the_cap_itself_passes_and_the_next_does_not(cap):
    pattern = at_most(cap)
    assert re.search(pattern, str(cap)) and re.search(pattern, str(cap - 1))
    assert not re.search(pattern, str(cap + 1)) and not re.search(pattern, f"{cap}.0001")


@given(st.integers(1, 10**6))
def test_the_pattern_uses_nothing_that_re2_does_not_have(cap):
    assert not re.search(r"\(\?[=!<P]|\\", at_most(cap))


def test_amounts_in_cents_say_so_and_others_do_not():
    smallest = "amount is above the cap, which counts in the currency's smallest unit"
    assert limits("stripe", "create_refund") == {"amount": ("lte", 100, smallest)}
    assert limits("stripe", "create_price") == {"unit_amount": ("lte", 100, f"unit_{smallest}")}
    assert limits("xero", "create-payment") == {"amount": ("lte", 100, "amount is above the cap")}


def test_the_id_of_a_price_is_no_amount_and_a_quantity_of_goods_is_none():
    assert limits("stripe", "create_payment_link") == {}
    assert limits("stripe", "create_invoice_item") == {}


def test_amounts_inside_other_arguments_stay_out():
    assert limits("paddle", "create_price") == {}
    assert limits("xero", "create-invoice") == {}


def test_an_amount_written_as_text_gets_the_pattern():
    assert limits("paddle", "create_discount") == {"amount": ("matches", TEXT, "amount is above the cap")}


def test_what_is_traded_is_held_below_the_cap_by_value_price_and_number():
    found = limits("alpaca", "place_stock_order")
    assert set(found) == {"qty", "notional", "limit_price"}
    assert {op for op, _, _ in found.values()} == {"matches"}
    assert limits("alpaca", "close_position")["qty"][:2] == ("lte", 100)
