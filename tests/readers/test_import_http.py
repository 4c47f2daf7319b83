"""A streamable HTTP server is read as a stdio one is, and a refusal is told in its own words."""

from __future__ import annotations

import pytest

from generator.readers.http_streams import observe_endpoint
from generator.readers.observation import ImportFailedError, Limits, Source
from tests.support.fake_http_server import serving


def observe(url, headers=(), **limits):
    return observe_endpoint(Source(url=url, headers=tuple(headers), limits=Limits(**limits)))


@pytest.mark.parametrize("sse", [False, True])
def test_every_page_is_read(sse):
    with serving(tools=250, page_size=100, sse=sse) as (url, fake):
        observation = observe(url)
    assert [each["name"] for each in observation.tools] == [f"tool_{number}" for number in range(250)]
    assert (observation.method, observation.protocol) == ("streamable-http", "2025-11-25")
    assert [each["method"] for each in fake.requests] == [
        "initialize", "notifications/initialized", "tools/list", "tools/list", "tools/list",
    ]  # fmt: skip


def test_the_negotiated_version_and_the_session_are_sent_along():
    with serving(protocol="2025-03-26") as (url, fake):
        observe(url)
    assert fake.headers[-1]["mcp-protocol-version"] == "2025-03-26"
    assert fake.headers[-1]["mcp-session-id"] == "s1"


def test_unknown_keys_and_odd_tools_come_through_untouched():
    tools = [{"name": "a", "id": 7}, {"name": "b", "inputSchema": {"$schema": "x"}}, "text"]
    with serving(tools=tools) as (url, _):
        assert list(observe(url).tools) == tools


def test_a_header_is_sent():
    with serving(needs=("Authorization", "Bearer t0ken")) as (url, _):
        assert len(observe(url, [("Authorization", "Bearer t0ken")]).tools) == 3
        with pytest.raises(ImportFailedError, match="answered 401 Unauthorized"):
            observe(url)


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_error_status_is_told(status):
    with serving(status=status) as (url, _), pytest.raises(ImportFailedError, match=f"answered {status}"):
        observe(url)


def test_an_error_answer_is_quoted():
    with (
        serving(error={"tools/list": {"code": -32001, "message": "need a login"}}) as (url, _),
        pytest.raises(ImportFailedError, match=r"refused tools/list: need a login \(code -32001\)"),
    ):
        observe(url)


def test_a_redirect_to_another_host_is_not_followed():
    with (
        serving() as (other, visited),
        serving(redirect=other) as (url, _),
        pytest.raises(ImportFailedError, match=r"[Rr]edirect"),
    ):
        observe(url)
    assert visited.requests == []


def test_nobody_listening_is_told():
    with serving() as (url, _):
        pass
    with pytest.raises(ImportFailedError, match="cannot be reached"):
        observe(url)


@pytest.mark.parametrize("sse", [False, True])
def test_an_answer_above_the_limit_is_refused(sse):
    with (
        serving(tools=200, sse=sse) as (url, _),
        pytest.raises(ImportFailedError, match=r"more than 5,000 bytes \(--max-bytes\)"),
    ):
        observe(url, answer_bytes=5000)


def test_an_event_of_four_mebibytes_passes():
    tools = [{"name": f"t{number}", "description": "x" * 200_000} for number in range(21)]
    with serving(tools=tools, sse=True) as (url, _):
        assert len(observe(url).tools) == 21


def test_an_answer_that_is_no_json_is_told():
    with serving(length=100) as (url, _), pytest.raises(ImportFailedError, match="refused tools/list"):
        observe(url)


def test_an_endpoint_that_never_answers_meets_the_limit():
    with serving(hang=True) as (url, _), pytest.raises(ImportFailedError, match=r"within 0\.5 seconds"):
        observe(url, startup_seconds=0.5)
