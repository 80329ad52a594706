import { SqlError } from "../../engine.ts";

/**
 * Checks that every parameter of a statement has a value and every value a parameter.
 *
 * @throws {SqlError} naming the first that has no counterpart
 */
export function checkParameterNames(wanted: readonly string[], given: readonly string[]): void {
  const missing = wanted.find((name) => !given.includes(name));
  const unused = given.find((name) => !wanted.includes(name));
  if (missing === undefined && unused === undefined) return;
  const isCounted = [...wanted, ...given].every((name) => /^\d+$/.test(name));
  if (isCounted) {
    throw new SqlError(
      `The statement has ${wanted.length} parameters, but ${given.length} values were sent in ` +
        "`parameters`.",
    );
  }
  throw new SqlError(
    missing === undefined
      ? `The statement has no parameter $${unused}, for which \`parameters\` has a value.`
      : `The statement's parameter $${missing} has no value in \`parameters\`.`,
  );
}
