import assert from "node:assert/strict";
import { TEST_KEY, type TestApp } from "../start-test-app.ts";

/** The body of an answer that must be 200, byte for byte. */
export async function bytesOf(app: TestApp, path: string): Promise<Buffer> {
  const response = await fetch(app.url + path, {
    headers: { authorization: `Bearer ${TEST_KEY}` },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(response.status, 200, String(bytes));
  return bytes;
}
