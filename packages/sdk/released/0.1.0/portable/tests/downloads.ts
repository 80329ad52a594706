import { ConnectionError, TimeoutError } from "hotdata";
import type { ResultFormat } from "hotdata";
import { equal, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

const FORMATS: readonly ResultFormat[] = ["csv", "json", "md", "arrow", "parquet"];
const SQL = "SELECT i AS n, 'a \"row\",' || chr(10) || i AS text FROM range(30000) t(i)";

/** Not `new Response(stream).text()`: browsers hide there why a stream failed. */
async function read(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}

export const downloadTests: PortableTests = {
  "every format, whole": async ({ hotdata, host, apiKey }) => {
    const { resultId } = await hotdata.query.query({ sql: SQL });
    ok(resultId, "the result is stored");
    for (const format of FORMATS) {
      const plain = await fetch(`${host}/v1/results/${resultId}?format=${format}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      });
      const [expected, found] = await Promise.all([
        plain.text(),
        hotdata.results.download(resultId, { format }).then(read),
      ]);
      ok(found === expected, `${format} differs`);
    }
  },

  "a part": async ({ hotdata }) => {
    const { resultId } = await hotdata.query.query({ sql: SQL });
    const part = { format: "md", offset: 29_998, limit: 10 } as const;
    const text = await read(await hotdata.results.download(resultId ?? "", part));
    equal(text.split("\n").length, 5);
  },

  "cut, although the message ends properly, it is an error": async ({ meet }) => {
    for (const format of FORMATS) {
      const { hotdata } = meet("ended-early");
      const stream = await hotdata.results.download("rslt1", { format });
      await rejection(read(stream), ConnectionError);
    }
  },

  "cut by the network it is an error": async ({ meet }) => {
    for (const fault of ["cut-with-length", "cut-chunked"]) {
      const { hotdata } = meet(fault);
      const stream = await hotdata.results.download("rslt1", { format: "json" });
      await rejection(read(stream), ConnectionError);
    }
  },

  "while nothing comes, its time limit passes": async ({ meet }) => {
    const { hotdata } = meet("silent");
    const options = { format: "csv", timeoutMs: 200 } as const;
    await rejection(hotdata.results.download("rslt1", options), TimeoutError);
  },

  "left early, the transfer ends": async ({ hotdata }) => {
    const { resultId } = await hotdata.query.query({ sql: SQL });
    const stream = await hotdata.results.download(resultId ?? "", { format: "csv" });
    const reader = stream.getReader();
    const { value } = await reader.read();
    ok(value !== undefined && value.length > 0);
    await reader.cancel();
    equal((await reader.read()).done, true);
  },
};
