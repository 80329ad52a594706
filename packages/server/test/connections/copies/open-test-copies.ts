import type { TestContext } from "node:test";
import { dirname } from "node:path";
import type { Connection, SourceTableName } from "../../../src/connections/connection.ts";
import { ConnectionStore } from "../../../src/connections/connection-store.ts";
import { openCopies } from "../../../src/connections/copies/open-copies.ts";
import type { SyncListener } from "../../../src/connections/copies/sync-listener.ts";
import { SourceTableStore } from "../../../src/connections/source-table-store.ts";
import { openLake } from "../../../src/lake/open-lake.ts";
import { openMetastore } from "../../../src/metastore/open-metastore.ts";
import { openEngineIn } from "../../engine/open-engine-in.ts";
import { FakeSource, type FakeTable } from "./fake-source.ts";

export const CONNECTION: Connection = {
  id: "conn1",
  workspaceId: "w",
  name: "shop",
  shownName: "shop",
  sourceType: "sqlite",
  config: {},
  secretId: undefined,
  secretField: undefined,
  readMode: "cached",
  refreshSeconds: undefined,
  revision: 1,
};

export const NO_LIMIT = new AbortController().signal;

/** Copies over a real lake, engine and metastore, of a source in memory. */
export async function openTestCopies(t: TestContext, tables: Record<string, FakeTable>) {
  const folders = ["staging", "databases"];
  const limits = { memoryMb: 512, threads: 2 };
  const { engine, folder } = await openEngineIn(t, folders, limits);
  const dataDir = dirname(folder("staging"));
  const metastore = openMetastore(dataDir);
  t.after(() => metastore.destroy());
  const created_at = new Date().toISOString();
  const workspace = { id: "w", name: "w", state: "active" as const, created_at };
  await metastore.insertInto("workspaces").values(workspace).execute();
  await new ConnectionStore(metastore).insert(CONNECTION);
  const lake = await openLake({ dataDir });
  t.after(() => lake.close());
  const source = new FakeSource();
  for (const [name, table] of Object.entries(tables)) source.tables.set(name, table);
  const sourceTables = new SourceTableStore(metastore);
  await sourceTables.replaceDiscovered(CONNECTION.id, await source.discover());
  const space = { admit: (_id: string, _bytes: number) => Promise.resolve(), forget: () => {} };
  let version = "1";
  const setVersion = (next: string): void => void (version = next);
  /** Fields of what was logged. */
  const logged: unknown[] = [];
  const listener: SyncListener = { synced: () => {}, ended: () => Promise.resolve() };
  const open = () =>
    openCopies({
      metastore,
      sourceTables,
      lake,
      engine,
      connectors: source,
      connections: {
        addressOf: ({ id, sourceType: type, config }) =>
          Promise.resolve({ connectionId: id, version, type, config }),
      },
      admission: { inTurn: (_id, _signal, work) => work({ isLow: false, leave: () => {} }) },
      space,
      listener,
      dataDir,
      log: { info: (fields: object) => logged.push(fields) },
      maxPerConnection: 2,
    }).copies;
  /** The rows of a copy, as text. */
  const read = async (name: string): Promise<unknown[][]> => {
    const { tables: found } = await lake.resolve(CONNECTION.id, [{ schema: "main", table: name }]);
    const [resolved] = found;
    if (resolved === undefined) return [];
    const outcome = await engine.execute(
      {
        workspaceId: "w",
        isLow: false,
        databaseId: CONNECTION.id,
        readableDatabaseIds: [],
        sqlText: `SELECT * FROM c.main."${name}" ORDER BY ALL`,
        dialect: "duckdb",
        parameters: [],
        defaultCatalog: "c",
        defaultSchema: "main",
        tables: [{ catalog: "c", ...resolved }],
        resultPath: `${folder("results")}/${Math.random()}.parquet`,
        preview: { maxRows: 1_000, maxBytes: 1_000_000 },
      },
      NO_LIMIT,
    );
    return outcome.preview.rows.map((row) => JSON.parse(row));
  };
  const table = (name: string): SourceTableName => ({ schema: "main", table: name });
  const find = async (name: string) => {
    const found = await sourceTables.find(CONNECTION.id, table(name));
    if (found === undefined) throw new Error(`no table ${name}`);
    return found;
  };
  const copies = open();
  const stores = { sourceTables, lake, metastore, space };
  const parts = { copies, open, source, listener, ...stores, logged, dataDir };
  return { ...parts, setVersion, read, table, find, folder };
}
