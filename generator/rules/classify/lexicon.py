"""Verbs of tool names and descriptions, by what a call does.

A verb stands in one of two tables for its kind. `PLAIN` verbs mean it wherever they stand; `NOUNS_TOO` are nouns as often as
verbs (`order`, `run`, `post`), and count only where a verb is expected. Anything not here is no verb to the rules.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final, Literal

Kind = Literal["read", "write", "execute", "destructive", "financial"]
"""What a call does; the slug of the vocabulary's category for it."""
KINDS: Final[tuple[Kind, ...]] = ("read", "write", "execute", "destructive", "financial")
"""From weakest to strongest: the strongest that applies wins."""

_PLAIN: Final[dict[Kind, str]] = {
    "read": """
        get list search find describe read fetch show view lookup retrieve check verify inspect browse explore discover
        detect analyze analyse compare diff preview estimate calculate compute summarize summarise explain validate
        whoami ping grep glob ls cat stat peek introspect enumerate lint diagnose assess geocode locate predict forecast
        identify recognize recognise classify recommend suggest wait scrape crawl extract parse decode transcribe ocr
        is has exists does query ask answer autocomplete resolve tail aggregate head rank observe
        evaluate translate calculate correlate investigate troubleshoot measure simulate
        download export dump collect scan traverse count determine return display obtain provide examine
        snapshot screenshot echo visualize visualise plot poll pull recall capture render simplify subtract snap intersect rerank research select sample trace walk xread
        think reason encode tokenize profile probe sort filter plan learn understand access
        audit review debug hget hgetall smembers lrange zrange scard llen hlen strlen
    """,
    "write": """
        create add update set put edit modify change insert append upsert patch write save upload import rename
        move copy clone duplicate assign unassign attach detach unlink subscribe unsubscribe follow unfollow
        invite enable disable activate deactivate archive unarchive restore publish unpublish reply send notify
        register configure define mute unmute unlock close reopen approve reject accept decline submit reschedule
        promote merge transition complete react toggle increment decrement persist provision resize rotate
        generate pop trim multiply divide shift invert increase decrease regenerate refresh redraw replace make bind unbind associate disassociate  untag connect disconnect ingest load enqueue
        dequeue apply commit manage prepare adjust grant hide unhide favorite unfavorite bookmark vote
         star unstar pin unpin mark broadcast publish ack acknowledge snooze escalate annotate draft
        customize reorder reassign join leave login logout authenticate sign schedule relate transform enrich
        rewrite refactor fix format convert optimize optimise remember memorize compose lpush rpush sadd zadd hset hmset setex expire incr decr
        zincrby mset synthesize fork seed initialize init allocate unarchive confirm tweet stash checkout cherrypick
        rebase reverse push mkdir touch chmod chown mv cp setup ensure extend renew migrate upgrade downgrade
        switch whitelist allowlist enroll unenroll onboard transfer forward clear cancel embed   reindex
        populate attest verify_domain favourite unfavourite reblog unreblog boost unboost repost retweet upvote downvote endorse unlike watch unwatch tune train finetune deliver redeliver replay reinvite revert deny allow dismiss place finalize authorize reserve repair
        cache claim crop cut undo redo undelete respond adapt specify
    """,
    "execute": """
        run compile execute exec invoke trigger start stop restart reboot launch deploy redeploy rollback spawn shutdown
        pause resume retry press drag tap swipe fill scroll navigate dispatch boot relaunch suspend cycle recycle
        rerun perform interact install instantiate attach_debugger failover scale sync hover doubleclick longpress
        automate orchestrate sudo simulate_touch actuate operate control hibernate wake halt abort
    """,
    "destructive": """
        delete remove drop destroy purge wipe erase truncate flush revoke terminate kill del rm unset trash void
        overwrite reset prune evict nuke deregister unregister discard expunge uninstall obliterate hdel srem zrem lrem
        lpop rpop ltrim shred cleanup unpair decommission deprovision empty forget exterminate spop
        disenroll ban kick block rmdir clean delist unassociate
    """,
    "financial": """
        pay refund withdraw deposit purchase buy sell swap donate topup payout reimburse stake unstake remit
        liquidate redeem disburse prepay bid exercise charge tip airdrop
    """,
}
_NOUNS_TOO: Final[dict[Kind, str]] = {
    "read": "monitor status info health history logs stats metrics schema help docs documentation version look watch log "
    "report match search_results details summary overview statistics usage balance quote price capabilities hints advice tip directory inbox context state schema "
    "translation analysis lookup breakdown trend trends chart aging funnel radar treemap kpi ratio forecast ranking leaderboard timeline comparison inspection tree blame issues weather time forecast news map directions "
    "route list index map crosswalk recommendation guide guidelines reference readme examples instructions tips "
    "best practices practice rules console messages requests network bars quotes abstract outline structure screen inventory "
    "analyzer analyser calculator estimator",
    "write": "request tag record index link post comment label share lock copy backup note record branch release draft flag upload feedback message "
    "email mail sms alert notification reminder bookmark annotation permission setup edit update change track untrack "
    "use image store picture video speech voice music audio dialogue design clone generation config",
    "execute": "eval play click power test command cmd shell bash terminal build job task workflow script call code repl sandbox browser "
    "keyboard mouse key keys type hover input python node process wait_until session open",
    "destructive": "deletion removal cleanup teardown clear",
    "financial": "reversal chargeback invoice order trade transfer payment settle checkout billing subscribe stake transaction",
}


def _table(source: dict[Kind, str]) -> dict[str, Kind]:
    table: dict[str, Kind] = {}
    for kind in KINDS:
        for word in source[kind].split():
            table[word] = kind
    return table


PLAIN: Final[dict[str, Kind]] = _table(_PLAIN)
"""Base form of a verb and its kind."""
NOUNS_TOO: Final[dict[str, Kind]] = {word: kind for word, kind in _table(_NOUNS_TOO).items() if word not in PLAIN}
"""The same for words that are nouns as often."""


def _spellings(verb: str) -> tuple[str, ...]:
    """Third person and gerund beside the base form.

    >>> _spellings("modify")
    ('modify', 'modifies', 'modifying')
    """
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        third, gerund = f"{verb[:-1]}ies", f"{verb}ing"
    elif verb.endswith(("s", "x", "ch", "sh", "z", "o")):
        third, gerund = f"{verb}es", f"{verb}ing"
    elif verb.endswith("e") and not verb.endswith("ee"):
        third, gerund = f"{verb}s", f"{verb[:-1]}ing"
    else:
        third, gerund = f"{verb}s", f"{verb}ing"
    doubled = (f"{verb}{verb[-1]}ing",) if len(verb) > 2 and verb[-1] in "tnpgbdm" and verb[-2] in "aeiou" else ()
    return (verb, third, gerund, *doubled)


VAGUE: Final = frozenset({"manage", "prepare", "manages", "managing", "prepares", "preparing"})
"""Verbs that say there is more than one operation, not which: they decide only where nothing says which."""
_NAMES_ONLY: Final = frozenset({"is", "has", "exists", "does", "cat", "head", "tail", "id"})
"""Verbs that open no sentence, or mean nothing where they do."""
FORMS: Final[dict[str, tuple[str, Kind]]] = {
    spelling: (verb, kind)
    for verb, kind in {**NOUNS_TOO, **PLAIN}.items()
    if verb not in _NAMES_ONLY
    for spelling in _spellings(verb)
}
"""Every spelling of a verb that a sentence may open with: base form and kind."""

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
