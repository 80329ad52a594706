import { mkdir } from "node:fs/promises";
import { type Handlers, serveCalls } from "../../engine/pool/serve-calls.ts";
import { Segments } from "../segments/segments.ts";
import type { SearchCalls } from "./search-protocol.ts";

function makeHandlers(): Handlers<SearchCalls> {
  let segments: Segments | undefined;
  const opened = (): Segments => {
    if (segments === undefined)
      throw new Error("the search process was called before it was opened");
    return segments;
  };
  return {
    open: async (settings) => {
      await mkdir(settings.duckdb.scratchDir, { recursive: true });
      segments = await Segments.open(settings);
      return null;
    },
    prepare: (indexed, signal) => opened().prepare(indexed, signal),
    find: (request, signal) => opened().find(request, signal),
    embed: ({ embedding, texts }, signal) => opened().embed(embedding, texts, signal),
    remove: async (index) => {
      await opened().remove(index);
      return null;
    },
    shrink: async () => {
      opened().shrink();
      return null;
    },
    close: async () => {
      await segments?.close();
      return null;
    },
  };
}

// Entry of the search process.
serveCalls(makeHandlers());
