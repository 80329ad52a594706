import { type AuditOutcome, type Operation, isAudited } from "@hotdata/contract";
import type { FastifyRequest } from "fastify";
import { ApiError } from "./api-error.ts";
import type { AuditLog } from "./audit-log.ts";
import type { AuditFacts, Reply } from "./reply.ts";
import type { Principal } from "./request-context.ts";

/** Longer names in a path are cut. */
const MAX_NAME_LENGTH = 256;

/**
 * What the audit log is told of one call: that it succeeded, before the caller is told so, or that
 * the key may not make it. Calls of operations that are not audited leave nothing.
 */
export class CallRecord {
  readonly #operation: Operation;
  readonly #request: FastifyRequest;
  readonly #log: AuditLog;
  #principal: Pick<Principal, "keyId" | "workspaceId"> | undefined;
  #workspaceId: string | undefined;

  constructor(operation: Operation, request: FastifyRequest, log: AuditLog) {
    this.#operation = operation;
    this.#request = request;
    this.#log = log;
  }

  by(principal: Principal): void {
    this.#principal = principal;
  }

  in(workspaceId: string): void {
    this.#workspaceId = workspaceId;
  }

  async success({ status, audit }: Reply): Promise<void> {
    if (status < 400) await this.#record("succeeded", audit);
  }

  /** Lets a part of the call pass through and remembers when that refuses the key. */
  async refusals<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      const isRefusal = error instanceof ApiError && error.code === "ACCESS_DENIED";
      if (isRefusal) await this.#record("refused");
      throw error;
    }
  }

  async #record(outcome: AuditOutcome, facts: AuditFacts = {}): Promise<void> {
    if (!isAudited(this.#operation)) return;
    const caller = this.#principal ?? facts.caller;
    await this.#log.record({
      actor: "key",
      keyId: caller?.keyId,
      workspaceId: this.#workspaceId ?? caller?.workspaceId,
      operation: this.#operation.id,
      target: { ...namesOf(this.#request.params), ...facts.target },
      outcome,
      requestId: this.#request.id,
    });
  }
}

function namesOf(params: unknown): Record<string, string> {
  const entries: [string, unknown][] = Object.entries(Object(params));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, String(value).slice(0, MAX_NAME_LENGTH)]),
  );
}
