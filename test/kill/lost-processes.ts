export interface LostProcess {
  readonly pid: number;
  /** Query runs that the server says it took along. */
  readonly runIds: readonly string[];
}

/** The processes that the server's log says were lost. */
export function lostProcesses(log: string): LostProcess[] {
  return log.split("\n").flatMap((line) => {
    if (!line.includes('"engine process lost"')) return [];
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== "object" || entry === null) return [];
    const { pid, run_ids: runIds } = Object.fromEntries(Object.entries(entry));
    if (!Array.isArray(runIds)) throw new Error(`a lost process without its runs: ${line}`);
    return [{ pid: Number(pid), runIds: runIds.map(String) }];
  });
}
