import { z } from "zod";

/** Whether a statement would begin at once. */
export const RUNTIME_STATES = ["ready", "waking", "asleep"] as const;
export type RuntimeState = (typeof RUNTIME_STATES)[number];

export const RuntimeStatusResponse = z
  .object({
    state: z
      .string()
      .describe(
        "`ready`: an engine process is up. `waking`: one is being started. `asleep`: the next statement starts one.",
      ),
  })
  .meta({ id: "RuntimeStatusResponse", description: "State of what runs a workspace's SQL." });
export type RuntimeStatusResponse = z.infer<typeof RuntimeStatusResponse>;
