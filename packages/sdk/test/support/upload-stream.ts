// Uploads 300 MB that are made as they are sent; prints how far memory grew.
import { Hotdata } from "../../src/hotdata.ts";

const PIECE_BYTES = 1_000_000;
const PIECES = 300;
const [host, apiKey] = process.argv.slice(2);

let peakBytes = 0;
function measure(): number {
  const { rss } = process.memoryUsage();
  peakBytes = Math.max(peakBytes, rss);
  return rss;
}

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i += 1) yield new Uint8Array(PIECE_BYTES).fill(0x30 + (i % 10));
}

await using hotdata = new Hotdata({ host, apiKey });
await hotdata.uploads.upload(pieces(1)); // Loads what is loaded when it is first used.
const before = measure();
const timer = setInterval(measure, 5);
const { sizeBytes } = await hotdata.uploads.upload(pieces(PIECES));
clearInterval(timer);
console.log(JSON.stringify({ sizeBytes, growthBytes: peakBytes - before }));
