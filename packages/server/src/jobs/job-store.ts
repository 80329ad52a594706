import { JobResult, JobType } from "@hotdata/contract";
import { ERROR_CODES, type ErrorCode, type JobProgress, type JobStatus } from "@hotdata/contract";
import type { Kysely, Selectable } from "kysely";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { JobTables } from "../metastore/tables/job-tables.ts";
import type { Job, NewJob } from "./job.ts";

export interface JobFilter {
  readonly workspaceId: string;
  /** Only jobs that work on this database. */
  readonly databaseId?: string | undefined;
  readonly types: readonly JobType[] | undefined;
  readonly statuses: readonly JobStatus[] | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A job with what its handler gets. */
export interface RunnableJob extends Job {
  readonly payload: unknown;
}

export interface JobEnd {
  readonly status: Exclude<JobStatus, "pending" | "running">;
  readonly result?: JobResult | undefined;
  readonly errorCode?: ErrorCode;
  readonly errorMessage?: string | undefined;
}

/** Jobs of a workspace or of a database. */
export type JobOwner = { readonly workspaceId: string } | { readonly databaseId: string };

const UNFINISHED: readonly JobStatus[] = ["pending", "running"];

/** Jobs in the metastore. */
export class JobStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** @param handle a transaction, for a job that comes together with other records */
  async insert(id: string, job: NewJob, handle: Kysely<MetastoreTables> = this.#metastore) {
    const now = new Date().toISOString();
    await handle
      .insertInto("jobs")
      .values({
        id,
        workspace_id: job.workspaceId,
        database_id: job.databaseId ?? null,
        type: job.type,
        status: "pending",
        attempts: 0,
        payload: JSON.stringify(job.payload),
        progress_done: null,
        progress_total: null,
        result: null,
        error_code: null,
        error_message: null,
        run_at: now,
        created_at: now,
        completed_at: null,
      })
      .execute();
  }

  async find(id: string): Promise<Job | undefined> {
    const row = await this.#select().where("id", "=", id).executeTakeFirst();
    return row && jobOf(row);
  }

  /** Newest first. */
  async list(filter: JobFilter): Promise<readonly Job[]> {
    let query = this.#select().where("workspace_id", "=", filter.workspaceId);
    if (filter.databaseId !== undefined) query = query.where("database_id", "=", filter.databaseId);
    if (filter.types !== undefined) query = query.where("type", "in", filter.types);
    if (filter.statuses !== undefined) query = query.where("status", "in", filter.statuses);
    const { limit, offset } = filter;
    const rows = await query.orderBy("seq", "desc").limit(limit).offset(offset).execute();
    return rows.map(jobOf);
  }

  /** The oldest job that may start now, for each workspace that has one. */
  async listNext(now: Date) {
    return (
      this.#metastore
        .selectFrom("jobs")
        // SQLite fills the other columns from the row that holds the minimum.
        .select(({ fn }) => ["id", "workspace_id", "database_id", fn.min("seq").as("first_seq")])
        .where("status", "=", "pending")
        .where("run_at", "<=", now.toISOString())
        .groupBy("workspace_id")
        .execute()
    );
  }

  /** When the first of the jobs may start that may not before `time`. */
  async findStartAfter(time: Date): Promise<Date | undefined> {
    const row = await this.#metastore
      .selectFrom("jobs")
      .select("run_at")
      .where("status", "=", "pending")
      .where("run_at", ">", time.toISOString())
      .orderBy("run_at")
      .executeTakeFirst();
    return row && new Date(row.run_at);
  }

  /** Marks a pending job as running; undefined when it is pending no more. */
  async start(id: string): Promise<RunnableJob | undefined> {
    const row = await this.#metastore
      .updateTable("jobs")
      .set(({ eb }) => ({ status: "running", attempts: eb("attempts", "+", 1) }))
      .where("id", "=", id)
      .where("status", "=", "pending")
      .returningAll()
      .executeTakeFirst();
    return row && runnableJobOf(row);
  }

  /** Lets a running job start again, not before `runAt`. */
  async putBack(id: string, runAt: Date): Promise<void> {
    await this.#metastore
      .updateTable("jobs")
      .set({ status: "pending", run_at: runAt.toISOString() })
      .where("id", "=", id)
      .where("status", "=", "running")
      .execute();
  }

  async putProgress(id: string, { done, total }: JobProgress): Promise<void> {
    await this.#metastore
      .updateTable("jobs")
      .set({ progress_done: done, progress_total: total })
      .where("id", "=", id)
      .execute();
  }

  /** Changes nothing when it has ended before. */
  async end(id: string, { status, result, errorCode, errorMessage }: JobEnd): Promise<void> {
    await this.#metastore
      .updateTable("jobs")
      .set({
        status,
        result: result === undefined ? null : JSON.stringify(result),
        error_code: errorCode ?? null,
        error_message: errorMessage ?? null,
        completed_at: new Date().toISOString(),
        payload: "null",
      })
      .where("id", "=", id)
      .where("status", "in", UNFINISHED)
      .execute();
  }

  /** Those that a stopped server left running, oldest first. */
  async listRunning(): Promise<readonly RunnableJob[]> {
    const query = this.#metastore.selectFrom("jobs").selectAll().where("status", "=", "running");
    return (await query.orderBy("seq").execute()).map(runnableJobOf);
  }

  async listPendingOf(owner: JobOwner): Promise<readonly RunnableJob[]> {
    const query = this.#metastore.selectFrom("jobs").selectAll().where("status", "=", "pending");
    const rows = await (
      "workspaceId" in owner
        ? query.where("workspace_id", "=", owner.workspaceId)
        : query.where("completed_at", "is", null).where("database_id", "=", owner.databaseId)
    ).execute();
    return rows.map(runnableJobOf);
  }

  async deleteOfWorkspace(workspaceId: string): Promise<void> {
    await this.#metastore.deleteFrom("jobs").where("workspace_id", "=", workspaceId).execute();
  }

  /** Payloads can be large: they are left where they are. */
  #select() {
    return this.#metastore
      .selectFrom("jobs")
      .select(["id", "workspace_id", "database_id", "type", "status", "attempts"])
      .select(["progress_done", "progress_total", "result", "error_code", "error_message"])
      .select(["created_at", "completed_at"]);
  }
}

type JobRow = Selectable<JobTables["jobs"]>;

function jobOf(row: Omit<JobRow, "seq" | "payload" | "run_at">): Job {
  const { progress_done: done, progress_total: total } = row;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    databaseId: row.database_id ?? undefined,
    type: JobType.parse(row.type),
    status: row.status,
    attempts: row.attempts,
    progress: done === null ? undefined : { done, total },
    result: row.result === null ? undefined : JobResult.parse(JSON.parse(row.result)),
    errorCode: errorCodeOf(row.error_code),
    errorMessage: row.error_message ?? undefined,
    createdAt: new Date(row.created_at),
    completedAt: row.completed_at === null ? undefined : new Date(row.completed_at),
  };
}

function errorCodeOf(text: string | null): ErrorCode | undefined {
  return text !== null && isErrorCode(text) ? text : undefined;
}

function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CODES, text);
}

function runnableJobOf(row: JobRow): RunnableJob {
  return { ...jobOf(row), payload: JSON.parse(row.payload) };
}
