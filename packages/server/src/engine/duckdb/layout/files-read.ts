import type { TableScan, VisibleTable } from "../../engine.ts";

/**
 * How many data files a statement opened, as the engine's own plan counts them, of all that its
 * tables have: files that were left out before are counted in. Undefined without any files.
 */
export function filesRead(plan: string, tables: readonly VisibleTable[]): string | undefined {
  const total = tables.reduce((sum, { scan, fileCount }) => sum + (fileCount ?? files(scan)), 0);
  if (total === 0) return undefined;
  const scans = [...plan.matchAll(/Total Files Read\W{1,5}(\d+)/g)];
  const read = scans.reduce((sum, [, count]) => sum + Number(count), 0);
  return `files read ${read} of ${total}`;
}

function files({ parts }: TableScan): number {
  return parts.reduce((sum, part) => sum + (part.kind === "files" ? part.files.length : 0), 0);
}
