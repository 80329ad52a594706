import type { Operation } from "@hotdata/contract";
import { firstWithin } from "../concurrency/first-within.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";

const COMMON = { api: "ProbesApi", method: "GET", auth: "none" } as const;

// For whatever starts and watches the server, not operations of the API: they are in no contract.
const getLive = {
  ...COMMON,
  id: "get_live",
  path: "/health/live",
  summary: "Whether the server answers at all",
  responses: { 200: { description: "It does." } },
} as const satisfies Operation;

const getReady = {
  ...COMMON,
  id: "get_ready",
  path: "/health/ready",
  summary: "Whether the server can do its work",
  responses: { 200: { description: "It can." }, 503: { description: "What is missing." } },
} as const satisfies Operation;

/** A part that must work for requests to succeed; rejects, or says false, when it does not. */
export type Probe = () => Promise<boolean>;

/** A part that hangs does not work. */
const PROBE_MS = 2_000;

/** Answers for orchestrators and load balancers; no key is needed. */
export function probeRoutes(probes: Readonly<Record<string, Probe>>): Route[] {
  return [
    route(getLive, async () => json(200, { status: "live" })),

    route(getReady, async () => {
      const names = Object.keys(probes);
      const results = await Promise.all(Object.values(probes).map(works));
      const checks = Object.fromEntries(
        names.map((name, i) => [name, results[i] ? "ok" : "failed"]),
      );
      const isReady = results.every(Boolean);
      return json(isReady ? 200 : 503, { status: isReady ? "ready" : "not ready", checks });
    }),
  ];
}

async function works(probe: Probe): Promise<boolean> {
  try {
    return (await firstWithin(probe(), PROBE_MS)) === true;
  } catch {
    return false;
  }
}
