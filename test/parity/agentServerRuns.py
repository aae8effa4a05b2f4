"""Answers, line by line, what the Agent Server would do with a schedule: accept it or not, and its next runs.

Reads {"schedule", "dialect", "zone", "from" (ms since the epoch), "count"} and writes {"accepted", "runs" (ms)}, or with
{"transitions": zone, "from", "to"} the changes of that zone's offset as [[instant, offset after]…] in seconds.
`runs` is shorter than asked where the server fails to find a next date; then "failure" says why.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import croniter


def next_cron_date(schedule, base_time, timezone, seconds_first):
    """As langgraph_api.utils.next_cron_date 0.16.7; importing that one needs a configured server."""
    if timezone:
        base_time = base_time.astimezone(ZoneInfo(timezone))
    return croniter.croniter(schedule, base_time, second_at_beginning=seconds_first).get_next(datetime).astimezone(UTC)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def runs(case):
    # Aegra asks for seconds first where there are six fields, and only there.
    seconds_first = case["dialect"] == "secondsFirst" and len(case["schedule"].split()) == 6
    if not croniter.croniter.is_valid(case["schedule"], second_at_beginning=seconds_first):
        return {"accepted": False, "runs": []}
    now = EPOCH + timedelta(milliseconds=case["from"])
    found = []
    try:
        for _ in range(case["count"]):
            now = next_cron_date(case["schedule"], now, case["zone"], seconds_first)
            found.append((now - EPOCH) // timedelta(milliseconds=1))
    except Exception as error:
        return {"accepted": True, "runs": found, "failure": f"{type(error).__name__}: {error}"}
    return {"accepted": True, "runs": found}


def offset_at(zone, instant):
    return int((EPOCH + timedelta(seconds=instant)).astimezone(zone).utcoffset().total_seconds())


def transitions(case):
    zone = ZoneInfo(case["transitions"])
    step = 6 * 86400
    low, found = case["from"], []
    while low < case["to"]:
        high = low + step
        before, after = offset_at(zone, low), offset_at(zone, high)
        start = low
        while before != after and high - start > 1:
            middle = (start + high) // 2
            if offset_at(zone, middle) == before:
                start = middle
            else:
                high = middle
        if before != after:
            found.append([high, after])
        low += step
    return {"initial": offset_at(zone, case["from"]), "transitions": found}


def answer(case):
    if "zones" in case:
        return sorted(available_timezones())
    return transitions(case) if "transitions" in case else runs(case)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
