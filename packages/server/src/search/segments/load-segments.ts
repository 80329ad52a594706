import { stat } from "node:fs/promises";
import type { Mutex } from "../../engine/duckdb/mutex.ts";
import { isMissing } from "../../lake/catalog/durable-files.ts";
import type { IndexFolder } from "./index-folder.ts";
import { makeSegments } from "./make-segments.ts";
import type { OpenSegment } from "./segment-cache.ts";
import type { SegmentKind } from "./segment-kind.ts";
import type { FileSource, SegmentSource, Sources } from "./segment-source.ts";

/** Files up to this size are read many at a time. */
const SMALL_BYTES = 262_144;
const MAX_SMALL_FILES = 64;
/** Files of more bytes leave a segment on disk, however few rows they have. */
const STORED_BYTES = 4_194_304;
const PARALLEL_OPENS = 8;

export interface LoadParts<Segment, Value> {
  readonly kind: SegmentKind<Segment, Value>;
  readonly folder: IndexFolder;
  /** Lets one big file at a time be read, of all indexes. */
  readonly turns: Mutex;
}

interface MakeParts<Segment, Value> extends LoadParts<Segment, Value> {
  readonly isStored?: boolean;
}

export interface LoadOutcome<Segment> {
  readonly signal: AbortSignal;
  loaded(source: SegmentSource, opened: OpenSegment<Segment>): void;
  failed(source: SegmentSource, error: unknown): void;
}

/** Opens the segments that are on disk and makes the others; tells of each. */
export async function loadSegments<Segment, Value>(
  sources: readonly SegmentSource[],
  parts: LoadParts<Segment, Value>,
  outcome: LoadOutcome<Segment>,
): Promise<void> {
  const missing = await openStored(sources, parts, outcome);
  const inline = missing.filter((source) => source.kind === "inline");
  const files = missing.filter((source) => source.kind === "file");
  const sizes = await Promise.all(files.map(({ path }) => sizeOf(path)));
  const small = files.filter((_, index) => (sizes[index] ?? 0) <= SMALL_BYTES);
  for (const source of inline) await make([source], parts, outcome);
  for (const group of groupsOf(small)) await make(group, parts, outcome);
  for (const [index, source] of files.entries()) {
    const sizeBytes = sizes[index] ?? 0;
    if (sizeBytes <= SMALL_BYTES) continue;
    const made = makeInTurn(source, { ...parts, isStored: sizeBytes > STORED_BYTES }, outcome);
    await made.catch((error: unknown) => outcome.failed(source, error));
  }
}

async function makeInTurn<Segment, Value>(
  source: FileSource,
  parts: MakeParts<Segment, Value>,
  outcome: LoadOutcome<Segment>,
): Promise<void> {
  const { kind, turns } = parts;
  await kind.ready?.(source, outcome.signal);
  await turns.run(() => make([source], parts, outcome), outcome.signal);
}

/** @returns those that are not there, or damaged */
async function openStored<Segment, Value>(
  sources: readonly SegmentSource[],
  { kind, folder }: LoadParts<Segment, Value>,
  outcome: LoadOutcome<Segment>,
): Promise<SegmentSource[]> {
  const nameOf = ({ name }: SegmentSource): string => `${name}.${kind.suffix}`;
  const missing = sources.filter((source) => !folder.has(nameOf(source)));
  const stored = sources.filter((source) => folder.has(nameOf(source))).values();
  const work = async (): Promise<void> => {
    for (const source of stored) {
      try {
        outcome.loaded(source, await kind.open(folder.pathOf(nameOf(source))));
      } catch (error) {
        if (!kind.isDamage(error) && !isMissing(error)) {
          outcome.failed(source, error);
          continue;
        }
        await folder.delete(nameOf(source));
        missing.push(source);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_OPENS }, work));
  return missing;
}

async function make<Segment, Value>(
  sources: Sources,
  { kind, folder, isStored = false }: MakeParts<Segment, Value>,
  outcome: LoadOutcome<Segment>,
): Promise<void> {
  const { signal } = outcome;
  const waiting = [...sources];
  try {
    signal.throwIfAborted();
    // Large ones keep there what does not fit into memory.
    await folder.make();
    for await (const opened of makeSegments(sources, { kind, folder, isStored, signal })) {
      const source = waiting.shift();
      if (source !== undefined) outcome.loaded(source, opened);
    }
  } catch (error) {
    for (const source of waiting) outcome.failed(source, error);
  }
}

/** Files that one statement can read. */
function groupsOf(files: readonly FileSource[]): FileSource[][] {
  const alike = Map.groupBy(files, ({ source }) => JSON.stringify(source));
  return [...alike.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / MAX_SMALL_FILES) }, (_, index) =>
      group.slice(index * MAX_SMALL_FILES, (index + 1) * MAX_SMALL_FILES),
    ),
  );
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    // Reading it will say what is wrong.
    return Infinity;
  }
}
