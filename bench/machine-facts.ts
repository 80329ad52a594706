import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { DuckDBInstance } from "@duckdb/node-api";
import type { EngineLimits } from "./bench.ts";

/** What the figures depend on beside our code, in a few lines. */
export async function machineFacts(limits: EngineLimits): Promise<string> {
  const memoryGb = (totalmem() / 1_024 ** 3).toFixed(0);
  return [
    `machine: ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${memoryGb} GiB, ${type()} ${release()}`,
    `software: Node ${process.versions.node}, DuckDB ${await duckDbVersion()}`,
    `engine and bare DuckDB alike: ${limits.threads} threads, memory limit ${limits.memoryMb} MB`,
    `load average at the start: ${loadavg()[0]?.toFixed(2)}`,
  ].join("\n");
}

async function duckDbVersion(): Promise<string> {
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll("SELECT version()");
    return String(reader.getRows()[0]?.[0]);
  } finally {
    instance.closeSync();
  }
}
