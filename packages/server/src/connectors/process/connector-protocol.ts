import type { OwnCalls } from "../../engine/pool/called-process.ts";
import type { RowTextColumn } from "../../engine/engine.ts";
import type { DiscoveredTable, SourceRules } from "../connector.ts";
import type { ReadCall, SourceAddress, SpooledRows } from "../connectors.ts";

export interface ConnectorProcessSettings {
  readonly rules: SourceRules;
  /** How long an unused source stays connected to. */
  readonly sourceIdleMs: number;
}

/** What the API process asks of the connector process. */
export interface ConnectorCalls extends OwnCalls {
  open: { readonly input: ConnectorProcessSettings; readonly output: null };
  check: { readonly input: SourceAddress; readonly output: null };
  discover: { readonly input: SourceAddress; readonly output: readonly DiscoveredTable[] };
  read: {
    readonly input: { readonly source: SourceAddress; readonly call: ReadCall };
    readonly output: ReadHead;
  };
  "read-next": { readonly input: number; readonly output: NextRows };
  "read-stop": { readonly input: number; readonly output: null };
  forget: { readonly input: string; readonly output: null };
}

export interface ReadHead {
  /** By which files are asked for; undefined where the read has ended with `rows`. */
  readonly id: number | undefined;
  readonly statement: string;
  readonly isExact: boolean;
  readonly columns: readonly RowTextColumn[];
  readonly stillKept: readonly number[];
  readonly rows: readonly (readonly (string | null)[])[] | undefined;
  readonly counts: ReadCounts;
}

export interface NextRows {
  /** Undefined at the end. */
  readonly next: SpooledRows | undefined;
  readonly counts: ReadCounts;
}

export interface ReadCounts {
  readonly bytes: number;
  /** Undefined once there was a file of rows, whose rows nobody counted. */
  readonly rows: number | undefined;
}
