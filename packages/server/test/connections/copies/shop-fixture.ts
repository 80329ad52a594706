import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import type { Config } from "../../../src/config/load-config.ts";
import { type Answer, startTestApp, type TestApp } from "../../start-test-app.ts";

export interface Shop {
  readonly app: TestApp;
  readonly path: string;
  readonly connectionId: string;
  /** Changes the source. */
  change(sqlText: string): void;
  /** Reads rows again. */
  refresh(fields?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Rows of a copy as it is. */
  rows(sqlText: string): Promise<unknown[][]>;
  call(method: string, path: string, json?: unknown): Promise<Answer>;
}

const TABLES = `
  CREATE TABLE orders (id INTEGER PRIMARY KEY NOT NULL, item TEXT, changed INTEGER);
  INSERT INTO orders VALUES (1, 'tea', 10), (2, 'salt', 20), (3, NULL, 20);
  CREATE TABLE events (seq INTEGER, what TEXT);
  INSERT INTO events VALUES (1, 'a'), (2, 'b');
`;

/** A server with a connection `shop` to a SQLite file of a few tables. */
export async function startShop(t: TestContext, overrides: Partial<Config> = {}): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-shop-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "shop.sqlite");
  change(path, TABLES);
  const app = await startTestApp(t, { connectionFolders: [folder], ...overrides });
  const json = { name: "shop", source_type: "sqlite", config: { path } };
  const made = await app.call("POST", "/v1/connections", { json });
  assert.equal(made.status, 201, made.text);
  assert.equal(made.json.discovery_status, "success", made.text);
  return shopOn(app, path, made.json.id);
}

export function shopOn(app: TestApp, path: string, connectionId: string): Shop {
  const call: Shop["call"] = (method, below, json) =>
    app.call(method, `/v1/connections/${connectionId}${below}`, json === undefined ? {} : { json });
  return {
    app,
    path,
    connectionId,
    call,
    change: (sqlText) => change(path, sqlText),
    refresh: (fields = {}) =>
      app.call("POST", "/v1/refresh", {
        json: { connection_id: connectionId, data: true, ...fields },
      }),
    rows: async (sqlText) => {
      const answer = await app.call("POST", "/v1/query", { json: { sql: sqlText } });
      assert.equal(answer.status, 200, answer.text);
      return answer.json.rows;
    },
  };
}

function change(path: string, sqlText: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(sqlText);
  } finally {
    database.close();
  }
}
