import { writeFile } from "node:fs/promises";
import { errorDocs } from "../src/error-docs.ts";

await writeFile(new URL("../../../docs/errors.md", import.meta.url), errorDocs());
