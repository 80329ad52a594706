import type { OnProgress } from "../engine.ts";
import { failureOf } from "./engine-failure.ts";
import {
  type CallMessage,
  type CallName,
  type CallTypes,
  type FromProcess,
  isToProcess,
} from "./process-messages.ts";

export type Handlers<Calls extends CallTypes<Calls>> = {
  readonly [Name in CallName<Calls>]: (
    input: Calls[Name]["input"],
    signal: AbortSignal,
    onProgress: OnProgress,
  ) => Promise<Calls[Name]["output"]>;
};

/** In a child process: answers calls from the API process until that one goes away. */
export function serveCalls<Calls extends CallTypes<Calls>>(handlers: Handlers<Calls>): void {
  const running = new Map<number, AbortController>();
  process.on("message", (message) => {
    if (!isToProcess(message)) return;
    if (message.type === "cancel") {
      running.get(message.id)?.abort(new Error("cancelled"));
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    void answer(handlers, message, controller.signal).then((reply) => {
      running.delete(message.id);
      // Without a callback, a parent that has just gone would be an error that nobody handles.
      process.send?.(reply, undefined, undefined, () => undefined);
    });
  });
  // Without its parent nobody can want an answer any more. To exit would be to wait for the
  // work that still runs, which may take for ever.
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  // The API process decides when to stop; a terminal's Ctrl-C reaches the whole group.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});
}

async function answer<Calls extends CallTypes<Calls>>(
  handlers: Handlers<Calls>,
  message: CallMessage,
  signal: AbortSignal,
): Promise<FromProcess> {
  const { id } = message;
  try {
    // The API process sends no other names, each with its own input (see CalledProcess.call).
    const name = message.name as CallName<Calls>;
    const output = await handlers[name](message.input, signal, (percent) => {
      process.send?.({ type: "progress", id, percent } satisfies FromProcess);
    });
    return { type: "answer", id, output };
  } catch (error) {
    return { type: "failure", id, error: failureOf(error, signal.aborted) };
  }
}
