import { randomUUID } from "node:crypto";
import { pause } from "../crash/crash-client.ts";
import type { KilledServer } from "../crash/killer.ts";
import type { Random } from "../crash/random.ts";
import { type LongClient, RefusedError, WrongAnswerError } from "./long-client.ts";
import { type Desk, numbersCsv, type Operation, OPERATIONS } from "./operations.ts";
import type { Outcomes } from "./outcomes.ts";

/** How long after a kill its effects may be seen: a server has to start on a busy machine. */
const AFTERMATH_MS = 15_000;

export interface MixedClientParts {
  readonly client: LongClient;
  readonly random: Random;
  readonly outcomes: Outcomes;
  readonly server: KilledServer;
}

/** A client that does a bit of everything, one operation after the other. */
export class MixedClient {
  readonly #parts: MixedClientParts;

  constructor(parts: MixedClientParts) {
    this.#parts = parts;
  }

  async runUntil(endAt: number): Promise<void> {
    const { client, random } = this.#parts;
    let desk: Desk | undefined;
    while (Date.now() < endAt) {
      if (desk === undefined) {
        await this.#try("set-up", async () => {
          desk = { client, random, databaseId: await this.#setUp() };
        });
        continue;
      }
      const at = desk;
      const { kind, run } = this.#pick();
      await this.#try(kind, () => run(at));
    }
  }

  async #setUp(): Promise<string> {
    const { client } = this.#parts;
    const id = await client.make("/v1/databases", { name: `long-${randomUUID()}` });
    const path = `/v1/databases/${id}/schemas/main/tables/numbers/loads`;
    await client.send("POST", path, { json: { mode: "replace", data: numbersCsv() } });
    return id;
  }

  async #try(kind: string, operate: () => Promise<void>): Promise<void> {
    const { outcomes, server } = this.#parts;
    const beganAt = Date.now();
    try {
      await operate();
      outcomes.ok(kind);
    } catch (error) {
      const isNearKill = server.killedAt > beganAt - AFTERMATH_MS;
      if (isNearKill && isOfKill(error)) outcomes.refused(kind);
      else outcomes.unexpected(kind, reasonOf(error));
      await pause(200);
    }
  }

  #pick(): Operation {
    const { random } = this.#parts;
    const total = OPERATIONS.reduce((sum, { weight }) => sum + weight, 0);
    let left = random.below(total);
    for (const operation of OPERATIONS) {
      left -= operation.weight;
      if (left < 0) return operation;
    }
    throw new Error("no operation was picked");
  }
}

/**
 * A killed engine is a 503, a killed server a broken connection; a run that was under way ends as
 * failed. Everything else would be wrong even then.
 */
function isOfKill(error: unknown): boolean {
  if (error instanceof RefusedError) return error.status === 503 || isLost(error.message);
  if (error instanceof WrongAnswerError) return error.message.includes('"failed"');
  return error instanceof TypeError;
}

/** What was to be repeated or cancelled had already ended with its process. */
function isLost(message: string): boolean {
  return / 409 .*(already|not running|ended|failed)/s.test(message);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return `${error.name} ${error.message}${cause instanceof Error ? ` (${cause.message})` : ""}`;
}
