import type { ExpectedCall } from "./expected-calls.ts";

/** Which answers of which calls were seen and found right. */
export class Coverage {
  readonly #seen = new Map<string, Set<number>>();

  add(id: string, status: number): void {
    const statuses = this.#seen.get(id) ?? new Set<number>();
    this.#seen.set(id, statuses.add(status));
  }

  has(id: string, status: number): boolean {
    return this.#seen.get(id)?.has(status) === true;
  }
}

export interface Verdict {
  readonly realCount: number;
  readonly clientErrorCount: number;
  readonly coveredCount: number;
  /** What is missing, a line each. */
  readonly missing: readonly string[];
}

/** Holds what was seen against the list. */
export function judge(calls: readonly ExpectedCall[], coverage: Coverage): Verdict {
  const missing: string[] = [];
  const isSeen = ({ id }: ExpectedCall, status: number): boolean => coverage.has(id, status);
  let realCount = 0;
  let clientErrorCount = 0;
  let coveredCount = 0;
  for (const call of calls) {
    const unseen = [...call.success, ...call.serverErrors].filter((one) => !isSeen(call, one));
    for (const status of unseen) missing.push(`${call.id}: no ${status}`);
    if (unseen.length === 0) realCount += 1;
    for (const status of call.clientErrors) {
      clientErrorCount += 1;
      if (isSeen(call, status)) coveredCount += 1;
      else missing.push(`${call.id}: no ${status}`);
    }
  }
  return { realCount, clientErrorCount, coveredCount, missing };
}
