import { operations } from "@hotdata/contract";
import { json } from "./reply.ts";
import { type Route, route } from "./route.ts";

/** Answers without a key, so that anything can watch the server. */
export function healthRoutes(version: string): Route[] {
  return [
    route(operations.health, async () => json(200, { status: "ok", service: "hotdata", version })),
  ];
}
