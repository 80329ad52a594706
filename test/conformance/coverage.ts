import { type ExpectedCall, type Feature, isOutOfReach } from "./expected-calls.ts";

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
  readonly pendingCounts: Readonly<Record<Feature, number>>;
  readonly clientErrorCount: number;
  readonly coveredCount: number;
  /** Refusals that need a feature which is not there yet. */
  readonly outOfReachCount: number;
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
  let outOfReachCount = 0;
  for (const call of calls) {
    const due = call.pending === undefined ? [...call.success, ...call.serverErrors] : [];
    const unseen = due.filter((status) => !isSeen(call, status));
    for (const status of unseen) missing.push(`${call.id}: no ${status}`);
    if (call.pending === undefined && unseen.length === 0) realCount += 1;
    for (const status of call.clientErrors) {
      const seen = isSeen(call, status);
      if (!seen && (call.pending !== undefined || isOutOfReach(call.id, status))) {
        outOfReachCount += 1;
        continue;
      }
      clientErrorCount += 1;
      if (seen) coveredCount += 1;
      else missing.push(`${call.id}: no ${status}`);
    }
  }
  const waitingFor = (feature: Feature): number =>
    calls.filter(({ pending }) => pending === feature).length;
  const pendingCounts = {
    connections: waitingFor("connections"),
  };
  return { realCount, pendingCounts, clientErrorCount, coveredCount, outOfReachCount, missing };
}
