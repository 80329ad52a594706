import { equal, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

/** Runs for minutes unless it is stopped. */
const ENDLESS =
  "SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE (x * y) % 7 = 3";

class ChangedMind extends Error {}

export const abortTests: PortableTests = {
  "a call that is aborted rejects with the caller's reason": async ({ meet }) => {
    for (const fault of ["silent", "silent-body"]) {
      const { hotdata } = meet(fault);
      const controller = new AbortController();
      const reason = new ChangedMind();
      setTimeout(() => controller.abort(reason), 100);
      const call = hotdata.databases.listDatabases({ signal: controller.signal });
      equal((await rejection(call, ChangedMind)) === reason, true, fault);
    }
  },

  "a signal that was aborted before sends nothing": async ({ meet }) => {
    const { hotdata, seen } = meet("none");
    const signal = AbortSignal.abort(new ChangedMind());
    await rejection(hotdata.databases.listDatabases({ signal }), ChangedMind);
    equal(await seen(), []);
  },

  "an aborted query stops on the server": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const scope = { xDatabaseId: id };
    const signal = AbortSignal.timeout(400);
    await rejection(hotdata.query.query({ sql: ENDLESS }, { ...scope, signal }), DOMException);
    const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ ...scope, limit: 1 });
    const run = await hotdata.queryRuns.wait(queryRuns[0]?.id ?? "", {
      ...scope,
      timeoutMs: 20_000,
    });
    equal(run.status, "cancelled");
    await hotdata.databases.deleteDatabase(id);
  },

  "an upload that is aborted": async ({ meet }) => {
    const { hotdata } = meet("silent");
    const controller = new AbortController();
    setTimeout(() => controller.abort(new ChangedMind()), 100);
    const options = { signal: controller.signal };
    await rejection(hotdata.uploads.uploadFile(new Blob(["a,b"]), options), ChangedMind);
  },

  "an Arrow stream that is aborted while it is read": async ({ hotdata }) => {
    const { resultId } = await hotdata.query.query({ sql: "SELECT * FROM range(300000)" });
    const controller = new AbortController();
    const options = { signal: controller.signal };
    const stream = hotdata.results.streamResultArrow(resultId ?? "", options);
    const read = async (): Promise<void> => {
      for await (const batch of stream) {
        ok(batch.numRows > 0);
        controller.abort(new ChangedMind());
      }
    };
    await rejection(read(), ChangedMind);
  },
};
