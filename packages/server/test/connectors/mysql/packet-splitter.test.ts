import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { PacketSplitter } from "../../../src/connectors/mysql/packet-splitter.ts";
import { SourceError } from "../../../src/connectors/source-error.ts";
import { packetsOf } from "./packets.ts";

const MIB = 1024 ** 2;

/** What comes out when the stream arrives in chunks of such sizes. */
function split(stream: Buffer, sizes: (index: number) => number, maxBytes = 64 * MIB): Buffer[] {
  const splitter = new PacketSplitter(maxBytes);
  const found: Buffer[] = [];
  for (let at = 0, index = 0; at < stream.length; index += 1) {
    const end = at + sizes(index);
    splitter.feed(stream.subarray(at, end));
    at = end;
    while (splitter.next()) {
      found.push(Buffer.from(splitter.bytes.subarray(splitter.start, splitter.end)));
    }
  }
  return found;
}

test("packets come out whole, however the stream is cut", () => {
  const payloads = [0, 1, 3, 250, 70_000, 5, 0, 4].map((size) => randomBytes(size));
  const stream = packetsOf(payloads);
  for (const size of [1, 2, 3, 4, 5, 7, 64, 1_000, 65_536, stream.length]) {
    assert.deepEqual(
      split(stream, () => size),
      payloads,
      `chunks of ${size} bytes`,
    );
  }
  for (let seed = 1; seed <= 20; seed += 1) {
    assert.deepEqual(
      split(stream, (index) => 1 + ((index * 7_919 * seed) % 997)),
      payloads,
    );
  }
});

test("a packet that goes on in the next ones is one, also when the last of them is empty", () => {
  const payloads = [Buffer.of(1), randomBytes(0xff_ff_ff), randomBytes(20 * MIB), Buffer.of(2)];
  const found = split(packetsOf(payloads), () => 60_000);
  assert.equal(found.length, payloads.length);
  for (const [index, payload] of payloads.entries()) assert.ok(found[index]?.equals(payload));
});

test("a packet that is too long is refused before it is collected", () => {
  const stream = packetsOf([Buffer.of(1), randomBytes(40 * MIB)]);
  assert.throws(
    () => split(stream, () => 65_536, 32 * MIB),
    (error) => error instanceof SourceError && error.kind === "unreadable",
  );
});
