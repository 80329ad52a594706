import type { DiskSpace } from "../limits/disk-space.ts";
import type { Admission } from "../admission/admission.ts";
import { privateMemoryMb } from "../engine/pool/process-memory.ts";
import type { Metrics } from "../telemetry/metrics.ts";

const MEBIBYTE = 1_024 ** 2;

export interface GaugedParts {
  readonly engine: { readonly pids: readonly number[] };
  readonly disk: Pick<DiskSpace, "freeBytes">;
  readonly admissions: Readonly<
    Record<"statements" | "exports" | "loads", Pick<Admission, "counts">>
  >;
}

/** Figures of the process, and those that the parts of the server know at any time. */
export function addGauges(metrics: Metrics, { engine, disk, admissions }: GaugedParts): void {
  metrics.addProcess();
  const single = (value: number): ReadonlyMap<string, number> => new Map([["", value]]);
  metrics.addGauge({
    name: "hotdata_engine_processes",
    help: "Engine processes that run.",
    read: async () => single(engine.pids.length),
  });
  metrics.addGauge({
    name: "hotdata_engine_memory_bytes",
    help: "Memory that engine processes hold for themselves; only Linux tells.",
    read: async () => new Map(await engineMemory(engine.pids)),
  });
  metrics.addGauge({
    name: "hotdata_disk_free_bytes",
    help: "Free space on the disk of the data folder.",
    read: async () => single(await disk.freeBytes()),
  });
  for (const [kind, admission] of Object.entries(admissions)) {
    metrics.addGauge({
      name: `hotdata_${kind}`,
      help: `What of ${kind} has a turn, has stepped aside after a long one, or waits for one.`,
      label: "state",
      read: async () => new Map(Object.entries(admission.counts)),
    });
  }
}

async function engineMemory(pids: readonly number[]): Promise<[string, number][]> {
  const known = (await Promise.all(pids.map(privateMemoryMb))).filter((mb) => mb !== undefined);
  if (known.length === 0) return [];
  return [["", known.reduce((sum, mb) => sum + mb, 0) * MEBIBYTE]];
}
