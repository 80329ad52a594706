import { open, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { Metric } from "../search-index.ts";
import type { BuiltClusters } from "./build-clusters.ts";
import { encode, makeComparable } from "./comparable.ts";
import { ListWriter } from "./list-writer.ts";
import { encodeHeader, PREAMBLE_BYTES, preambleOf, type SegmentHeader } from "./segment-format.ts";
import { encodeTables, type SegmentTables } from "./segment-tables.ts";
import type { Slices } from "./slices.ts";
import { splitLists, type Lists } from "./split-lists.ts";
import type { Coding, IrregularVectors } from "./vector-segment.ts";
import type { VectorSpool } from "./vector-spool.ts";

/** Numbers that are copied and turned into codes at a time. */
const BATCH_NUMBERS = 131_072;

export interface SegmentContent {
  readonly metric: Metric;
  readonly dimensions: number;
  /** Regular vectors; undefined where there are none. */
  readonly spool: VectorSpool | undefined;
  /** Their rows. */
  readonly rows: Uint32Array;
  readonly irregular: IrregularVectors;
  /** Undefined where the vectors stay in the order they came in. */
  readonly clusters: BuiltClusters | undefined;
}

/** Writes a segment to a file that does not exist yet, and makes sure that it is on the disk. */
export async function writeSegment(
  path: string,
  content: SegmentContent,
  slices: Slices,
): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await write(file, content, slices);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function write(file: FileHandle, content: SegmentContent, slices: Slices): Promise<void> {
  const { dimensions, rows, clusters, irregular } = content;
  const lists = clusters?.lists ?? (await inOrder(content, slices));
  const coding = clusters?.isCoded === true ? clusters.coding : undefined;
  const vectorsEnd = PREAMBLE_BYTES + rows.length * dimensions * 4;
  const region = { file, sizes: lists.sizes };
  const vectors = new ListWriter({ ...region, offset: PREAMBLE_BYTES, itemBytes: dimensions * 4 });
  const codes = new ListWriter({ ...region, offset: vectorsEnd, itemBytes: dimensions });
  const orderedRows = await writeLists({ content, lists, coding, vectors, codes }, slices);
  const tables: SegmentTables = {
    rows: orderedRows,
    listStarts: startsOf(lists.sizes),
    vectorCrcs: vectors.crcs,
    codeCrcs: coding === undefined ? new Uint32Array() : codes.crcs,
    centroids: clusters?.clusters.centroids ?? new Float32Array(),
    radii: clusters?.clusters.radii ?? new Float32Array(),
    spreads: clusters?.clusters.spreads ?? new Float32Array(),
    mean: coding?.mean ?? new Float32Array(),
    irregularRows: irregular.rows,
    irregularVectors: irregular.vectors,
  };
  const encoded = encodeTables(tables);
  const tablesOffset = vectorsEnd + (coding === undefined ? 0 : rows.length * dimensions);
  await writeAt(file, encoded, tablesOffset);
  const header = encodeHeader({
    metric: content.metric,
    dimensions,
    vectorCount: rows.length,
    irregularCount: irregular.rows.length,
    listCount: lists.sizes.length,
    reach: clusters?.clusters.reach ?? null,
    scale: coding?.scale ?? null,
    codesOffset: vectorsEnd,
    tablesOffset,
    tablesCrc: crc32(encoded),
  } satisfies SegmentHeader);
  const headerOffset = tablesOffset + encoded.length;
  await writeAt(file, header, headerOffset);
  await writeAt(file, preambleOf(header, headerOffset), 0);
}

interface ListsToWrite {
  readonly content: SegmentContent;
  readonly lists: Lists;
  readonly coding: Coding | undefined;
  readonly vectors: ListWriter;
  readonly codes: ListWriter;
}

/** @returns the rows, list after list. */
async function writeLists(input: ListsToWrite, slices: Slices): Promise<Uint32Array> {
  const { content, lists, coding, vectors, codes } = input;
  const { dimensions, rows, spool, metric } = content;
  const ordered = new Uint32Array(rows.length);
  if (spool === undefined) return ordered;
  const next = startsOf(lists.sizes);
  const batchSize = Math.max(1, Math.floor(BATCH_NUMBERS / dimensions));
  for await (const batch of spool.batches(batchSize)) {
    const bytes = new Uint8Array(batch.vectors.slice().buffer);
    if (coding !== undefined) makeComparable(metric, batch.vectors, dimensions);
    const encoded = coding && new Uint8Array(encode(batch.vectors, coding).buffer);
    for (let index = 0; index < batch.count; index++) {
      const list = lists.listOf[batch.first + index] ?? 0;
      const place = next[list] ?? 0;
      next[list] = place + 1;
      ordered[place] = rows[batch.first + index] ?? 0;
      const at = index * dimensions;
      const written = vectors.append(list, bytes.subarray(at * 4, (at + dimensions) * 4));
      // Waiting for nothing would cost more than all the rest.
      if (written !== undefined) await written;
      if (encoded === undefined) continue;
      const coded = codes.append(list, encoded.subarray(at, at + dimensions));
      if (coded !== undefined) await coded;
    }
    if (slices.isOver) await slices.pause();
  }
  await vectors.finish();
  await codes.finish();
  return ordered;
}

/** Lists of vectors as they came. */
function inOrder({ rows, dimensions }: SegmentContent, slices: Slices): Promise<Lists> {
  return splitLists(new Uint32Array(rows.length), dimensions, slices);
}

function startsOf(sizes: Uint32Array): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, list) => {
    starts[list + 1] = (starts[list] ?? 0) + size;
  });
  return starts;
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const written = await file.write(bytes, { offset: done, position: position + done });
    done += written.bytesWritten;
  }
}
