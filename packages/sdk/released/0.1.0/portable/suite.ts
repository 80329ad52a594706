import { runTests } from "./run-tests.ts";
import { abortTests } from "./tests/abort.ts";
import { arrowTests } from "./tests/arrow.ts";
import { classTests } from "./tests/classes.ts";
import { closingTests } from "./tests/closing.ts";
import { downloadTests } from "./tests/downloads.ts";
import { errorTests } from "./tests/errors.ts";
import { fileTests } from "./tests/files.ts";
import { loadTests } from "./tests/loads.ts";
import { listingTests } from "./tests/listings.ts";
import { queryTests } from "./tests/queries.ts";
import { repeatingTests } from "./tests/repeating.ts";
import { seedPageTests } from "./tests/seed-page.ts";
import { statementTests } from "./tests/statements.ts";
import { uploadTests } from "./tests/uploads.ts";
import { valueTests } from "./tests/values.ts";
import type { PortableProgram, PortableTests } from "./world.ts";

const SUBJECTS: Readonly<Record<string, PortableTests>> = {
  "seed page": seedPageTests,
  classes: classTests,
  queries: queryTests,
  statements: statementTests,
  values: valueTests,
  listings: listingTests,
  uploads: uploadTests,
  loads: loadTests,
  files: fileTests,
  arrow: arrowTests,
  downloads: downloadTests,
  errors: errorTests,
  repeating: repeatingTests,
  abort: abortTests,
  closing: closingTests,
};

/** Every test that must pass in every runtime, named after its subject. */
export const run: PortableProgram = async (world, tell) => {
  const named = Object.entries(SUBJECTS).flatMap(([subject, tests]) =>
    Object.entries(tests).map(([name, test]) => [`${subject}: ${name}`, test] as const),
  );
  await runTests(Object.fromEntries(named), world, tell);
};
