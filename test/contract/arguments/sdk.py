"""Asks the official Python SDK, a line of JSON at a time: one answer a line.

{"record": {...}}   the request that it sends for a cron with these arguments
{"crons": url, "thread": id}   all crons of a thread (null: those without one), as it reads them
{"crons": url}                 all crons of a server
"""

import json
import sys
import warnings
from datetime import datetime

import httpx
from langgraph_sdk import get_sync_client
from langgraph_sdk._sync.cron import SyncCronClient
from langgraph_sdk._sync.http import SyncHttpClient

warnings.simplefilter("ignore", DeprecationWarning)


def record(arguments):
    sent = []

    def answer(request):
        sent.append(request)
        return httpx.Response(200, json={})

    client = httpx.Client(base_url="http://server.test", transport=httpx.MockTransport(answer))
    crons = SyncCronClient(SyncHttpClient(client))
    if arguments.get("end_time") is not None:
        arguments["end_time"] = datetime.fromisoformat(arguments["end_time"])
    if arguments["thread_id"] is None:
        del arguments["thread_id"]
        crons.create(**arguments)
    else:
        crons.create_for_thread(**arguments)
    [request] = sent
    return {
        "method": request.method,
        "path": request.url.raw_path.decode().split("?")[0],
        "query": request.url.params.multi_items(),
        "headers": dict(request.headers),
        "body": json.loads(request.content),
    }


def crons(question):
    client = get_sync_client(url=question["crons"])
    thread = question.get("thread")
    found = client.crons.search(limit=1000, **({} if thread is None else {"thread_id": thread}))
    return [cron for cron in found if "thread" not in question or cron["thread_id"] == thread]


for line in sys.stdin:
    question = json.loads(line)
    answer = record(question["record"]) if "record" in question else crons(question)
    print(json.dumps(answer), flush=True)
