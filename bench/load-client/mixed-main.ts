import { z } from "zod";
import { HttpAsker } from "./http-asker.ts";
import {
  MIXED_KINDS,
  type MixedAnswer,
  type MixedCall,
  mixedCall,
  type MixedKind,
} from "./mixed-protocol.ts";

const created = z.object({ id: z.string() });
const answered = z.object({ rows: z.array(z.array(z.unknown())).min(1) });
const ROWS_PER_LOAD = 100;

/** Of twenty steps: 14 queries, 3 loads, 2 fetches, and a fork that is deleted afterwards. */
const SHARES: readonly (readonly [MixedKind, number])[] = [
  ["small", 10],
  ["dashboard", 4],
  ["load", 3],
  ["fetch", 2],
  ["fork", 1],
];
const CYCLE = SHARES.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
/** From one kind to another with each step, and through all of them. */
const STRIDE = 7;

/** Entry of the process whose clients do everything at once for a while. */
function serve(): void {
  process.on("message", (message) => {
    answer(mixedCall.parse(message)).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.once("disconnect", () => process.exit(0));
}

async function answer(call: MixedCall): Promise<MixedAnswer> {
  const tally = new MixedTally();
  const started = performance.now();
  const until = started + call.forMs;
  const clients = Array.from({ length: call.clients }, async (_, client) => {
    using asker = new HttpAsker(call.url, call.headers);
    const actions = new MixedActions(call, asker, client);
    // Each client begins elsewhere in the cycle.
    for (let step = client; performance.now() < until; step += 1) {
      const kind = CYCLE[(step * STRIDE) % CYCLE.length] ?? "small";
      const id = await tally.time(kind, () => actions.run(kind, step));
      if (kind === "fork" && id !== undefined) {
        await tally.time("delete", () => actions.deleteDatabase(id));
      }
    }
  });
  await Promise.all(clients);
  return { kinds: tally.kinds, wholeMs: performance.now() - started, firstError: tally.firstError };
}

class MixedTally {
  firstError: string | null = null;
  readonly kinds: MixedAnswer["kinds"];

  constructor() {
    const entries = MIXED_KINDS.map((kind) => [kind, { latenciesMs: [], errors: 0 }]);
    this.kinds = Object.fromEntries(entries);
  }

  async time<T>(kind: MixedKind, work: () => Promise<T>): Promise<T | undefined> {
    const started = performance.now();
    try {
      const value = await work();
      this.kinds[kind].latenciesMs.push(performance.now() - started);
      return value;
    } catch (error) {
      this.kinds[kind].errors += 1;
      this.firstError ??= `${kind}: ${String(error)}`;
      return undefined;
    }
  }
}

/** What one client does. */
class MixedActions {
  readonly #call: MixedCall;
  readonly #asker: HttpAsker;
  readonly #table: string;

  constructor(call: MixedCall, asker: HttpAsker, client: number) {
    this.#call = call;
    this.#asker = asker;
    this.#table = `log_${client % 4}`;
  }

  /** Returns the id of what was made, if something was. */
  async run(kind: MixedKind, step: number): Promise<string | undefined> {
    const { small, dashboard, databaseId, resultId } = this.#call;
    if (kind === "small") return this.#query(small[step % small.length] ?? "");
    if (kind === "dashboard") return this.#query(dashboard[step % dashboard.length] ?? "");
    if (kind === "fork") {
      const path = `/v1/databases/${databaseId}/fork`;
      return created.parse(JSON.parse(await this.#post(path, "{}"))).id;
    }
    if (kind === "load") {
      const path = `/v1/databases/${databaseId}/schemas/main/tables/${this.#table}/loads`;
      await this.#post(path, JSON.stringify({ mode: "append", data: rowsOf(step) }));
      return undefined;
    }
    const path = `/v1/results/${resultId}?format=arrow`;
    await this.#asker.ask({ method: "GET", path, body: "" });
    return undefined;
  }

  async deleteDatabase(id: string): Promise<void> {
    await this.#asker.ask({ method: "DELETE", path: `/v1/databases/${id}`, body: "" });
  }

  async #query(sql: string): Promise<undefined> {
    answered.parse(JSON.parse(await this.#post("/v1/query", JSON.stringify({ sql }))));
    return undefined;
  }

  #post(path: string, body: string): Promise<string> {
    return this.#asker.ask({ method: "POST", path, body });
  }
}

function rowsOf(step: number): string {
  const rows = Array.from({ length: ROWS_PER_LOAD }, (_, row) => `${step},${row},click`);
  return `step,row,kind\n${rows.join("\n")}\n`;
}

serve();
