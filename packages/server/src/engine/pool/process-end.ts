import { EngineLostError, EngineResourceError } from "../engine.ts";

/** Why a process was ended by the server itself. */
export type KillReason =
  | { readonly kind: "memory"; readonly usedMb: number; readonly boundMb: number }
  | { readonly kind: "stuck"; readonly graceMs: number }
  | { readonly kind: "unreachable" };

/** How an engine process ended that should have gone on. */
export interface ProcessEnd {
  readonly pid: number | undefined;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly killed: KillReason | undefined;
  /** Calls that were under way, and the query runs among them. */
  readonly calls: readonly string[];
  readonly runIds: readonly string[];
}

/** Signals with which a process is ended for what it did itself. */
const OWN_FAULT = new Set<string>(["SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP"]);

/** The end in words, without anything that belongs to a caller. */
export function describeEnd({ exitCode, signal, killed }: ProcessEnd): string {
  switch (killed?.kind) {
    case "memory":
      return `engines held ${killed.usedMb} MB of memory, ${killed.boundMb} MB are allowed`;
    case "stuck":
      return `it did not stop cancelled work within ${killed.graceMs / 1000} s`;
    case "unreachable":
      return "it could not be reached any more";
    case undefined:
      return signal === null ? `exit code ${exitCode}` : `killed by ${signal}`;
  }
}

/**
 * What the calls of an ended process fail with. A call that was alone when memory ran out is told
 * so: it was the one that took it.
 */
export function errorOfEnd(end: ProcessEnd): EngineLostError | EngineResourceError {
  const isAlone = end.calls.length <= 1;
  if (end.killed?.kind === "memory" && isAlone) {
    return new EngineResourceError(`the engine process was ended: ${describeEnd(end)}`);
  }
  return new EngineLostError(describeEnd(end), isInnocent(end, isAlone));
}

/** Work that may itself have brought the process down is not given to another one. */
function isInnocent({ killed, signal, exitCode }: ProcessEnd, isAlone: boolean): boolean {
  if (killed !== undefined) return killed.kind === "unreachable";
  const isOwnFault = signal === null ? exitCode !== 0 : OWN_FAULT.has(signal);
  return !(isOwnFault && isAlone);
}
