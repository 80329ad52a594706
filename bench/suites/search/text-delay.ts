import { z } from "zod";
import { PostgresConnection } from "../../load-client/postgres-connection.ts";
import { postgresStatement } from "../../baseline/postgres-search.ts";
import type { PostgresServer } from "../../baseline/postgres-server.ts";
import { timed } from "../../interleave.ts";
import { type Aim, type Measurement, measurement } from "../../measurement.ts";
import { textQuery } from "./text-bursts.ts";
import type { TextSides } from "./text.ts";

const APPENDS = 30;
const FIRST_ID = 100_000_000;
const answer = z.object({ rows: z.array(z.array(z.unknown())) });

/** From the moment at which a row is committed to the answer that has it. */
export async function* measureTextDelay(sides: TextSides): AsyncGenerator<Measurement> {
  const { bench, api, database, sqlite, postgres, label } = sides;
  bench.progress(`${label}: one-row appends`);
  const times = { ours: new Array<number>(), sqlite: new Array<number>() };
  const appends: number[] = [];
  const peer: number[] = [];
  for (let turn = 0; turn < APPENDS; turn += 1) {
    bench.signal.throwIfAborted();
    const word = `newword${"abcdefghij"[turn % 10]}${"abcdefghij"[Math.floor(turn / 10)]}`;
    const [id, body] = [FIRST_ID + turn, `a meaning that nobody knew: ${word}`];
    appends.push(await timed(() => database.appendData(api, "docs", `id,body\n${id},${body}\n`)));
    times.ours.push(await timed(() => findOurs(sides, word, id)));
    sqlite.insert(id, body);
    times.sqlite.push(await timed(async () => expectOne(sqlite.search([word]).length, word)));
    if (postgres !== undefined) peer.push(await delayOfPostgres(postgres, { id, body, word }));
  }
  yield measurement("search", {
    case: `${label}: from a one-row append to its hit`,
    unit: "ms",
    ours: times.ours,
    baseline: times.sqlite,
    others: { PostgreSQL: peer },
    aim: delayAim,
  });
  yield measurement("search", { case: `${label}: the append itself`, unit: "ms", ours: appends });
}

export function delayAim(ms: number): Aim {
  return { text: "50 ms", isMet: ms < 50 };
}

/** The first answer has to have it: a load that has answered is there for everyone. */
async function findOurs({ api, database }: TextSides, word: string, id: number): Promise<void> {
  const json = textQuery(word);
  const call = { method: "POST", path: "/v1/query", databaseId: database.id, json } as const;
  const { rows } = answer.parse(await api.call(call));
  if (rows.length !== 1 || Number(rows[0]?.[0]) !== id) throw new Error(`${word} is not found`);
}

interface NewDocument {
  readonly id: number;
  readonly body: string;
  readonly word: string;
}

async function delayOfPostgres(
  postgres: PostgresServer,
  { id, body, word }: NewDocument,
): Promise<number> {
  using connection = await PostgresConnection.open(postgres.port, postgres.user);
  await connection.query(`INSERT INTO docs (id, body) VALUES (${id}, '${body}')`);
  return await timed(async () => {
    const cells = await connection.query(postgresStatement([word]));
    expectOne(cells.split(",").length / 2, word);
  });
}

function expectOne(found: number, word: string): void {
  if (found !== 1) throw new Error(`${word} is found ${found} times`);
}
