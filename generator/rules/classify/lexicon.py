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
        generate pop trim multiply divide shift invert increase decrease regenerate refresh redraw skip trust distrust replace make bind unbind associate disassociate  untag connect disconnect ingest load enqueue
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


VAGUE: Final = frozenset({"manage", "manages", "managing"})
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
