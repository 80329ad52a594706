import type { Outcome } from "../server/api-client.ts";

export interface FailedAnswer {
  /** Of the request; the run has it too. */
  readonly traceId: string | null;
  readonly text: string;
}

/** What the clients were told. */
export class Answers {
  succeeded = 0;
  readonly failed: FailedAnswer[] = [];
  readonly wrong: string[] = [];
  readonly #rows = new Map<string, string>();

  /** Nothing changes the tables: the same statement must always have the same rows. */
  success(databaseId: string, sql: string, rows: unknown): void {
    this.succeeded += 1;
    const key = `${databaseId} ${sql}`;
    const text = JSON.stringify(rows);
    const known = this.#rows.get(key) ?? text;
    this.#rows.set(key, known);
    if (text !== known)
      this.wrong.push(`${sql}: ${text.slice(0, 200)}, not ${known.slice(0, 200)}`);
  }

  failure({ traceId, status, json }: Outcome): void {
    this.failed.push({ traceId, text: `${status} ${JSON.stringify(json).slice(0, 300)}` });
  }

  /** There was no answer. */
  silence(error: unknown): void {
    this.failed.push({ traceId: null, text: `no answer: ${String(error)}` });
  }
}
