import { HealthResponse } from "../models/health.ts";
import type { Operation } from "../operation.ts";

export const health = {
  id: "health",
  api: "HealthApi",
  method: "GET",
  path: "/health",
  summary: "Tell whether the server takes requests",
  auth: "none",
  responses: { 200: { description: "It does.", model: HealthResponse } },
} as const satisfies Operation;
