import { abortable } from "../../concurrency/abortable.ts";
import type { Mutex } from "../../engine/duckdb/mutex.ts";
import type { IndexFolder } from "./index-folder.ts";
import { loadSegments } from "./load-segments.ts";
import type { HeldSegment, SegmentCache } from "./segment-cache.ts";
import type { SegmentKind } from "./segment-kind.ts";
import type { SegmentSource } from "./segment-source.ts";

export interface ShelfParts<Segment, Value> {
  readonly kind: SegmentKind<Segment, Value>;
  readonly folder: IndexFolder;
  readonly cache: SegmentCache<Segment>;
  /** Lets one big file at a time be read, of all indexes. */
  readonly turns: Mutex;
}

/** Segments in use, in the order of their sources. */
export interface TakenSegments<Segment> {
  readonly segments: readonly Segment[];
  release(): void;
}

/** Work on segments that somebody waits for; it ends when nobody does any more. */
interface Load {
  readonly controller: AbortController;
  waiterCount: number;
}

type Loading<Segment> = PromiseWithResolvers<HeldSegment<Segment>>;

interface LoadedSegment<Segment> {
  readonly load: Load;
  readonly held: Loading<Segment>;
}

/** The segments of one index: open already, on disk, or to be made. */
export class SegmentShelf<Segment, Value> {
  readonly #parts: ShelfParts<Segment, Value>;
  /** By the segment's name: each is opened, or made, once for all who want it. */
  readonly #loading = new Map<string, LoadedSegment<Segment>>();
  readonly #removed = new AbortController();

  constructor(parts: ShelfParts<Segment, Value>) {
    this.#parts = parts;
  }

  get folder(): IndexFolder {
    return this.#parts.folder;
  }

  /** Whether a segment's file is on disk. */
  isStored(name: string): boolean {
    const { folder, kind } = this.#parts;
    return folder.has(`${name}.${kind.suffix}`);
  }

  async take(
    sources: readonly SegmentSource[],
    signal: AbortSignal,
  ): Promise<TakenSegments<Segment>> {
    const { cache, folder } = this.#parts;
    await folder.open();
    folder.touch(sources.map(({ name }) => name));
    const held = sources.map((source) => cache.take(this.#key(source)));
    const release = (): void => {
      for (const one of held) if (one !== undefined) cache.release(one);
    };
    const missing = sources.filter((_, index) => held[index] === undefined);
    if (missing.length > 0) {
      try {
        const loaded = await this.#loaded(missing, signal);
        let next = 0;
        for (const [index, one] of held.entries())
          if (one === undefined) held[index] = loaded[next++];
      } catch (error) {
        release();
        throw error;
      }
    }
    return { segments: held.flatMap((one) => (one === undefined ? [] : [one.segment])), release };
  }

  /** Ends what is under way, and closes what is not in use. */
  close(reason: Error): void {
    this.#removed.abort(reason);
    const { cache, folder } = this.#parts;
    cache.clear((key) => key.startsWith(`${folder.path}/`));
  }

  /** A segment's file turned out to be damaged: the next search makes it again. */
  async forgetDamaged(sources: readonly SegmentSource[]): Promise<void> {
    const { cache, folder, kind } = this.#parts;
    const keys = new Set(sources.map((source) => this.#key(source)));
    cache.clear((key) => keys.has(key));
    for (const { name } of sources) await folder.delete(`${name}.${kind.suffix}`);
  }

  #key({ name }: SegmentSource): string {
    return `${this.#parts.folder.path}/${name}`;
  }

  async #loaded(
    sources: readonly SegmentSource[],
    signal: AbortSignal,
  ): Promise<HeldSegment<Segment>[]> {
    const fresh = sources.filter(({ name }) => !this.#loading.has(name));
    if (fresh.length > 0) this.#begin(fresh);
    const loads = new Set<Load>();
    const waited = sources.map(async ({ name }) => {
      const loading = this.#loading.get(name);
      if (loading === undefined) throw new Error("a segment that was to be loaded is not");
      loads.add(loading.load);
      const held = await loading.held.promise;
      held.userCount += 1;
      return held;
    });
    for (const load of loads) load.waiterCount += 1;
    try {
      return await abortable(Promise.all(waited), signal);
    } catch (error) {
      for (const one of waited) one.then((held) => this.#parts.cache.release(held)).catch(() => {});
      throw error;
    } finally {
      for (const load of loads) this.#leave(load);
    }
  }

  #leave(load: Load): void {
    load.waiterCount -= 1;
    if (load.waiterCount > 0) return;
    // Who comes now begins anew instead of waiting for what is about to end.
    for (const [name, loading] of this.#loading) {
      if (loading.load === load) this.#loading.delete(name);
    }
    load.controller.abort(new Error("nobody waits for the segment any more"));
  }

  #begin(sources: readonly SegmentSource[]): void {
    const load: Load = { controller: new AbortController(), waiterCount: 0 };
    const signal = AbortSignal.any([load.controller.signal, this.#removed.signal]);
    for (const { name } of sources) {
      const held = Promise.withResolvers<HeldSegment<Segment>>();
      held.promise.catch(() => undefined);
      this.#loading.set(name, { load, held });
    }
    void this.#load(load, sources, signal);
  }

  async #load(load: Load, sources: readonly SegmentSource[], signal: AbortSignal): Promise<void> {
    const { cache } = this.#parts;
    const taken = new Map(sources.map(({ name }) => [name, this.#loading.get(name)?.held]));
    const settle = (name: string, settled: (held: Loading<Segment>) => void): void => {
      const held = taken.get(name);
      if (held !== undefined) settled(held);
      if (this.#loading.get(name)?.load === load) this.#loading.delete(name);
    };
    const loading = loadSegments(sources, this.#parts, {
      signal,
      loaded: (source, opened) => {
        const held = cache.put(this.#key(source), opened);
        settle(source.name, ({ resolve }) => resolve(held));
        // Those who wait have it in use by then.
        setImmediate(() => cache.release(held));
      },
      failed: ({ name }, error) => settle(name, ({ reject }) => reject(error)),
    });
    await loading.catch((error: unknown) => {
      // Those that were told of already stay as they are.
      for (const { name } of sources) settle(name, ({ reject }) => reject(error));
    });
  }
}
