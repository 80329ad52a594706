import { type Handlers, serveCalls } from "../../engine/pool/serve-calls.ts";
import type { ConnectorCalls } from "./connector-protocol.ts";
import { OpenReads } from "./open-reads.ts";
import { OpenSources } from "./open-sources.ts";

function makeHandlers(): Handlers<ConnectorCalls> {
  let parts: { readonly sources: OpenSources; readonly reads: OpenReads } | undefined;
  const opened = () => {
    if (parts === undefined)
      throw new Error("the connector process was called before it was opened");
    return parts;
  };
  return {
    open: async (settings) => {
      const sources = new OpenSources(settings);
      parts = { sources, reads: new OpenReads(sources) };
      return null;
    },
    check: async (address, signal) => {
      await using lease = await opened().sources.lease(address, signal);
      await lease.source.check(lease.signal);
      return null;
    },
    discover: async (address, signal) => {
      await using lease = await opened().sources.lease(address, signal);
      // Awaited here: the place is given back when this function is left.
      return await lease.source.discover(lease.signal);
    },
    read: ({ source, call }, signal) => opened().reads.open(source, call, signal),
    "read-next": (id, signal) => opened().reads.next(id, signal),
    "read-stop": async (id) => {
      await opened().reads.stop(id);
      return null;
    },
    forget: async (connectionId) => {
      await opened().sources.forget(connectionId);
      return null;
    },
    shrink: async () => {
      await opened().sources.closeIdle(0);
      return null;
    },
    close: async () => {
      await parts?.reads.close();
      await parts?.sources.close();
      return null;
    },
  };
}

// Entry of the connector process.
serveCalls(makeHandlers());
