export interface OpenSegment<Segment> {
  readonly segment: Segment;
  /** Memory that it takes. */
  readonly bytes: number;
  readonly close: () => Promise<void>;
}

/** A segment that is open, and how many use it. */
export interface HeldSegment<Segment> extends OpenSegment<Segment> {
  userCount: number;
  /** Whether the cache has let go of it: it is closed after its last use. */
  isDropped: boolean;
}

/** Keeps the segments used last open, within a number of bytes; those in use stay in any case. */
export class SegmentCache<Segment> {
  readonly #maxBytes: number;
  readonly #held = new Map<string, HeldSegment<Segment>>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** To be released by the caller. */
  take(key: string): HeldSegment<Segment> | undefined {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, held);
    held.userCount += 1;
    return held;
  }

  /** In use by the caller, who releases it. */
  put(key: string, opened: OpenSegment<Segment>): HeldSegment<Segment> {
    this.#drop(key);
    const held = { ...opened, userCount: 1, isDropped: false };
    this.#held.set(key, held);
    this.#bytes += held.bytes;
    this.#shrink(this.#maxBytes);
    return held;
  }

  release(held: HeldSegment<Segment>): void {
    held.userCount -= 1;
    if (held.userCount === 0 && held.isDropped) void closed(held);
    this.#shrink(this.#maxBytes);
  }

  /** Closes what is not in use, of some keys or all. */
  clear(isMeant: (key: string) => boolean = () => true): void {
    for (const key of this.#held.keys()) if (isMeant(key)) this.#drop(key);
  }

  #shrink(maxBytes: number): void {
    if (this.#bytes <= maxBytes) return;
    for (const [key, held] of this.#held) {
      if (this.#bytes <= maxBytes) return;
      if (held.userCount === 0) this.#drop(key);
    }
  }

  #drop(key: string): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    this.#held.delete(key);
    this.#bytes -= held.bytes;
    held.isDropped = true;
    if (held.userCount === 0) void closed(held);
  }
}

async function closed(held: HeldSegment<unknown>): Promise<void> {
  // What it could still say about a file that nobody reads any more helps nobody.
  await held.close().catch(() => undefined);
}
