import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { measureBundle } from "../scripts/size/measure-bundle.ts";

it("measures what is loaded at once apart from what is loaded later", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "hotdata-size-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const noise = (length: number): string =>
    Array.from({ length }, (_, index) => Math.imul(index + 1, 2_654_435_761).toString(36)).join();
  const files = {
    "entry.ts": `import { shared } from "./shared.ts";
      export const lazy = () => import("./lazy.ts");
      export { shared };
      export const arrow = () => import("apache-arrow");`,
    "lazy.ts": `import { shared } from "./shared.ts";
      export const text = shared + "${noise(200)}";`,
    "shared.ts": `export const shared: string = "${noise(400)}";`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { coreBytes, lazyChunks, sources } = await measureBundle(join(folder, "entry.ts"));
  assert.ok(coreBytes > 1_500 && coreBytes < 3_500, String(coreBytes));
  assert.deepEqual([...lazyChunks.keys()], ["lazy.ts"]);
  const lazyBytes = lazyChunks.get("lazy.ts") ?? 0;
  assert.ok(lazyBytes > 600 && lazyBytes < 1_800, String(lazyBytes));
  assert.deepEqual([...sources.keys()].toSorted(), ["entry.ts", "shared.ts"]);
});
