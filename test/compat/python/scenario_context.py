"""What every scenario is given: the server, its package's folder and an empty one to write to."""

import os
import subprocess
import sys
from contextlib import contextmanager


class ScenarioContext:
    def __init__(self, fixture, package, scratch):
        self.host = fixture["host"]
        self.api_key = fixture["api_key"]
        self.workspace_id = fixture["workspace_id"]
        self.package = package
        self.scratch = scratch

    @contextmanager
    def environment(self, **values):
        """Environment variables for a while, for programs that read their settings there."""
        before = {name: os.environ.get(name) for name in values}
        os.environ.update(values)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value

    def fresh_process(self, program, *arguments, **values):
        """What a Python program of the package's folder prints, in a process of its own."""
        finished = subprocess.run(
            [sys.executable, str(self.package / program), *arguments],
            cwd=self.scratch,
            env={**os.environ, **values},
            capture_output=True,
            text=True,
            timeout=100,
        )
        if finished.returncode != 0:
            raise AssertionError(f"{program} ended with {finished.returncode}: {finished.stderr[-2000:]}")
        return finished.stdout
