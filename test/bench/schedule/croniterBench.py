"""Times croniter as the Agent Server calls it: ten next runs for each job, a fresh object for each. Reads and writes JSON."""

import json
import sys
from datetime import UTC, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import croniter

work = json.load(sys.stdin)
start = datetime.fromtimestamp(work["start"] / 1000, UTC)


def next_ten(job):
    now = start
    for _ in range(10):
        now = croniter.croniter(job["schedule"], now.astimezone(ZoneInfo(job["zone"]))).get_next(datetime).astimezone(UTC)


rounds = []
for _ in range(work["rounds"] + 1):
    times = []
    for job in work["jobs"]:
        began = perf_counter()
        next_ten(job)
        times.append((perf_counter() - began) * 1000)
    rounds.append(times)
json.dump(rounds[1:], sys.stdout)
