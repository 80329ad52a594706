"""Runs cases with the client of this environment: ids as arguments, the fixture as JSON on
standard input, one JSON line per case on standard output."""

import importlib
import json
import sys

from case_context import CaseContext
from outcomes import outcome_of

CASE_LIMIT_SECONDS = 90


def main():
    fixture = json.load(sys.stdin)
    for case_id in sys.argv[1:]:
        context = CaseContext(fixture)
        outcome = outcome_of(lambda: run_case(case_id, context), CASE_LIMIT_SECONDS)
        print(json.dumps({"case": case_id, "notes": context.notes, **outcome}), flush=True)


def run_case(case_id, context):
    """A case is a module of the cases folder, with an argument after a colon if it takes one."""
    name, _, argument = case_id.partition(":")
    module = importlib.import_module("cases." + name.replace("-", "_"))
    module.run(context, *([argument] if argument else []))


if __name__ == "__main__":
    main()
