"""Calls methods of the client of this environment: run_methods.py METHOD..., the fixture as JSON on
standard input, one JSON line per method on standard output. A method without a case fails. With
--list it prints the methods that the client offers."""

import importlib
import json
import re
import sys

import hotdata
from client_methods import client_methods
from method_context import MethodContext
from outcomes import outcome_of

METHOD_LIMIT_SECONDS = 60


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(client_methods()))
        return
    fixture = json.load(sys.stdin)
    configuration = MethodContext(fixture, None).configuration()
    with hotdata.ApiClient(configuration) as api_client:
        for name in sys.argv[1:]:
            context = MethodContext(fixture, api_client)
            outcome = outcome_of(lambda: run_method(name, context), METHOD_LIMIT_SECONDS)
            if context.declined is not None:
                outcome["declined"] = context.declined
            print(json.dumps({"case": name, "notes": context.notes, **outcome}), flush=True)


def run_method(name, context):
    """The case of Class.method is the function of that name in the class's module of methods."""
    owner, method = name.split(".")
    module_name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", owner).lower()
    try:
        module = importlib.import_module(f"methods.{module_name}")
        case = getattr(module, method)
    except (ModuleNotFoundError, AttributeError) as error:
        raise AssertionError(f"uncovered: {name}") from error
    case(context)
    if name not in context.called:
        raise AssertionError(f"the case of {name} does not call it")


if __name__ == "__main__":
    main()
