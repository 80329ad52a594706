import type { KillClient } from "./kill-client.ts";
import { Ledger } from "./ledger.ts";

export const ROWS_PER_LOAD = 20_000;

/** Clients that load without pause: two append to one table, one replaces another. */
export class LoadingClients {
  readonly ledger = new Ledger();
  readonly #client: KillClient;
  readonly #databaseId: string;
  #isRunning = false;
  #loops: Promise<void>[] = [];
  #next = 1;

  constructor(client: KillClient, databaseId: string) {
    this.#client = client;
    this.#databaseId = databaseId;
  }

  start(): void {
    this.#isRunning = true;
    this.#loops = [this.#loop("append"), this.#loop("append"), this.#loop("replace")];
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    await Promise.all(this.#loops);
  }

  async #loop(mode: "append" | "replace"): Promise<void> {
    const table = mode === "append" ? "appended" : "replaced";
    while (this.#isRunning) {
      const number = this.#next++;
      this.ledger.begin(mode, number);
      try {
        await this.#client.load(this.#databaseId, table, mode, csvText(number));
        this.ledger.acknowledge(mode, number);
      } catch {
        // The outcome is unknown: the rows may be there whole, or not at all.
        return;
      }
    }
  }
}

function csvText(load: number): string {
  const lines = ["load,number,text"];
  for (let row = 0; row < ROWS_PER_LOAD; row += 1) lines.push(`${load},${row},text of row ${row}`);
  return `${lines.join("\n")}\n`;
}
