import { z } from "zod";
import { databaseScope } from "./database-scope.ts";

/** Clients of sandboxes send both with the same value, on every call. */
export const sandboxHeaders = {
  "x-session-id": z
    .string()
    .optional()
    .describe(
      "Sandbox to work in. It does not restrict what can be read; one that is not of the workspace is ignored.",
    ),
  "x-sandbox-id": z.string().optional().describe("Same as `X-Session-Id`, which comes first."),
};

/** A database to stay within, and a sandbox to work in. */
export const databaseAndSandboxScope = databaseScope.extend(sandboxHeaders);
