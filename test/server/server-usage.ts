import { descriptorsOf, pssMb } from "./process-usage.ts";
import type { ServerProcess } from "./server-process.ts";

/** What the server's processes take (Linux); memory in MB. */
export interface Usage {
  readonly apiMb: number;
  readonly apiDescriptors: number;
  readonly enginesMb: number;
  /** Of each engine process. */
  readonly engineDescriptors: readonly number[];
}

export function usageOf(server: ServerProcess): Usage {
  const engines = server.enginePids();
  return {
    apiMb: pssMb(server.pid),
    apiDescriptors: descriptorsOf(server.pid),
    enginesMb: engines.reduce((sum, pid) => sum + pssMb(pid), 0),
    engineDescriptors: engines.map(descriptorsOf),
  };
}

export function usageText({ apiMb, apiDescriptors, enginesMb, engineDescriptors }: Usage): string {
  const ofEngines = engineDescriptors.reduce((sum, count) => sum + count, 0);
  return (
    `memory (PSS) of the API process ${apiMb.toFixed(0)} MB, of ${engineDescriptors.length} engines ` +
    `${enginesMb.toFixed(0)} MB; descriptors ${apiDescriptors} and ${ofEngines}`
  );
}
