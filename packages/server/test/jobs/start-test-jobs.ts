import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import Fastify from "fastify";
import { z } from "zod";
import type { JobAttempt, JobHandler, JobOutcome } from "../../src/jobs/job-handler.ts";
import { registerJobHandler } from "../../src/jobs/job-handler.ts";
import type { JobLimits } from "../../src/jobs/job-turns.ts";
import { openJobs } from "../../src/jobs/open-jobs.ts";
import { type Metastore, openMetastore } from "../../src/metastore/open-metastore.ts";

const Payload = z.object({ name: z.string() });
export type Work = (name: string, attempt: JobAttempt) => Promise<JobOutcome>;

export interface TestJobs extends ReturnType<typeof openJobs> {
  readonly dataDir: string;
  readonly metastore: Metastore;
  submit(workspaceId: string, name: string, databaseId?: string): Promise<string>;
  /** Ends the runner and the metastore as a crash would: nothing is put right. */
  close(): Promise<void>;
}

export interface TestJobOptions extends Partial<JobLimits> {
  readonly dataDir?: string;
  readonly handler?: Partial<JobHandler<z.infer<typeof Payload>>>;
}

/** The real runner on a metastore of its own, with one kind of job that does `work`. */
export async function startTestJobs(
  t: TestContext,
  work: Work,
  { total = 4, perWorkspace = 4, handler = {}, ...options }: TestJobOptions = {},
): Promise<TestJobs> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "hotdata-jobs-")));
  const metastore: Metastore = openMetastore(dataDir);
  const parts = openJobs(metastore, { total, perWorkspace });
  const registered = registerJobHandler({
    type: "noop",
    payload: Payload,
    isResumable: true,
    run: ({ name }, attempt) => work(name, attempt),
    ...handler,
  });
  await parts.jobRunner.start([registered], Fastify({ logger: { level: "silent" } }).log);
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await parts.jobRunner.close();
    await metastore.destroy();
  };
  t.after(async () => {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    ...parts,
    dataDir,
    metastore,
    submit: (workspaceId, name, databaseId) =>
      parts.jobs.submit({ workspaceId, type: "noop", payload: { name }, databaseId }),
    close,
  };
}
