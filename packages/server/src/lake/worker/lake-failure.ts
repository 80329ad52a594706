import { AlterationRefusedError } from "../alter/alteration.ts";
import {
  CatalogBusyError,
  DatabaseNotFoundError,
  IncompatibleColumnError,
  SnapshotNotFoundError,
  StalePlanError,
  UnreadableTableError,
} from "../lake.ts";

/** An error on its way between threads, where it would lose its class. */
export interface LakeFailure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

const CLASSES = [
  AlterationRefusedError,
  CatalogBusyError,
  DatabaseNotFoundError,
  IncompatibleColumnError,
  SnapshotNotFoundError,
  StalePlanError,
  UnreadableTableError,
];

export function lakeFailureOf(error: unknown): LakeFailure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}

export function lakeErrorOf({ name, message, stack }: LakeFailure): Error {
  for (const known of CLASSES) {
    const error = new known(message);
    if (error.name === name) return error;
  }
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
