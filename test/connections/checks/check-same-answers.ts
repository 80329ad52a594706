import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ConformanceFixture,
  TableToMake,
} from "../../../packages/server/test/connectors/conformance/fixture.ts";
import { Random } from "../../crash/random.ts";
import { ApiClient, type Outcome } from "../../server/api-client.ts";
import { ServerProcess } from "../../server/server-process.ts";
import { randomForm, type TypedColumn } from "./random-statement.ts";

const API_KEY = "same-answers-key";
const TABLE = "everything";
const ROWS = 24;
const FORMS = 120;
/** Statements of each form. */
const VARIANTS = 3;

/** Whatever is asked of columns of any type, a live table answers as its copy does. */
export async function checkSameAnswers(
  fixture: ConformanceFixture,
  seed: number,
): Promise<boolean> {
  const random = new Random(seed);
  const columns = fixture.types.map((type, index) => ({ name: `c${index}`, type }));
  await fixture.createTable(everyType(random, columns));
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-same-"));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { hosts, folders } = fixture.rules;
  const env = {
    HOTDATA_CONNECTION_HOSTS: hosts.join(","),
    HOTDATA_CONNECTION_FOLDERS: folders.join(","),
  };
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  opened.defer(async () => void (await server.stop()));
  const ask = await connect(new ApiClient(server.url, API_KEY), fixture);
  return await compare(ask, random, {
    name: fixture.type,
    table: `source.${fixture.schema}.${TABLE}`,
    columns,
  });
}

function everyType(random: Random, columns: readonly TypedColumn[]): TableToMake {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const values = columns.map(({ type: { values } }) =>
      random.below(6) === 0 ? "NULL" : (values[row % values.length]?.[0] ?? "NULL"),
    );
    return [String(row), ...values];
  });
  const declared = columns.map(({ name, type }) => ({ name, type: type.declared }));
  return { name: TABLE, columns: [{ name: "id", type: "BIGINT" }, ...declared], key: ["id"], rows };
}

type Ask = (sql: string, readMode: "live" | "cached") => Promise<Outcome>;

/** A connection `source` of a database; what asks statements there. */
async function connect(client: ApiClient, { type, address }: ConformanceFixture): Promise<Ask> {
  const connection = { name: "source", source_type: type, config: address.config };
  const made = await client.get("POST", "/v1/connections", { json: connection });
  if (made["discovery_status"] !== "success") throw new Error(JSON.stringify(made));
  const { id } = await client.get("POST", "/v1/databases", { json: { name: "same" } });
  await client.get("POST", `/v1/databases/${String(id)}/catalogs`, {
    json: { connection_id: made["id"] },
  });
  const headers = { "x-database-id": String(id) };
  return (sql, readMode) =>
    client.call("POST", "/v1/query", { headers, json: { sql, read_mode: readMode } });
}

interface ComparedTable {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly TypedColumn[];
}

async function compare(
  ask: Ask,
  random: Random,
  { name, table, columns }: ComparedTable,
): Promise<boolean> {
  let [answered, different] = [0, 0];
  for (let form = 0; form < FORMS; form += 1) {
    const { isOrdered, statement } = randomForm(random, table, columns);
    for (let variant = 0; variant < VARIANTS; variant += 1) {
      const sql = statement();
      const live = await ask(sql, "live");
      const copy = await ask(sql, "cached");
      if (live.status === 200) answered += 1;
      if (areSame(live, copy, isOrdered)) continue;
      different += 1;
      console.log(`${name}: ${sql}\n  live ${shown(live)}\n  copy ${shown(copy)}`);
    }
  }
  const count = FORMS * VARIANTS;
  console.log(`${name}: statements ${count}, answered ${answered}, different ${different}`);
  return different === 0;
}

/**
 * A constant that cannot be of the column's type is refused, unless it is known before that there are no
 * such rows: that may be known of the one and not of the other.
 */
function areSame(live: Outcome, copy: Outcome, isOrdered: boolean): boolean {
  if (copy.status === 400) return live.status === 400 || live.status === 200;
  if (live.status === 400) return copy.status === 200 && isEmpty(copy.json["rows"]);
  const areAnswered = live.status === 200 && copy.status === 200;
  return areAnswered && shown(live, isOrdered) === shown(copy, isOrdered);
}

/** No rows, or what aggregates say of none. */
function isEmpty(rows: unknown): boolean {
  return Array.isArray(rows) && rows.flat().every((cell) => cell === null || cell === 0);
}

function shown({ status, json, text }: Outcome, isOrdered = true): string {
  const { columns, rows } = json;
  if (status !== 200 || !Array.isArray(rows)) return `${status} ${text}`.slice(0, 400);
  const texts = rows.map((row) => JSON.stringify(row).slice(0, 1_000));
  return JSON.stringify([columns, isOrdered ? texts : texts.toSorted()]);
}
