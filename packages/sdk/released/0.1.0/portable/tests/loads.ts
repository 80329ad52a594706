import { ApiException } from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

export const loadTests: PortableTests = {
  "in the background, waited for as a job": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const request = { mode: "replace", data: "n\n1\n2\n3\n", async: true };
    const receipt = await hotdata.databases.loadDatabaseTable(id, "main", "numbers", request);
    ok("statusUrl" in receipt);
    const job = await hotdata.jobs.wait(receipt.id, { timeoutMs: 25_000 });
    equal(job.status, "succeeded");
    ok(job.result && "rowCount" in job.result);
    equal(job.result.rowCount, 3);
    await hotdata.databases.deleteDatabase(id);
  },

  "a file that is not what it says": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const upload = await hotdata.uploads.uploadFile(new Blob(["no Parquet at all"]));
    const request = { mode: "replace", uploadId: upload.id, format: "parquet" } as const;
    const call = hotdata.databases.loadDatabaseTable(id, "main", "t", request);
    const error = await rejection(call, ApiException);
    equal(error.status, 400);
    match(error.message, /No magic bytes/);
    await hotdata.databases.deleteDatabase(id);
  },
};
