import { openAsBlob } from "node:fs";
import { parentPort } from "node:worker_threads";
import { ParquetFile } from "parquet-wasm/node";
import type { ArrowAnswer, ArrowCall, ArrowSource } from "./arrow-protocol.ts";
import { isArrowCall } from "./arrow-protocol.ts";
import { recordBatchMessages } from "./ipc-stream.ts";

const BATCH_ROWS = 65_536;

interface OpenStream {
  readonly file: ParquetFile;
  readonly pieces: Iterator<RowGroupSlice>;
}

interface RowGroupSlice {
  readonly rowGroup: number;
  readonly offset: number;
  readonly limit: number;
}

/** Entry of the worker thread: Parquet row groups in, Arrow record batch messages out. */
function serve(): void {
  const streams = new Map<number, OpenStream>();
  parentPort?.on("message", (call) => {
    if (!isArrowCall(call)) return;
    void answer(streams, call).then((reply) => {
      // Handed over, not copied; wasm memory itself never leaves the worker.
      const transfer = reply.type === "piece" && reply.bytes !== null ? [reply.bytes.buffer] : [];
      parentPort?.postMessage(reply, transfer);
    });
  });
}

async function answer(streams: Map<number, OpenStream>, call: ArrowCall): Promise<ArrowAnswer> {
  try {
    switch (call.type) {
      case "open":
        streams.set(call.stream, await openStream(call));
        return { type: "done", id: call.id };
      case "next":
        return { type: "piece", id: call.id, bytes: await nextPiece(streams.get(call.stream)) };
      case "close":
        streams.get(call.stream)?.file.free();
        streams.delete(call.stream);
        return { type: "done", id: call.id };
    }
  } catch (error) {
    return { type: "failure", id: call.id, message: String(error) };
  }
}

async function openStream(call: ArrowCall & { readonly type: "open" }): Promise<OpenStream> {
  const file = await ParquetFile.fromFile(await blobOf(call.source));
  return { file, pieces: slices(rowGroupSizes(file), call.offset, call.limit) };
}

function blobOf(source: ArrowSource): Promise<Blob> {
  return "path" in source ? openAsBlob(source.path) : Promise.resolve(new Blob([source.bytes]));
}

function rowGroupSizes(file: ParquetFile): number[] {
  const metadata = file.metadata();
  const sizes = metadata.rowGroups().map((group) => {
    const rows = group.numRows();
    group.free();
    return rows;
  });
  metadata.free();
  return sizes;
}

/** The parts of row groups that a page of rows touches. */
function* slices(
  sizes: readonly number[],
  offset: number,
  limit: number | undefined,
): Generator<RowGroupSlice> {
  let skip = offset;
  let left = limit ?? Number.POSITIVE_INFINITY;
  for (const [rowGroup, size] of sizes.entries()) {
    const rows = Math.min(size - skip, left);
    if (rows > 0) yield { rowGroup, offset: Math.max(skip, 0), limit: rows };
    left -= Math.max(rows, 0);
    skip = Math.max(skip - size, 0);
    if (left <= 0) return;
  }
}

async function nextPiece(stream: OpenStream | undefined): Promise<Uint8Array<ArrayBuffer> | null> {
  const next = stream?.pieces.next();
  if (stream === undefined || next === undefined || next.done === true) return null;
  const { rowGroup, offset, limit } = next.value;
  const table = await stream.file.read({
    rowGroups: [rowGroup],
    offset,
    limit,
    batchSize: BATCH_ROWS,
  });
  return new Uint8Array(recordBatchMessages(table.intoIPCStream()));
}

serve();
