import { z } from "zod";
import type { ScannedServer } from "../../baseline/scanners.ts";
import type { Bench } from "../../bench.ts";
import type { Api } from "../../server/api.ts";

/** A server with made-up tables, and the connection to it. */
export interface ConnectedSource {
  readonly bench: Bench;
  readonly api: Api;
  readonly source: ScannedServer;
  readonly connectionId: string;
}

const CREATED = z.object({ id: z.string(), discovery_status: z.literal("success") });

/** Makes a connection of this name and returns its id. */
export async function connect(api: Api, source: ScannedServer, name: string): Promise<string> {
  const { kind, host, port, database, login } = source;
  const answer = await api.call({
    method: "POST",
    path: "/v1/connections",
    json: {
      name,
      source_type: kind,
      config: { host, port, database, ...login },
    },
  });
  return CREATED.parse(answer).id;
}
