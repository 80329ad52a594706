import { join } from "node:path";
import { z } from "zod";
import { runProcess } from "../../test/compat/run-process.ts";
import type { Bench } from "../bench.ts";
import { findPython, SEARCH_PEERS } from "./python-programs.ts";

const PROGRAM = join(import.meta.dirname, "vector-peers.py");
const LIMIT_MS = 900_000;

const peer = z.object({
  name: z.string(),
  build_ms: z.number(),
  memory_mb: z.number(),
  latencies_ms: z.array(z.number()),
  recall: z.number(),
  /** How much is looked through in a query; null when all is. */
  setting: z.number().nullable(),
});
export type VectorPeer = z.infer<typeof peer>;

export interface PeerCall {
  readonly path: string;
  readonly queries: readonly (readonly number[])[];
  readonly truth: readonly (readonly number[])[];
}

/** faiss and hnswlib over the same vectors; none, and said in a line, where they cannot be had. */
export async function runVectorPeers(bench: Bench, call: PeerCall): Promise<readonly VectorPeer[]> {
  const python = await findPython(bench, SEARCH_PEERS);
  if (python === undefined) return [];
  const { path, queries, truth } = call;
  const input = JSON.stringify({ path, queries, truth, threads: bench.limits.threads });
  const output = await runProcess(python, [PROGRAM], { input, timeoutMs: LIMIT_MS });
  return output
    .trim()
    .split("\n")
    .map((line) => peer.parse(JSON.parse(line)));
}
