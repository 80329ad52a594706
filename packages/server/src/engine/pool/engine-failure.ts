import { SourceError } from "../../connectors/source-error.ts";
import { EngineDiskFullError, EngineResourceError, SqlError } from "../engine.ts";
import type { CallFailure } from "./process-messages.ts";

/** Errors lose their class between processes: these two functions carry it across. */
export function failureOf(error: unknown, aborted: boolean): CallFailure {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  if (aborted) return { kind: "aborted", message, position: undefined, stack: undefined };
  if (error instanceof SqlError) {
    return { kind: "sql", message, position: error.position, stack: undefined };
  }
  if (error instanceof EngineResourceError) {
    return { kind: "resource", message, position: undefined, stack: undefined };
  }
  if (error instanceof SourceError) {
    const sourceKind = error.kind;
    return { kind: "source", message, sourceKind, position: undefined, stack: undefined };
  }
  if (error instanceof EngineDiskFullError || isNoSpace(error)) {
    return { kind: "disk-full", message, position: undefined, stack: undefined };
  }
  return { kind: "internal", message, position: undefined, stack };
}

export function errorOf(failure: CallFailure): Error {
  switch (failure.kind) {
    case "sql":
      return new SqlError(failure.message, failure.position);
    case "resource":
      return new EngineResourceError(failure.message);
    case "disk-full":
      return new EngineDiskFullError(failure.message);
    case "source":
      return new SourceError(failure.sourceKind ?? "unavailable", failure.message);
    case "aborted":
    case "internal": {
      const error = new Error(failure.message);
      if (failure.stack !== undefined) error.stack = failure.stack;
      return error;
    }
  }
}

function isNoSpace(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOSPC";
}
