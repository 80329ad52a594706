import { StatementCache } from "../engine/statement-cache.ts";
import type { QuerySubmission } from "./query-submission.ts";

/** A statement that took no longer the last time does not keep others waiting. */
const QUICK_MS = 10;

type Asked = Pick<QuerySubmission, "workspaceId" | "scope" | "dialect" | "sqlText">;

/** Remembers which statements were done in no time when they ran last. */
export class QuickStatements {
  readonly #lastMs = new StatementCache<number>();

  isQuick(asked: Asked): boolean {
    const lastMs = this.#lastMs.find(keyOf(asked));
    return lastMs !== undefined && lastMs < QUICK_MS;
  }

  note(asked: Asked, tookMs: number): void {
    this.#lastMs.set(keyOf(asked), tookMs);
  }
}

/** The text comes last: it may hold anything. */
function keyOf({ workspaceId, scope, dialect, sqlText }: Asked): string {
  return [workspaceId, scope?.id ?? "", dialect ?? "", sqlText].join("\0");
}
