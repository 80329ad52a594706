/** The rows of a statement; it fails when the answer takes too long. */
export type AskServer = (sql: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;
