/** Bytes of a list's vectors at most: what is read, kept and compared at once. */
const LIST_BYTES = 4_194_304;

export interface Lists {
  /** List of each vector. */
  readonly listOf: Uint32Array;
  readonly sizes: Uint32Array;
  /** Cluster that each list is (a part of). */
  readonly clusterOf: Uint32Array;
}

/** Clusters without vectors go, big ones become several lists. */
export function splitLists(
  clusterOf: Uint32Array,
  clusterCount: number,
  dimensions: number,
): Lists {
  const limit = Math.max(1, Math.floor(LIST_BYTES / (dimensions * 4)));
  const sizes: number[] = [];
  const clusters: number[] = [];
  const open = new Int32Array(clusterCount).fill(-1);
  const listOf = clusterOf.map((cluster) => {
    let list = open[cluster] ?? -1;
    if (list < 0 || sizes[list] === limit) {
      list = sizes.length;
      open[cluster] = list;
      sizes.push(0);
      clusters.push(cluster);
    }
    sizes[list] = (sizes[list] ?? 0) + 1;
    return list;
  });
  return { listOf, sizes: Uint32Array.from(sizes), clusterOf: Uint32Array.from(clusters) };
}
