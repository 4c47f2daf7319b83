"""What stands beside a verb and changes what it means: its object, the thing it is part of, the money it moves.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.rules.classify.lexicon import Kind

MONEY: Final = frozenset(
    "payment payments payout payouts refund refunds charge charges invoice invoices order orders subscription "
    "subscriptions funds money wallet bill bills credit credits position positions trade trades transaction "
    "transactions crypto token_transfer deposit deposits withdrawal withdrawals purchase purchases checkout "
    "price prices coupon coupons discount quote balance swap swaps payroll dispute eth usdc bitcoin sol "
    "billing donation prepayment overpayment topup locate".split()
)
"""Nouns that turn a change into an act on money when they are its object."""
NO_MONEY_BESIDE: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        ("subscription", "subscriptions"),
        frozenset("notification notifications message webhook event events topic thread".split()),
    ),
    **dict.fromkeys(("position", "positions"), frozenset("list cursor window element card set move".split())),
    **dict.fromkeys(("order", "orders"), frozenset("block blocks column columns tab tabs sort display".split())),
    **dict.fromkeys(("transaction", "transactions"), frozenset("begin commit rollback abort".split())),
}
"""Words of a name beside which a noun of money is none: `manage_notification_subscription`."""
LOGGED: Final = frozenset(
    "trace activity activities event message entry interaction decision health data food meal water weight workout exercise mood sleep time work expense".split()
)
"""What `log` in front of it writes down: `log_trace`, where `audit_log` is looked at."""
ANSWERS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        "deploy refund transfer swap charge purchase".split(),
        frozenset("status eligibility quote estimate details progress".split()),
    ),
    **dict.fromkeys(
        "run commit build merge release sync import export backup install login upgrade rollback restore execute migrate".split(),
        frozenset("status history progress".split()),
    ),
    "place": frozenset({"details"}),
}
"""Verbs that are a noun where a name ends in one of these: `deploy_status`."""
PARTS: Final = frozenset(
    "place duplicate repair hover leave follow purchase order embed mark pin star watch fix cache claim crop sign vote grant commit fork seed train tune forward schedule scale cycle "
    "fill drag press wake control kick ban block trash tip bid stake charge swap cp mv touch switch support".split()
)
"""Verbs that are as often part of a thing's name: behind the first word they give way to a description that opens with a lookup."""
THINGS: Final = frozenset(
    "snapshot query plan profile filter sample review audit trace export dump list view access search read lookup download poll".split()
)
"""Verbs of looking that are as often the thing: where a name ends in a plain verb of change, that one counts too."""
SETS_OFF: Final = frozenset("start stop cancel create delete update trigger run restart resume".split())
"""Verbs that are none of a thing's own, wherever they stand behind it: `page_audit_start_scan`."""
CHANGES_A_THING: Final = frozenset(
    "create delete remove update write save replace restore set add insert purge revoke terminate truncate kill disable enable apply clear".split()
)
"""Verbs of change that are no noun behind a thing: `snapshot_delete`, where in `list_send` the second word is one."""

WITH_OBJECT: Final[dict[str, tuple[tuple[frozenset[str], Kind], ...]]] = {
    "resolve": (
        (frozenset("thread issue incident alert discussion comment conflict case ticket event error".split()), "write"),
    ),
    "check": ((frozenset({"in", "out", "off"}), "write"),),
    "block": ((frozenset({"until"}), "read"),),
    "build": (
        (
            frozenset(
                "timeline graph hierarchy url link regex query report map summary overview view histogram".split()
            ),
            "read",
        ),
    ),
    "confirm": ((frozenset("reachable reachability connectivity whether exists cost".split()), "read"),),
    "select": ((frozenset({"browser", "playwright", "page", "option", "element", "dropdown"}), "execute"),),
    "evaluate": (
        (frozenset({"browser", "playwright", "page", "script", "js", "javascript", "code", "expression"}), "execute"),
    ),
    "simulate": ((frozenset({"browser", "touch", "click", "keyboard", "input", "device"}), "execute"),),
    "fetch": ((frozenset({"git", "remote"}), "write"),),
    "pull": ((frozenset("git image images remote branch changes docker model".split()), "write"),),
    **dict.fromkeys(
        ("run", "execute", "perform"),
        (
            (
                frozenset(
                    "report reports search searches ping traceroute whois lookup probe probes diagnostic aggregation analyzer audit check checks diagnostics lint scan funnel funnels".split()
                ),
                "read",
            ),
        ),
    ),
    **dict.fromkeys(
        ("collect", "return"), ((frozenset({"payment", "payments", "funds", "money", "deposit"}), "financial"),)
    ),
    "capture": ((frozenset("payment payments charge order intent authorization".split()), "financial"),),
    "load": (
        (
            frozenset("skill schema instructions guide guidance documentation context prompt metadata details".split()),
            "read",
        ),
    ),
    "sort": ((frozenset("excel range cell cells sheet column row document".split()), "write"),),
    "drop": ((frozenset("browser file files element elements drag onto".split()), "execute"),),
    "apply": ((frozenset("yaml manifest manifests kubectl terraform tf helm k8s kubernetes".split()), "execute"),),
    "upgrade": ((frozenset({"helm", "chart", "release"}), "execute"),),
    "snapshot": (
        (
            frozenset(
                "droplet droplets volume vm instance disk database server cluster environment environments endpoint endpoints".split()
            ),
            "write",
        ),
    ),
    "convert": (
        (
            frozenset(
                "time times timezone timezones currency currencies unit units temperature date dates timestamp coordinate coordinates "
                "color colour number markdown text length weight rate rates id ids collation charset case".split()
            ),
            "read",
        ),
    ),
    "format": (
        (frozenset("citation citations date dates json sql code number currency bibliography".split()), "read"),
    ),
    **dict.fromkeys(
        ("optimize", "optimise"),
        ((frozenset("route routes query sql prompt portfolio code schedule path".split()), "read"),),
    ),
    "reverse": (
        (frozenset("transaction payment charge transfer invoice entry journal".split()), "financial"),
        (frozenset("geocode geocoding lookup dns search image engineering".split()), "read"),
    ),
    "report": (
        (
            frozenset(
                "issue issues bug problem user account spam abuse message incident post error feedback metric install".split()
            ),
            "write",
        ),
    ),
    "verify": ((frozenset({"domain", "ownership"}), "write"),),
    "review": ((frozenset({"pull", "merge", "pr"}), "write"),),
    "generate": (
        (
            frozenset("chart charts diagram graph graphs map plot treemap histogram url link spreadsheet".split()),
            "read",
        ),
    ),
    "start": ((frozenset({"search"}), "read"),),
    "log": ((LOGGED, "write"),),
    "logs": ((LOGGED, "write"),),
    "connect": ((frozenset({"status"}), "read"),),
    "test": ((frozenset("connection connections connectivity credentials auth authentication".split()), "read"),),
}
"""Verbs that mean another kind beside these words of the name, or with one of them soon after in a sentence."""

KEYED: Final = frozenset(
    "country currency language postal zip status error exit area account locale line item card discount promo product cron".split()
)
"""What a `code` is the short key of, where it is no program: `country_code`."""
