"""The word lists that made-up servers, tools and texts are put together from. Nothing here names a real product.

The verbs, and the things they act on, mean to the catalog's rules the category they stand under here: who writes an entry
agrees with the rules or says why not.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

FIRST_HALVES: Final = (
    "Quor Vrel Thrun Plim Skorv Brask Dweth Glim Jolv Klem Morv Nelth Ostr Prav Rusk Sarn Tolv Ulm Wend Yarn Zelk Fenn "
    "Horv Lund Cask Drom Elv Garn Irt Kest"
).split()
SECOND_HALVES: Final = (
    "avax idril omund equell azorp inthe olbek urvan eddow isker okvane umbril astow ebrik inmoor ostrel urdane avelt ombeck "
    "issow ethmar ulgane avorn idmoor ekstrel ozwick undath aspern elvorn ibrant"
).split()
TRADES: Final = (
    "Ledger Atlas Harbour Registry Kitchen Orchard Depot Archive Studio Relay Beacon Foundry Garden Workshop Library Mill "
    "Harvest Signal Compass Ferry Courier Vault Quarry Lantern Meadow Gallery Observatory Clinic Canal Railway Theatre Bakery "
    "Granary Cellar Tannery Dairy Forge Nursery Aviary Chapel Station Terminal Pier Loom Press Kiln Furnace Pantry Cabinet "
    "Pavilion Arena Court Chamber Office Bureau Desk Counter Market Exchange Fair"
).split()
"""Sixty words behind a made-up name; with 900 names they give 54,000 servers."""
BUSINESSES: Final = ("Works", "Cooperative", "Labs", "Systems", "Collective", "Society", "Partners", "Trust")
LICENCES: Final = ("MIT", "MIT", "MIT", "Apache-2.0", "Apache-2.0", "ISC", "BSD-3-Clause", "GPL-3.0-only")

ADJECTIVES: Final = (
    "active archived customer daily draft external failed field harvest incoming internal legal local monthly night "
    "open outgoing partner pending planned postal primary project public quality regional release "
    "rental retail review sales seasonal sensor service shared shipping stale staged storage supplier support team training "
    "transit travel usage user vendor visitor warehouse weekly"
).split()
NOUNS: Final = (
    "account address agreement alert album approval article assignment attachment backup badge batch board booking branch "
    "budget bundle calendar campaign card catalogue chart checklist claim cluster collection comment contact container contract "
    "course crate dashboard dataset deadline deployment device document domain driver entry event export feature feed filter "
    "folder form forecast group handbook image incident index inspection item job journal key label lead lease letter "
    "list location log machine mailbox manifest map meeting member message metric milestone mission namespace note notice offer "
    "page panel parcel patient permit photo pipeline plan playlist plot pool portfolio post product profile project "
    "prompt queue range receipt recipe record region release reservation resource role room route rule sample "
    "schedule schema script season segment sensor session shelf shift site snapshot source stage station stock stream survey "
    "table tag task template tenant thread ticket token topic trace track trip unit vehicle version video voucher widget"
).split()

VERBS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "Read": (
        ("get", "Returns"), ("list", "Lists"), ("search", "Searches"), ("describe", "Describes"), ("read", "Reads"),
        ("find", "Finds"), ("count", "Counts"), ("fetch", "Fetches"), ("preview", "Shows a preview of"), ("check", "Checks"),
        ("compare", "Compares"), ("summarize", "Summarizes"), ("query", "Looks up"), ("inspect", "Shows the details of"),
    ),
    "Write": (
        ("create", "Creates"), ("update", "Changes"), ("add", "Adds"), ("set", "Sets the fields of"), ("append", "Appends to"),
        ("move", "Moves"), ("rename", "Renames"), ("copy", "Copies"), ("publish", "Publishes"), ("assign", "Assigns"),
        ("pin", "Pins"), ("merge", "Merges"), ("upload", "Uploads"), ("archive", "Moves to the archive"),
    ),
    "Execute": (
        ("run", "Runs"), ("execute", "Executes"), ("trigger", "Triggers"), ("start", "Starts"), ("stop", "Stops"),
        ("restart", "Restarts"), ("invoke", "Calls"), ("deploy", "Deploys"), ("launch", "Launches"), ("sync", "Synchronizes"),
    ),
    "Destructive": (
        ("delete", "Deletes"), ("remove", "Removes"), ("purge", "Purges"), ("drop", "Drops"), ("reset", "Resets"),
        ("wipe", "Empties"), ("revoke", "Revokes"), ("terminate", "Ends for good"), ("overwrite", "Overwrites"),
    ),
    "Financial": (
        ("charge", "Charges"), ("refund", "Refunds"), ("pay", "Pays"), ("withdraw", "Withdraws the balance of"),
        ("redeem", "Redeems"), ("deposit", "Deposits the amount of"), ("purchase", "Purchases"), ("buy", "Buys"),
    ),
}  # fmt: skip
"""For each category: the verb in a tool's name, and how a summary says it."""
COMMON_TOOLS: Final[tuple[tuple[str, str], ...]] = (
    ("search", "Read"), ("list_tables", "Read"), ("get_status", "Read"), ("list_projects", "Read"), ("get_user", "Read"),
    ("describe_table", "Read"), ("list_users", "Read"), ("get_issue", "Read"), ("list_files", "Read"), ("read_file", "Read"),
    ("get_document", "Read"), ("list_resources", "Read"), ("health_check", "Read"), ("whoami", "Read"), ("get_logs", "Read"),
    ("create_branch", "Write"), ("create_issue", "Write"), ("add_comment", "Write"), ("update_document", "Write"),
    ("write_file", "Write"), ("send_message", "Write"), ("upload_file", "Write"), ("execute_code", "Execute"),
    ("run_script", "Execute"), ("run_command", "Execute"), ("delete_file", "Destructive"), ("delete_project", "Destructive"),
    ("create_payment", "Financial"),
)  # fmt: skip
"""Names that many servers use for a tool of their own."""


def plural_of(noun: str) -> str:
    """The plural of one of the nouns above."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("shelf"):
        return noun[:-1] + "ves"
    return noun + ("es" if noun.endswith(("ch", "x", "sh", "s")) else "s")
