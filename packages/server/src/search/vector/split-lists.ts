import type { Slices } from "./slices.ts";

/** Bytes of a list's vectors at most: what is read, kept and compared at once. */
const LIST_BYTES = 4_194_304;

const TURN_VECTORS = 65_536;

export interface Lists {
  /** List of each vector. */
  readonly listOf: Uint32Array;
  readonly sizes: Uint32Array;
  /** Cluster that each list is (a part of). */
  readonly clusterOf: Uint32Array;
}

/** Clusters without vectors go, big ones become several lists. */
export async function splitLists(
  clusterOf: Uint32Array,
  dimensions: number,
  slices: Slices,
): Promise<Lists> {
  const limit = listLimit(dimensions);
  const sizes: number[] = [];
  const clusters: number[] = [];
  /** List of each cluster that still takes vectors. */
  const open: number[] = [];
  const listOf = new Uint32Array(clusterOf.length);
  for (const [position, cluster] of clusterOf.entries()) {
    let list = open[cluster];
    if (list === undefined || sizes[list] === limit) {
      list = sizes.push(0) - 1;
      open[cluster] = list;
      clusters.push(cluster);
    }
    sizes[list] = (sizes[list] ?? 0) + 1;
    listOf[position] = list;
    if (position % TURN_VECTORS === 0 && slices.isOver) await slices.pause();
  }
  return { listOf, sizes: Uint32Array.from(sizes), clusterOf: Uint32Array.from(clusters) };
}

/** Vectors that a list has at most. */
export function listLimit(dimensions: number): number {
  return Math.max(1, Math.floor(LIST_BYTES / (dimensions * 4)));
}
