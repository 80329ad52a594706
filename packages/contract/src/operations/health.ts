import { HealthResponse } from "../models/health.ts";
import type { Operation } from "../operation.ts";

export const health = {
  id: "health",
  api: "HealthApi",
  method: "GET",
  path: "/health",
  summary: "Tell whether the server takes requests",
  description: "Needs no key.",
  auth: "none",
  responses: { 200: { description: "That it does.", model: HealthResponse } },
} as const satisfies Operation;
