import { setTimeout as pause } from "node:timers/promises";
import { type Field, tableFromIPC } from "apache-arrow";
import { readBody } from "../../net/read-body.ts";
import type { FilePart, RemoteBody } from "../files/remote-files.ts";
import { transferred } from "../files/transfer-error.ts";
import { SourceError } from "../source-error.ts";
import { FarResultId, FarRows, FarRun, FarStarted } from "./far-models.ts";
import type { FarAnswer, FarServer } from "./far-server.ts";

const FIRST_POLL_MS = 20;
const LONGEST_POLL_MS = 1_000;
/** How long is waited for the other server to say that it stops. */
const CANCEL_MS = 5_000;

/** Statements in one database of another server. */
export class FarQueries {
  readonly #server: FarServer;
  readonly #databaseId: string;

  constructor(server: FarServer, databaseId: string) {
    this.#server = server;
    this.#databaseId = databaseId;
  }

  /**
   * Runs a statement of text columns within one call; when the signal fires, the connection is
   * closed, which stops it there.
   * @returns its rows, or the result that has them where they are many
   */
  async rows(
    sql: string,
    signal: AbortSignal,
  ): Promise<{ readonly rows: FarRows["rows"] } | { readonly resultId: string }> {
    const answer = await this.#post({ sql }, signal);
    if (answer.status === 202) {
      const { query_run_id: runId } = this.#server.read(FarStarted, answer.json);
      return { resultId: await this.#follow(runId, signal, false) };
    }
    if (answer.status !== 200) throw this.#refusal(answer);
    const { rows, truncated, result_id: resultId } = this.#server.read(FarRows, answer.json);
    return truncated ? { resultId: this.#stored(resultId) } : { rows };
  }

  /**
   * Runs a statement in the background; its stored result has the rows.
   * @param isPatient whether it may take as long as the other server lets it, and says that it runs
   */
  async result(sql: string, signal: AbortSignal, isPatient = false): Promise<string> {
    const answer = await this.#post({ sql, async: true }, signal);
    if (answer.status === 200) {
      return this.#stored(this.#server.read(FarResultId, answer.json).result_id);
    }
    if (answer.status !== 202) throw this.#refusal(answer);
    const { query_run_id: runId } = this.#server.read(FarStarted, answer.json);
    return this.#follow(runId, signal, isPatient);
  }

  /** The columns of a statement's result. */
  async fields(sql: string, signal: AbortSignal): Promise<readonly Field[]> {
    const answer = await this.#post({ sql }, signal);
    if (answer.status !== 200) throw this.#refusal(answer);
    const resultId = this.#stored(this.#server.read(FarResultId, answer.json).result_id);
    const { pieces, close } = await this.#open(resultId, "arrow", signal);
    try {
      return (await tableFromIPC(pieces)).schema.fields;
    } finally {
      close();
    }
  }

  /** A result's Parquet file, in the terms of {@link downloadFile}. */
  parquet(resultId: string) {
    return {
      open: (_file: unknown, _part: FilePart, signal: AbortSignal): Promise<RemoteBody> =>
        this.#open(resultId, "parquet", signal),
    };
  }

  #post(body: object, signal: AbortSignal): Promise<FarAnswer> {
    const request = { path: "/v1/query", body, databaseId: this.#databaseId };
    return this.#server.call(request, signal);
  }

  /** Waits for a run; one that nobody waits for any more is stopped. */
  async #follow(runId: string, signal: AbortSignal, isPatient: boolean): Promise<string> {
    const path = `/v1/query-runs/${encodeURIComponent(runId)}`;
    const request = { path, databaseId: this.#databaseId };
    const late = isPatient ? undefined : AbortSignal.timeout(this.#server.idleMs);
    const either = late === undefined ? signal : AbortSignal.any([signal, late]);
    try {
      for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_POLL_MS)) {
        await pause(waitMs, undefined, { signal: either });
        const run = await this.#server.get(FarRun, request, either);
        if (run.status === "succeeded") return this.#stored(run.result_id);
        if (run.status !== "running" && run.status !== "queued") throw this.#failed(run.status);
      }
    } catch (error) {
      if (either.aborted) await this.#cancel(path);
      signal.throwIfAborted();
      throw late?.aborted === true ? this.#tooSlow() : error;
    }
  }

  async #cancel(path: string): Promise<void> {
    const request = { path: `${path}/cancel`, body: {}, databaseId: this.#databaseId };
    // The run may have ended by now, and servers of other makers may know no such call.
    await this.#server.call(request, AbortSignal.timeout(CANCEL_MS)).catch(() => undefined);
  }

  async #open(resultId: string, format: string, signal: AbortSignal): Promise<RemoteBody> {
    const path = `/v1/results/${encodeURIComponent(resultId)}?format=${format}`;
    const request = { path, databaseId: this.#databaseId };
    const began = performance.now();
    for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_POLL_MS)) {
      const answer = await this.#server.open(request, signal);
      const { statusCode: status = 0, headers } = answer;
      if (status === 200) {
        const length = headers["content-length"];
        return {
          pieces: transferred(readBody(answer, this.#server.idleMs), this.#server, signal),
          start: 0,
          totalBytes: length === undefined ? undefined : Number(length),
          etag: undefined,
          contentType: headers["content-type"],
          close: () => answer.destroy(),
        };
      }
      answer.destroy();
      if (status === 409) throw this.#failed("failed");
      if (status !== 202) throw this.#server.statusError({ status, json: undefined });
      if (performance.now() - began > this.#server.idleMs) throw this.#tooSlow();
      await pause(waitMs, undefined, { signal });
    }
  }

  #stored(resultId: string | null | undefined): string {
    if (typeof resultId === "string") return resultId;
    throw new SourceError("unavailable", `${this.#server.label} could not store the result.`);
  }

  /** What is wrong with a statement of ours is the table; whether that is so is looked up. */
  #refusal(answer: FarAnswer): SourceError {
    if (answer.status !== 400) return this.#server.statusError(answer);
    return this.#failed("failed");
  }

  /** Without its words, which may have values in them. */
  #failed(status: string): SourceError {
    const id = `database ${this.#databaseId}`;
    return new SourceError(
      "unreadable",
      `${this.#server.label} could not run the statement (${status}); its query runs of ${id} say why.`,
    );
  }

  #tooSlow(): SourceError {
    const seconds = Math.round(this.#server.idleMs / 1000);
    return new SourceError("unavailable", `${this.#server.label} took longer than ${seconds} s.`);
  }
}
