"""Runs cases with the client of this environment: ids as arguments, the fixture as JSON on
standard input, one JSON line per case on standard output."""

import contextlib
import importlib
import json
import signal
import sys

import hotdata
from case_context import CaseContext, NotOffered

CASE_LIMIT_SECONDS = 90
REASON_LIMIT = 300


def main():
    fixture = json.load(sys.stdin)
    signal.signal(signal.SIGALRM, _too_long)
    for case_id in sys.argv[1:]:
        context = CaseContext(fixture)
        outcome = run_case(case_id, context)
        print(json.dumps({"case": case_id, "notes": context.notes, **outcome}), flush=True)


def run_case(case_id, context):
    """A case is a module of the cases folder, with an argument after a colon if it takes one."""
    name, _, argument = case_id.partition(":")
    module = importlib.import_module("cases." + name.replace("-", "_"))
    signal.alarm(CASE_LIMIT_SECONDS)
    try:
        # The page's snippets print; standard output is for the outcomes.
        with contextlib.redirect_stdout(sys.stderr):
            module.run(context, *([argument] if argument else []))
        return {"outcome": "ok"}
    except NotOffered as error:
        return {"outcome": "n/a", "reason": str(error)}
    except Exception as error:
        return {"outcome": "fail", "reason": _reason(error)}
    finally:
        signal.alarm(0)


def _reason(error):
    if isinstance(error, hotdata.rest.ApiException):
        text = f"{error.status} {error.reason}: {error.body}"
    else:
        text = f"{type(error).__name__}: {error}"
    return " ".join(text.split())[:REASON_LIMIT]


def _too_long(_signal, _frame):
    raise TimeoutError(f"took longer than {CASE_LIMIT_SECONDS} s")


if __name__ == "__main__":
    main()
