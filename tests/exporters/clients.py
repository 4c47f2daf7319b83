"""What each client or gateway makes of its document, written from its documentation and from runs of the real program.

Independent of the recipes: each function takes the files by name and the server's key, and returns what happens to a tool. Cedar, Rego
and the hook are asked themselves, in their own test modules.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib

import yaml


def plain(text: str) -> str:
    """Characters other than letters, digits, `_` and `-` as `_`."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", text)


def claude_code(files, key, name="settings.json"):
    """deny, then ask, then allow; a rule with parentheses, or a wildcard in allow, counts for nothing; the rest is asked about.

    A tool whose whole name has more than 128 characters is left out.
    """
    rules = json.loads(files[name])["permissions"]
    for rule in (each for those in rules.values() for each in those):
        assert re.fullmatch(r"mcp__[A-Za-z0-9_-]+__[A-Za-z0-9_-]+", rule), rule

    def effect(tool):
        rule = f"mcp__{plain(key)}__{plain(tool)}"
        if len(rule) > 128:
            return "deny"
        return next((each for each in ("deny", "ask", "allow") if rule in rules.get(each, ())), "ask")

    return effect


def claude_code_managed(files, key):
    assert json.loads(files["managed-settings.json"])["allowManagedPermissionRulesOnly"] is True
    return claude_code(files, key, "managed-settings.json")


def codex(files, key):
    """Raw names; disabled after enabled; approve runs, prompt asks."""
    table = tomllib.loads(files["config.toml"])["mcp_servers"][key]

    def effect(tool):
        enabled = table.get("enabled_tools")
        if (enabled is not None and tool not in enabled) or tool in table.get("disabled_tools", ()):
            return "deny"
        mode = (
            table.get("tools", {}).get(tool, {}).get("approval_mode", table.get("default_tools_approval_mode", "auto"))
        )
        return {"approve": "allow", "prompt": "ask"}[mode]

    return effect


def copilot_id(key, tool):
    """Replaced, then cut."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", f"{key}-{tool}")[:64]


def copilot_cli(files, key):
    """`tools` is a list of exact names; a permission has the true key and the tool as it stands in the id; the rest is asked about."""
    tools = json.loads(files["mcp-config.json"])["mcpServers"][key]["tools"]
    script = files["copilot-mcp.sh"].replace("\\\n", "")
    import shlex

    options = [each for each in shlex.split(script, comments=True) if each.startswith("--")]

    def effect(tool):
        name = copilot_id(key, tool)
        rule = f"{key}({name[len(key) + 1 :]})"
        is_excluded = f"--excluded-tools={name}" in options
        assert not (is_excluded and tool in tools), "the list alone keeps it out, with or without the options"
        if tool not in tools:
            return "deny"
        if f"--deny-tool={rule}" in options:
            return "deny"
        return "allow" if f"--allow-tool={rule}" in options else "ask"

    return effect


def copilot_cloud_agent(files, key):
    tools = json.loads(files["mcp-configuration.json"])["mcpServers"][key]["tools"]
    assert tools and "*" not in tools
    return lambda tool: "allow" if tool in tools else "deny"


def litellm(files, key):
    """An empty list would be no list; with "-" in a key the proxy does not start."""
    servers = yaml.safe_load(files["config.yaml"])["mcp_servers"]
    assert not any("-" in each for each in servers)
    (field, tools), *others = servers[key.replace("-", "_")].items()
    assert not others and tools and field == "allowed_tools"
    return lambda tool: "allow" if tool in tools else "deny"


GEMINI = {"allow": "allow", "ask_user": "ask", "deny": "deny"}


def gemini(files, key):
    """The rule of the highest priority; a name of more than 63 characters is shortened, and only a rule for the short name matches."""
    rules = tomllib.loads(files["mcp-policy.toml"])["rule"]
    assert all({"toolName", "decision", "priority"} <= set(rule) for rule in rules)
    assert all(0 <= rule["priority"] <= 999 for rule in rules)

    def effect(tool, arguments="{}"):
        shown = re.sub(r"[^A-Za-z0-9_.:-]", "_", f"{'' if key.startswith('mcp_') else 'mcp_'}{key}_{tool}")
        is_long = len(shown) > 63
        shown = f"{shown[:30]}...{shown[-30:]}" if is_long else shown
        whole = f"mcp_{key}_"
        own = {"*"} if shown.startswith(whole[:30] if is_long else whole) else set()
        own |= {tool} if shown == whole + tool else set()
        fitting = [
            rule
            for rule in rules
            if (
                rule["toolName"] == shown
                if "mcpName" not in rule
                else rule["mcpName"] == key and rule["toolName"] in own
            )
            and ("argsPattern" not in rule or re.search(rule["argsPattern"], arguments))
        ]
        return GEMINI[max(fitting, key=lambda rule: rule["priority"])["decision"]] if fitting else "ask"

    return effect


def opencode(files, key):
    """The last key that matches; a tool that none matches is allowed."""
    rules = json.loads(files["opencode.json"])["permission"]

    def effect(tool):
        name = f"{plain(key)}_{plain(tool)}"
        found = "allow"
        for pattern, action in rules.items():
            if fnmatch.fnmatchcase(name, pattern):
                found = action
        return found

    return effect


def openai_responses(files, key):
    """Outside allowed_tools hidden; `never` runs, everything else is asked about."""
    (entry,) = [each for each in json.loads(files["tools.json"])["tools"] if each["server_label"] == plain(key)]
    allowed, approval = entry["allowed_tools"]["tool_names"], entry["require_approval"]
    never = approval.get("never", {}).get("tool_names", []) if isinstance(approval, dict) else []
    always = approval.get("always", {}).get("tool_names", []) if isinstance(approval, dict) else []
    assert allowed and not set(never) & set(always) and set(never) | set(always) <= set(allowed)
    return lambda tool: "deny" if tool not in allowed else "allow" if tool in never else "ask"


def anthropic_toolset(files, key):
    request = json.loads(files["request.json"])
    (entry,) = [each for each in request["tools"] if each["mcp_server_name"] == key]
    assert key in [each["name"] for each in request["mcp_servers"]]
    default = entry["default_config"]["enabled"]
    return lambda tool: "allow" if entry["configs"].get(tool, {}).get("enabled", default) else "deny"


def policylayer_json(files, key):
    """A deny_if without conditions always holds."""
    policy = json.loads(files[f"{plain(key)}.policy.json"])

    def effect(tool):
        rule = policy["tools"].get(tool)
        if tool in policy.get("hide", ()) or rule is None:
            return policy["default"] if rule is None else "deny"
        return "deny" if any(not each["conditions"] for each in rule.get("deny_if", ())) else "allow"

    return effect


def intercept_yaml(files, key):
    policy = yaml.safe_load(files[f"{plain(key)}.intercept.yaml"])

    def effect(tool):
        rule = policy["tools"].get(tool)
        if tool in policy.get("hide", ()) or rule is None:
            return "deny"
        return "deny" if any(each.get("action") == "deny" for each in rule["rules"]) else "allow"

    return effect


def cursor(files, key):
    """The editor asks about everything that it does not list; the command line may only be stricter."""
    listed = json.loads(files["permissions.json"])["mcpAllowlist"]
    rules = json.loads(files["cli.json"])["permissions"]

    def effect(tool):
        name = f"{key}:{tool}"
        assert (f"Mcp({name})" in rules["allow"]) is (name in listed)
        assert not (name in listed and f"Mcp({name})" in rules["deny"])
        return "allow" if name in listed else "ask"

    return effect


CLIENTS = {
    name.replace("_", "-"): read
    for name, read in {
        "claude_code": claude_code,
        "claude_code_managed": claude_code_managed,
        "codex": codex,
        "copilot_cli": copilot_cli,
        "copilot_cloud_agent": copilot_cloud_agent,
        "litellm": litellm,
        "gemini": gemini,
        "opencode": opencode,
        "openai_responses": openai_responses,
        "anthropic_toolset": anthropic_toolset,
        "policylayer_json": policylayer_json,
        "intercept_yaml": intercept_yaml,
        "cursor": cursor,
    }.items()
}
ASKED_THEMSELVES = {"hook", "cedar", "rego"}
