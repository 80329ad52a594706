import { HotdataError } from "../core/hotdata-error.ts";
import type { SchemaIssue } from "./standard-schema.ts";

/** A row does not fit the schema that was given for it. */
export class RowValidationError extends HotdataError {
  /** Place of the row in the result, from 0. */
  declare readonly rowIndex: number;
  /** What the schema's library found. */
  declare readonly issues: readonly SchemaIssue[];

  constructor(rowIndex: number, issues: readonly SchemaIssue[]) {
    super(`row ${rowIndex} does not fit the schema: ${issues.map(issueText).join("; ")}`, {
      code: "ROW_INVALID",
      retryable: false,
      rowIndex,
      issues,
    });
  }

  /** Name of the class. */
  override get name(): string {
    return "RowValidationError";
  }
}

function issueText({ path = [], message }: SchemaIssue): string {
  const steps = path.map((step) => String(typeof step === "object" ? step.key : step));
  return steps.length === 0 ? message : `${steps.join(".")}: ${message}`;
}
