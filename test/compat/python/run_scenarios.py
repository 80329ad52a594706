"""Runs scenarios of one package: run_scenarios.py FOLDER ID..., the fixture as JSON on standard
input, one JSON line per scenario on standard output."""

import importlib
import json
import pathlib
import sys
import tempfile

from outcomes import outcome_of
from scenario_context import ScenarioContext

SCENARIO_LIMIT_SECONDS = 150


def main():
    folder, *scenario_ids = sys.argv[1:]
    sys.path.insert(0, folder)
    fixture = json.load(sys.stdin)
    for scenario_id in scenario_ids:
        with tempfile.TemporaryDirectory(prefix="hotdata-scenario-") as scratch:
            context = ScenarioContext(fixture, pathlib.Path(folder), pathlib.Path(scratch))
            outcome = outcome_of(lambda: run_scenario(scenario_id, context), SCENARIO_LIMIT_SECONDS)
        print(json.dumps({"case": scenario_id, "notes": [], **outcome}), flush=True)


def run_scenario(scenario_id, context):
    """A scenario is a module of the package's scenarios folder."""
    importlib.import_module("scenarios." + scenario_id.replace("-", "_")).run(context)


if __name__ == "__main__":
    main()
