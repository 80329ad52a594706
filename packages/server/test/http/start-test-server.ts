import type { TestContext } from "node:test";
import { z } from "zod";
import { createHttpServer } from "../../src/http/create-http-server.ts";
import { shuttingDown } from "../../src/http/api-error.ts";
import { closeHttpServer } from "../../src/http/close-http-server.ts";
import { registerRoutes } from "../../src/http/register-routes.ts";
import type { Route } from "../../src/http/route.ts";
import { anyoneIn } from "./anyone-in.ts";
import { untraced } from "./untraced.ts";

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly logLines: string[];
  close(timeoutMs: number): Promise<void>;
}

/** The HTTP layer alone, on a free port, with routes of the test's own. */
export async function startTestServer(
  t: TestContext,
  routes: readonly Route[],
  stallTimeoutMs = 30_000,
): Promise<TestServer> {
  const logLines: string[] = [];
  const stream = { write: (line: string) => void logLines.push(line) };
  const telemetry = untraced();
  const logger = { level: "info", stream };
  const server = await createHttpServer({ logger, stallTimeoutMs, telemetry });
  const shutdown = new AbortController();
  registerRoutes(server, routes, {
    authenticator: anyoneIn("work"),
    bodyLimits: { maxBytes: 1_000, timeoutMs: 200 },
    publicUrl: undefined,
    shutdownSignal: shutdown.signal,
    auditLog: { record: async () => undefined },
    telemetry,
  });
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  let closing: Promise<void> | undefined;
  const close = (timeoutMs: number): Promise<void> => {
    closing ??= closeHttpServer(server, {
      timeoutMs,
      abortRunning: () => shutdown.abort(shuttingDown()),
    });
    return closing;
  };
  t.after(() => close(0));
  return { url, port: Number(new URL(url).port), logLines, close };
}

/** An operation for tests; a test overrides what matters to it. */
export const TEST_OPERATION = {
  id: "test",
  api: "TestApi",
  method: "GET",
  path: "/test",
  summary: "For tests.",
  auth: "none",
  responses: { 200: { description: "Fine." } },
} as const;

export const anyBody = z.object({ name: z.string(), tags: z.array(z.string()).optional() });
