import { writeFile } from "node:fs/promises";
import { apiDocs } from "../src/api-docs/api-docs.ts";
import { operations } from "../src/operations.ts";
import { OWN_OPERATIONS } from "../test/operation-facts.ts";

const text = apiDocs(Object.values(operations), new Set(OWN_OPERATIONS));
await writeFile(new URL("../../../docs/api.md", import.meta.url), text);
