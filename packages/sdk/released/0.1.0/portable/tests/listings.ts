import { equal, ok } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

export const listingTests: PortableTests = {
  "page after page, by cursor": async ({ hotdata }) => {
    const marker = `'${crypto.randomUUID()}'`;
    for (let n = 0; n < 5; n += 1) await hotdata.query.query({ sql: `SELECT ${marker}, ${n}` });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hotdata.queryRuns.listQueryRuns({ limit: 2, cursor });
      found.push(...page.queryRuns.map(({ sqlText }) => sqlText));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && found.length < 6);
    equal(
      found.filter((sql) => sql.includes(marker)).map((sql) => sql.at(-1)),
      ["4", "3", "2", "1", "0"],
    );
  },

  "with a filter": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({ name: "listed" });
    const scope = { xDatabaseId: id };
    const { queryRunId } = await hotdata.query.query({ sql: "SELECT 1" }, scope);
    const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ ...scope, status: "succeeded" });
    equal(
      queryRuns.map((run) => run.id),
      [queryRunId],
    );
    ok(queryRuns.every(({ status }) => status === "succeeded"));
    await hotdata.databases.deleteDatabase(id);
  },

  "as loops over all pages": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    for (let n = 0; n < 5; n += 1) await db.sql`SELECT ${n} AS n`.rows();
    const found: string[] = [];
    const scope = { xDatabaseId: db.id };
    for await (const run of hotdata.queryRuns.list({ ...scope, pageSize: 2 })) found.push(run.id);
    equal(found.length, 5);
    const newest = await hotdata.queryRuns.list({ ...scope, limit: 3 }).toArray();
    equal(
      newest.map(({ id }) => id),
      found.slice(0, 3),
    );
    await db.delete();
  },
};
