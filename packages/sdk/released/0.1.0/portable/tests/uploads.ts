import type { BinaryBody, Hotdata } from "hotdata";
import { equal, ok } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

const CSV = "id,name\n1,Ada\n2,Grace\n";
const BYTES = new TextEncoder().encode(CSV);

async function namesAfter(hotdata: Hotdata, data: BinaryBody): Promise<unknown> {
  const upload = await hotdata.uploads.uploadFile(data, { contentType: "text/csv" });
  equal(upload.sizeBytes, BYTES.length);
  const { id } = await hotdata.databases.createDatabase({});
  const request = { mode: "replace", uploadId: upload.id };
  await hotdata.databases.loadDatabaseTable(id, "main", "people", request);
  const sql = "SELECT name FROM people ORDER BY id";
  const { rows } = await hotdata.query.query({ sql }, { xDatabaseId: id });
  await hotdata.databases.deleteDatabase(id);
  return rows;
}

async function* pieces(): AsyncGenerator<Uint8Array, void> {
  yield BYTES.subarray(0, 5);
  await Promise.resolve();
  yield BYTES.subarray(5);
}

function pieceStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(BYTES.slice(0, 5));
      controller.enqueue(BYTES.slice(5));
      controller.close();
    },
  });
}

const SOURCES: Readonly<Record<string, () => BinaryBody>> = {
  "a Blob": () => new Blob([CSV]),
  "a File": () => new File([CSV], "people.csv", { type: "text/csv" }),
  "a Uint8Array": () => BYTES,
  "a part of a buffer": () => Uint8Array.of(0, ...BYTES, 0).subarray(1, -1),
  "an ArrayBuffer": () => BYTES.slice().buffer,
  "a stream": pieceStream,
  "the stream of a Blob": () => new Blob([CSV]).stream(),
  "an async iterable": pieces,
};

export const uploadTests: PortableTests = {
  ...Object.fromEntries(
    Object.entries(SOURCES).map(([name, source]) => [
      name,
      async ({ hotdata }) => equal(await namesAfter(hotdata, source()), [["Ada"], ["Grace"]]),
    ]),
  ),

  "a large stream": async ({ hotdata }) => {
    const piece = new Uint8Array(1024 * 1024).fill(10);
    let left = 8;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(piece.slice());
      },
    });
    const upload = await hotdata.uploads.uploadFile(stream);
    equal(upload.sizeBytes, 8 * piece.length);
  },

  "a stream that fails": async ({ hotdata }) => {
    const reason = new Error("the disk is gone");
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(reason);
      },
    });
    let failure: unknown;
    try {
      await hotdata.uploads.uploadFile(stream);
    } catch (error) {
      failure = error;
    }
    ok(failure instanceof Error, "it is an error");
    const words = `${failure.message} ${String(failure.cause)}`;
    ok(words.includes("the disk is gone"), `the reason is lost: ${words}`);
  },

  "a session with parts": async ({ hotdata }) => {
    const session = await hotdata.uploads.createUploadSession({ declaredSizeBytes: BYTES.length });
    ok(session.url);
    const { headers } = session;
    const put = await fetch(session.url, { method: "PUT", body: BYTES, headers });
    equal(put.status, 200);
    const token = { xUploadFinalizeToken: session.finalizeToken };
    const finalized = await hotdata.uploads.finalizeUpload(session.uploadId, {}, token);
    equal(finalized.sizeBytes, BYTES.length);
  },
};
