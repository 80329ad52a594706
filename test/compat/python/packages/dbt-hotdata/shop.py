"""A dbt project of a shop, run in this process against a database of its own."""

import os
import shutil

from checks import check
from dbt.cli.main import dbtRunner
from hotdata_framework import HotdataClient


class Shop:
    """The project, copied to the scenario's folder, and the database that it builds."""

    def __init__(self, context):
        self.context = context
        self.folder = context.scratch / "project"
        shutil.copytree(context.package / "project", self.folder)
        with self._client() as client:
            self.database = client.create_managed_database("dbt shop")
        os.environ.update(
            SHOP_HOST=context.host,
            SHOP_KEY=context.api_key,
            SHOP_WORKSPACE=context.workspace_id,
            SHOP_DATABASE=self.database.id,
        )

    def dbt(self, *arguments):
        """The results of a dbt command that must succeed."""
        answer = self.attempt(*arguments)
        failed = [r.message for r in getattr(answer.result, "results", []) if str(r.status) in ("error", "fail")]
        check(answer.success, f"dbt {' '.join(arguments)}: {answer.exception or failed}")
        return answer.result

    def attempt(self, *arguments):
        folder = ["--project-dir", str(self.folder), "--profiles-dir", str(self.folder)]
        return dbtRunner().invoke([*arguments, *folder, "--quiet"])

    def rows(self, sql):
        """The rows of a query in the database, as lists."""
        with self._client() as client:
            return client.execute_sql(sql, database=self.database).rows

    def write(self, path, text):
        (self.folder / path).write_text(text)

    def _client(self):
        context = self.context
        return HotdataClient(context.api_key, context.workspace_id, host=context.host)


def messages(results):
    """Outcome by name of node."""
    return {result.node.name: str(result.status) for result in results}
