import { ApiException } from "hotdata";
import type { LoadProgress } from "hotdata";
import { equal, match, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

const MIB = 1024 ** 2;
const CSV = "id,name\n1,Ada\n2,Grace\n";
const PEOPLE = [
  { id: 1, name: "Ada" },
  { id: 2, name: "Grace" },
];

class ChangedMind extends Error {}
class DiskGone extends Error {}

/** Text that is a CSV of one column, of exactly this many bytes. */
function largeCsv(bytes: number): Uint8Array<ArrayBuffer> {
  const csv = new Uint8Array(bytes).fill(0x37);
  for (let i = 99; i < bytes; i += 100) csv[i] = 0x0a;
  return csv;
}

/** Pieces whose borders fit no part. */
function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += 700_001)));
      else controller.close();
    },
  });
}

export const loadTests: PortableTests = {
  "in the background, waited for as a job": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const request = { mode: "replace", data: "n\n1\n2\n3\n", async: true };
    const receipt = await hotdata.databases.loadDatabaseTable(id, "main", "numbers", request);
    ok("statusUrl" in receipt);
    const job = await hotdata.jobs.wait(receipt.id, { timeoutMs: 25_000 });
    equal(job.status, "succeeded");
    ok(job.result && "rowCount" in job.result);
    equal(job.result.rowCount, 3);
    await hotdata.databases.deleteDatabase(id);
  },

  "a file that is not what it says": async ({ hotdata }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const upload = await hotdata.uploads.uploadFile(new Blob(["no Parquet at all"]));
    const request = { mode: "replace", uploadId: upload.id, format: "parquet" } as const;
    const call = hotdata.databases.loadDatabaseTable(id, "main", "t", request);
    const error = await rejection(call, ApiException);
    equal(error.status, 400);
    match(error.message, /No magic bytes/);
    await hotdata.databases.deleteDatabase(id);
  },

  "db.load takes files, bytes, streams and rows": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const bytes = new TextEncoder().encode(CSV);
    const sources = {
      file: new File([CSV], "people.csv"),
      blob: new Blob([CSV], { type: "text/csv" }),
      bytes,
      buffer: bytes.slice().buffer,
      stream: inPieces(bytes),
      rows: PEOPLE,
    };
    for (const [table, source] of Object.entries(sources)) {
      const { rowCount } = await db.load(`of.${table}`, source);
      equal(rowCount, 2, table);
      const rows = await db.sql.text(`SELECT * FROM "of"."${table}" ORDER BY id`).rows();
      equal(rows, PEOPLE, table);
    }
    await db.delete();
  },

  "rows keep their digits and times": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const moment = new Date("2026-02-28T12:34:56.789Z");
    await db.load("facts", [
      { big: 9_223_372_036_854_775_807n, moment, text: "ü🦆\n", half: 0.5, yes: true },
      { big: -1n, moment, text: null, half: null, yes: false },
    ]);
    const rows = await db.sql`
      SELECT big, epoch_ms(moment) AS moment, text, half, yes FROM facts ORDER BY big DESC`.rows();
    const time = moment.getTime();
    equal(rows, [
      { big: 9_223_372_036_854_775_807n, moment: time, text: "ü🦆\n", half: 0.5, yes: true },
      { big: -1, moment: time, text: null, half: null, yes: false },
    ]);
    await db.delete();
  },

  "large files and streams go in parts, and tell how far they are": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const csv = largeCsv(17 * MIB);
    for (const source of [new Blob([csv]), inPieces(csv)]) {
      const told: LoadProgress[] = [];
      const { rowCount } = await db.load("large", source, {
        format: "csv",
        csv: { header: false },
        partSizeBytes: 5 * MIB,
        onProgress: (progress) => told.push(progress),
      });
      equal(rowCount, Math.ceil(csv.length / 100));
      const sent = told.map(({ sentBytes }) => sentBytes);
      equal(
        sent,
        sent.toSorted((a, b) => a - b),
      );
      equal([told.at(-1)?.phase, sent.at(-1)], ["loading", csv.length]);
      ok(new Set(sent).size >= 4, `progress was told only at ${sent.join(", ")}`);
    }
    await db.delete();
  },

  "a load that is aborted while it uploads": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const controller = new AbortController();
    const source = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.enqueue(largeCsv(MIB));
      },
    });
    const load = db.load("endless", source, {
      signal: controller.signal,
      onProgress: ({ sentBytes }) => {
        if (sentBytes > 0) controller.abort(new ChangedMind());
      },
    });
    await rejection(load, ChangedMind);
    const error = await rejection(db.sql`SELECT * FROM endless`.rows(), ApiException);
    equal(error.status, 400);
    await db.delete();
  },

  "a source that breaks, or has no rows, is an error of its own": async ({ hotdata }) => {
    const db = await hotdata.databases.create();
    const source = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.error(new DiskGone());
      },
    });
    await rejection(db.load("broken", source), DiskGone);
    const error = await rejection(db.load("broken", []), ApiException);
    match(error.message, /is empty/);
    await db.delete();
  },
};
