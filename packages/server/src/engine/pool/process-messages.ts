import type { SourceErrorKind } from "../../connectors/source-error.ts";

/** Calls that a child process answers, by name; each names the types of its input and output. */
export type CallTypes<Calls> = {
  readonly [Name in keyof Calls]: { readonly input: unknown; readonly output: unknown };
};

export type CallName<Calls> = keyof Calls & string;

export interface CallMessage {
  readonly type: "call";
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export type ToProcess = CallMessage | { readonly type: "cancel"; readonly id: number };

export type FromProcess =
  | { readonly type: "progress"; readonly id: number; readonly percent: number }
  | { readonly type: "answer"; readonly id: number; readonly output: unknown }
  | { readonly type: "failure"; readonly id: number; readonly error: CallFailure };

export interface CallFailure {
  readonly kind: "sql" | "resource" | "disk-full" | "source" | "aborted" | "internal";
  readonly message: string;
  /** Of kind `source`. */
  readonly sourceKind?: SourceErrorKind;
  readonly position: number | undefined;
  readonly stack: string | undefined;
}

export function isFromProcess(message: unknown): message is FromProcess {
  return isMessage(message);
}

export function isToProcess(message: unknown): message is ToProcess {
  return isMessage(message);
}

function isMessage(message: unknown): boolean {
  return typeof message === "object" && message !== null && "type" in message && "id" in message;
}
