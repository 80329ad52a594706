import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface ServerState {
  /** Open files and sockets, without the catalogs below. */
  readonly descriptors: number;
  /** Files of databases' catalogs, of which the server keeps some open. */
  readonly catalogFiles: number;
  /** Open files that were removed. */
  readonly removed: readonly string[];
  readonly memoryMb: number;
}

/** Open files and resident memory of a process (Linux); undefined elsewhere. */
export function serverState(pid: number): ServerState | undefined {
  if (process.platform !== "linux") return undefined;
  const targets = readdirSync(`/proc/${pid}/fd`).map((name) => targetOf(pid, name));
  const isCatalog = (target: string): boolean => target.includes("/catalog.sqlite");
  return {
    descriptors: targets.filter((target) => !isCatalog(target)).length,
    catalogFiles: targets.filter(isCatalog).length,
    removed: targets.filter((target) => target.endsWith(" (deleted)")),
    memoryMb: residentMb(pid),
  };
}

/** What a descriptor stands for; it may be closed in the meantime. */
function targetOf(pid: number, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${name}`);
  } catch {
    return "closed";
  }
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024);
}

/** Lines of the log that tell of something nobody foresaw. */
export function unexpectedLines(log: string): string[] {
  return log.split("\n").filter((line) => {
    if (line.trim() === "") return false;
    try {
      const { level }: { level?: number } = JSON.parse(line);
      return level === undefined || level >= 50;
    } catch {
      return true;
    }
  });
}
