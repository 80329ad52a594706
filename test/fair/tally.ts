import type { Outcome } from "../server/api-client.ts";

/** What a flood was answered. */
export class Tally {
  ok = 0;
  refused = 0;
  readonly errors: string[] = [];

  count({ status, json, retryAfter }: Outcome): void {
    if (status < 300) this.ok += 1;
    else if (status === 429 && /^[1-9]\d*$/.test(retryAfter ?? "")) this.refused += 1;
    else this.errors.push(`${status} ${JSON.stringify(json).slice(0, 200)}`);
  }
}
