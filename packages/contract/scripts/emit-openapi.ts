import { writeFile } from "node:fs/promises";
import { openApiText } from "../src/openapi-text.ts";

await writeFile(new URL("../../../openapi.json", import.meta.url), openApiText());
