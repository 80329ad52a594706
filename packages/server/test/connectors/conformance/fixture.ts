import type { DiscoveredTable } from "../../../src/connectors/connector.ts";
import type { SourceAddress } from "../../../src/connectors/connectors.ts";
import type { SourceErrorKind } from "../../../src/connectors/source-error.ts";

/** Kinds of values that most sources have. */
export type CommonKind =
  | "integer"
  | "text"
  | "double"
  | "decimal"
  | "date"
  | "timestamp"
  | "boolean";

/** A source of one kind, ready to be filled: what the cases need to know of it. */
export interface ConformanceFixture extends AsyncDisposable {
  readonly type: string;
  readonly address: SourceAddress;
  /** Where tables are made. */
  readonly schema: string;
  readonly rules: { readonly hosts: readonly string[]; readonly folders: readonly string[] };
  /** What the source calls its types; kinds that it does not have are absent. */
  readonly typeNames: Readonly<Partial<Record<CommonKind, string>>> & {
    readonly integer: string;
    readonly text: string;
    /** Where `text` has few characters: what takes millions of them. */
    readonly longText?: string;
  };
  /** A value as the source's language spells it; the text is the engine's. */
  literal(kind: CommonKind, text: string): string;
  createTable(table: TableToMake): Promise<void>;
  /** A table `id` (from 1), `word` (`word <id>`) of so many rows. */
  createNumbers(name: string, rowCount: number): Promise<void>;
  dropTable(name: string): Promise<void>;
  /** What else the source can do; cases about what is absent are left out. */
  readonly abilities: SourceAbilities;
  readonly types: readonly TypeCase[];
  /** Ways in that must not be. */
  readonly wrongAddresses: readonly WrongAddress[];
}

export interface SourceAbilities {
  readonly keys: boolean;
  /** Names of tables and columns may have any characters. */
  readonly oddNames: boolean;
  /** Rows can be asked for from a value of a column on; so it is when absent. */
  readonly follows?: boolean;
  /** All rows of a read come as one file, so that it cannot be left between two. */
  readonly isOneFile?: boolean;
  /** Tables can be replaced by others of the same name. */
  readonly changes: boolean;
  readonly createView?: (name: string, ofTable: string) => Promise<void>;
  /** Copies of large tables come in parts that may be kept. */
  readonly parts?: PartAbilities;
  /** Statements that run at the source for us at the moment. */
  readonly countRunning?: () => Promise<number>;
  /** Makes a view of that name that takes longer than the time limit of {@link ConformanceBench}. */
  readonly createSlow?: (name: string) => Promise<void>;
}

export interface PartAbilities {
  /** Resolves once the source can tell whether tables that were made before have changed since. */
  settle(): Promise<void>;
  /** Sets the word of a row in a table of `createNumbers`. */
  setWord(name: string, id: number, word: string): Promise<void>;
}

export interface TableToMake {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** In the source's language. */
  readonly rows: readonly (readonly string[])[];
  readonly key?: readonly string[];
}

/** A type of the source with values at its edges. */
export interface TypeCase {
  readonly declared: string;
  /** What the column is in the engine. */
  readonly type: string;
  /** A value in the source's language, and what the engine prints it as. */
  readonly values: readonly (readonly [literal: string, expected: string | null])[];
  /** Whether something is lost, which discovery has to say. */
  readonly isLossy?: boolean;
}

export interface WrongAddress {
  readonly what: string;
  readonly address: SourceAddress;
  readonly kind: SourceErrorKind;
}

export function tableNamed(
  tables: readonly DiscoveredTable[],
  { schema }: Pick<ConformanceFixture, "schema">,
  name: string,
): DiscoveredTable {
  const table = tables.find((one) => one.schema === schema && one.table === name);
  if (table === undefined) throw new Error(`no table ${name} was discovered`);
  return table;
}
