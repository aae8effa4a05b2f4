"""Runs Python scripts in one process, each with variables of its own: {"script": ..., "variables": {...}} a line.

Answers a line for each: "" or what it raised.
"""

import contextlib
import functools
import io
import json
import os
import ssl
import sys
import warnings

warnings.simplefilter("ignore")
# Each script makes a client, which reads all certificates first, also for a server without any: half of the time.
ssl.create_default_context = functools.cache(ssl.create_default_context)
environment = dict(os.environ)

for line in sys.stdin:
    question = json.loads(line)
    os.environ.clear()
    os.environ.update(environment, **question["variables"])
    raised = ""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(compile(question["script"], "script.py", "exec"), {"__name__": "__main__"})
        except Exception as error:
            raised = repr(error)[:500]
    print(json.dumps(raised), flush=True)
