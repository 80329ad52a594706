import type { Operation } from "@hotdata/contract";
import { type Route, route } from "../http/route.ts";
import type { Metrics } from "./metrics.ts";

// For collectors, not an operation of the API: it is in no contract.
const getMetrics = {
  api: "MetricsApi",
  method: "GET",
  auth: "none",
  id: "get_metrics",
  path: "/metrics",
  summary: "What the server counts about itself",
  responses: { 200: { description: "The figures.", contentTypes: ["text/plain"] } },
} as const satisfies Operation;

/** Figures for Prometheus. No key is needed; they name no workspace. */
export function metricsRoutes(metrics: Metrics): Route[] {
  return [
    route(getMetrics, async () => ({
      status: 200,
      headers: { "content-type": metrics.contentType, "cache-control": "no-store" },
      body: await metrics.text(),
    })),
  ];
}
