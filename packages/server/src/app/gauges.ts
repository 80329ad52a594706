import type { DiskSpace } from "../limits/disk-space.ts";
import type { Admission } from "../admission/admission.ts";
import type { Metrics } from "../telemetry/metrics.ts";

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
