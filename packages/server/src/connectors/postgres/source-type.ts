/** What a column's type says once it is taken apart. */
export interface SourceType {
  /** Without precision, as `character varying`, or `sales.mood` for what is not built in. */
  readonly name: string;
  readonly dimensions: number;
  /** Whether texts that differ may be equal by the column's collation. */
  readonly isLax: boolean;
}

const TYPE = /^(.*?)((?:\[\])*)( COLLATE .*)?$/s;

/** Reads a type as discovery writes it. */
export function readSourceType(text: string): SourceType {
  const [, spelled = text, brackets = "", collation] = TYPE.exec(text) ?? [];
  return {
    name: spelled.replace(/\(\d+(,-?\d+)?\)/, ""),
    dimensions: brackets.length / 2,
    isLax: collation !== undefined,
  };
}
