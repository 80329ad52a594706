/** Largest memory of engine processes, in MiB of what each holds for itself. */
export interface MemoryBounds {
  readonly processMb: number;
  readonly totalMb: number;
}

export interface MemoryBoundsRequest {
  /** Memory of the machine, or of the container where that is less. */
  readonly machineMb: number;
  /** What the statements of one database may use before they spill. */
  readonly engineMemoryMb: number;
  /** What the operator set; derived when undefined. */
  readonly processMb: number | undefined;
  readonly totalMb: number | undefined;
}

/** Bounds of an engine process beside the memory that the engine counts itself. */
const OVERHEAD_MB = 512;
const OVERHEAD_RATIO = 1.25;

/**
 * Half of the machine for one process and three quarters for all, but never less than one database
 * may use by its own limit: work must spill before it is killed.
 */
export function memoryBounds(request: MemoryBoundsRequest): MemoryBounds {
  const { machineMb, engineMemoryMb } = request;
  const least = Math.ceil(engineMemoryMb * OVERHEAD_RATIO) + OVERHEAD_MB;
  const processMb = request.processMb ?? Math.max(Math.floor(machineMb / 2), least);
  const totalMb = request.totalMb ?? Math.max(Math.floor((machineMb * 3) / 4), processMb);
  return { processMb, totalMb };
}

export interface ProcessUse {
  readonly slot: number;
  readonly usedMb: number;
}

export interface MemoryVerdict {
  /** To be ended, with the bound that was passed. */
  readonly kill?: ProcessUse & { readonly boundMb: number };
  /** To close what is warm but not used. */
  readonly shrink: readonly number[];
}

/** Beyond this part of a bound, processes are asked to shrink. */
const SOFT_RATIO = 0.75;

/** What is to be done about the processes' memory: one is ended at a time, the largest. */
export function judgeMemory(uses: readonly ProcessUse[], bounds: MemoryBounds): MemoryVerdict {
  const { processMb, totalMb } = bounds;
  const sum = uses.reduce((total, { usedMb }) => total + usedMb, 0);
  const [largest] = uses.toSorted((a, b) => b.usedMb - a.usedMb);
  const shrink = uses
    .filter(({ usedMb }) => usedMb > processMb * SOFT_RATIO || sum > totalMb * SOFT_RATIO)
    .map(({ slot }) => slot);
  if (largest === undefined) return { shrink };
  if (largest.usedMb > processMb) return { shrink, kill: { ...largest, boundMb: processMb } };
  if (sum > totalMb) return { shrink, kill: { slot: largest.slot, usedMb: sum, boundMb: totalMb } };
  return { shrink };
}
