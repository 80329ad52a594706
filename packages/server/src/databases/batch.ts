import type { SchemaDeclaration } from "./table-declaration.ts";

/** One request for many databases. */
export interface NewBatch {
  readonly workspaceId: string;
  readonly count: number;
  /** `{index}` in it stands for the database's place, from 0. */
  readonly nameTemplate: string | undefined;
  readonly defaultCatalog: string | undefined;
  readonly defaultSchema: string | undefined;
  readonly schemas: readonly SchemaDeclaration[];
  readonly expiresAt: Date | undefined;
  /** A second request with it gets the first one's batch. */
  readonly idempotencyKey: string | undefined;
}

export interface Batch extends Omit<NewBatch, "idempotencyKey"> {
  readonly id: string;
  readonly jobId: string;
  /** How many were made so far. */
  readonly createdCount: number;
  /** No more are made. */
  readonly isCancelled: boolean;
}

/** The label of one database of a batch. */
export function nameInBatch(template: string, index: number): string {
  return template.replaceAll("{index}", String(index));
}
