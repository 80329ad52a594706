import type { BinaryBody, LoadProgress } from "hotdata";
import { UploadSourceError } from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

const MIB = 1_024 ** 2;
const PART_BYTES = 5 * MIB;
const LINES = 1_000_000;

/** More than two parts; every line is different, so that misplaced parts would show. */
function largeCsv(): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: LINES }, (_, i) => `line ${i * 7_919}`);
  return new TextEncoder().encode(`text\n${lines.join("\n")}\n`);
}

async function* piecesOf(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += 700_001) yield bytes.slice(at, at + 700_001);
}

export const fileTests: PortableTests = {
  "a small one of every kind": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const text = "id,name\n1,Ada\n2,Grace\n";
    const bytes = new TextEncoder().encode(text);
    const sources: readonly BinaryBody[] = [
      new Blob([text]),
      new File([text], "people.csv"),
      bytes,
      bytes.buffer,
      new Blob([text]).stream(),
      piecesOf(bytes),
    ];
    for (const source of sources) {
      const { rowCount } = await db.load("people", source);
      equal(rowCount, 2);
      equal(await db.sql`SELECT name FROM people ORDER BY id`.rows(), [
        { name: "Ada" },
        { name: "Grace" },
      ]);
    }
    await db.delete();
  },

  "a large one in parts: of a Blob, and of a stream": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const bytes = largeCsv();
    for (const source of [new Blob([bytes]), piecesOf(bytes)]) {
      const seen: LoadProgress[] = [];
      await db.load("lines", source, {
        partSizeBytes: PART_BYTES,
        onProgress: (progress) => void seen.push(progress),
      });
      const found =
        await db.sql`SELECT count(*) AS n, count(DISTINCT text) AS m FROM lines`.first();
      equal(found, { n: LINES, m: LINES });
      const sent = seen.map(({ sentBytes }) => sentBytes);
      equal(
        sent.toSorted((a, b) => a - b),
        sent,
      );
      ok(sent.length > 4);
      equal(seen.at(-1)?.totalBytes, bytes.length);
    }
    await db.delete();
  },

  "rows with all digits": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const rows = [
      { id: 9_223_372_036_854_775_807n, at: new Date(0), tags: ["ä"], left: undefined },
      { id: 1, at: new Date(86_400_000), tags: [], left: 1.5 },
    ];
    const options = { schema: "sales" };
    equal((await db.load("events", rows, options)).schemaName, "sales");
    const found = await db.sql`SELECT id, tags, "left" FROM sales.events ORDER BY id`.rows();
    equal(found, [
      { id: 1, tags: [], left: 1.5 },
      { id: 9_223_372_036_854_775_807n, tags: ["ä"], left: null },
    ]);
    const error = await rejection(db.load("bad", [{ a: Number.NaN }]), UploadSourceError);
    match(error.message, /row 1: NaN cannot be sent as JSON/);
    await db.delete();
  },

  "an upload that is aborted: the stream is cancelled, no request is left": async ({ hotdata }) => {
    let isCancelled = false;
    const piece = new Uint8Array(MIB);
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(piece.slice()),
      cancel: () => void (isCancelled = true),
    });
    const abort = new AbortController();
    const reason = new Error("enough");
    const uploading = hotdata.uploads.upload(endless, {
      signal: abort.signal,
      onProgress: ({ sentBytes }) => {
        if (sentBytes > 2 * PART_BYTES) abort.abort(reason);
      },
    });
    equal(await uploading.catch((error: unknown) => error === reason), true);
    ok(isCancelled);
  },

  "a source that fails, or is too short": async ({ hotdata }) => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(9 * MIB);
      throw new RangeError("the disk is gone");
    }
    const error = await rejection(hotdata.uploads.upload(failing()), RangeError);
    equal(error.message, "the disk is gone");
    const short = hotdata.uploads.upload(piecesOf(new Uint8Array(10)), { sizeBytes: 11 });
    match((await rejection(short, UploadSourceError)).message, /10 bytes.* 11$/);
  },
};
