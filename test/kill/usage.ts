import { descriptorsOf, pssMb } from "../server/process-usage.ts";
import type { ServerProcess } from "../server/server-process.ts";

/** What the server's processes take (Linux); memory in MB. */
export interface Usage {
  readonly apiMb: number;
  readonly apiDescriptors: number;
  readonly engines: number;
  readonly enginesMb: number;
  readonly enginesDescriptors: number;
}

export function usageOf(server: ServerProcess): Usage {
  const engines = server.enginePids();
  const sum = (measure: (pid: number) => number): number =>
    engines.reduce((total, pid) => total + measure(pid), 0);
  return {
    apiMb: pssMb(server.pid),
    apiDescriptors: descriptorsOf(server.pid),
    engines: engines.length,
    enginesMb: sum(pssMb),
    enginesDescriptors: sum(descriptorsOf),
  };
}

export function usageText(usage: Usage): string {
  const { apiMb, apiDescriptors, engines, enginesMb, enginesDescriptors } = usage;
  return (
    `memory (PSS) of the API process ${apiMb.toFixed(0)} MB, of ${engines} engines ` +
    `${enginesMb.toFixed(0)} MB; descriptors ${apiDescriptors} and ${enginesDescriptors}`
  );
}
