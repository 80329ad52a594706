/** Limits and folders of one engine process. */
export interface DuckDbSettings {
  /** Memory of each DuckDB instance; beyond it work spills to `spillDir`. */
  readonly memoryMb: number;
  /** Largest size of what one instance spills. */
  readonly spillMb: number;
  readonly threads: number;
  /** Private folder of this process for spilling and for small results being read. */
  readonly scratchDir: string;
  /** Folder that holds a sub-folder for each database. */
  readonly databasesDir: string;
  readonly resultsDir: string;
  readonly uploadsDir: string;
  readonly stagingDir: string;
  /** Folder that holds a sub-folder for each workspace. */
  readonly datasetsDir: string;
  /** Warm sessions kept at most. */
  readonly maxSessions: number;
  readonly sessionIdleMs: number;
}
