import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { curlLine, isShownWhole, type RawRequest, toBytes } from "../wire/raw-request.ts";

export interface Failure {
  readonly operationId: string;
  readonly problem: string;
  /** Where in the run: lane and step, which the seed repeats. */
  readonly at: string;
  readonly request: RawRequest | undefined;
}

const SHOWN_OF_A_KIND = 2;

/** Counts what was sent and prints what went wrong, each kind only a few times. */
export class Tally {
  requests = 0;
  serverFaults = 0;
  slowestMs = 0;
  slowestAt = "";
  withoutRequestId = 0;
  outsideContract = 0;
  failures = 0;
  readonly reached = new Set<string>();
  readonly byStatus = new Map<number, number>();
  readonly #kinds = new Map<string, number>();
  readonly #folder: string;
  readonly #baseUrl: string;

  constructor(folder: string, baseUrl: string) {
    this.#folder = folder;
    this.#baseUrl = baseUrl;
  }

  answered(operationId: string, status: number, ms: number): void {
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
    if (status < 300) this.reached.add(operationId);
    if (ms > this.slowestMs) {
      this.slowestMs = ms;
      this.slowestAt = operationId;
    }
  }

  fail(failure: Failure): void {
    const { operationId, problem, at, request } = failure;
    this.failures += 1;
    if (problem.startsWith("5xx")) this.serverFaults += 1;
    if (problem.startsWith("without request id")) this.withoutRequestId += 1;
    if (problem.startsWith("outside the contract")) this.outsideContract += 1;
    const kind = `${operationId} ${problem.replaceAll(/[0-9a-z]{20,}|\d+/g, "#").slice(0, 90)}`;
    const seen = (this.#kinds.get(kind) ?? 0) + 1;
    this.#kinds.set(kind, seen);
    if (seen > SHOWN_OF_A_KIND) return;
    console.log(`FAILED ${operationId} (${at}): ${problem}`);
    if (request !== undefined) this.#show(request);
  }

  /** Kinds of failures with how often they came. */
  get kinds(): readonly (readonly [string, number])[] {
    return [...this.#kinds].toSorted(([, a], [, b]) => b - a);
  }

  #show(request: RawRequest): void {
    mkdirSync(this.#folder, { recursive: true });
    const name = join(this.#folder, `request-${this.failures}`);
    const { body } = request;
    const isInFile = body !== undefined && !isShownWhole(body);
    if (isInFile) writeFileSync(`${name}.body`, body);
    const line = curlLine(request, this.#baseUrl, `${name}.body`);
    if (line.length <= 6_000 && request.bytes === undefined) console.log(`  ${line}`);
    writeFileSync(`${name}.http`, toBytes(request));
    console.log(`  or: nc 127.0.0.1 ${new URL(this.#baseUrl).port} < ${name}.http`);
  }
}
