import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ERROR_CODES,
  type ErrorCodeEntry,
  FLAT_ERROR_CODES,
  FlatError,
  type Operation,
  operations,
} from "../src/contract.ts";

const statusOf = new Map<string, number>(
  Object.entries<ErrorCodeEntry>({ ...ERROR_CODES, ...FLAT_ERROR_CODES }).map(
    ([code, { status }]) => [code, status],
  ),
);

test("the forms can be told apart by the spelling of their codes", () => {
  for (const code of Object.keys(ERROR_CODES)) assert.match(code, /^[A-Z]+(_[A-Z]+)*$/);
  for (const code of Object.keys(FLAT_ERROR_CODES)) assert.match(code, /^[a-z]+(_[a-z]+)*$/);
});

test("every code stands for an error, and says when it comes and what to do", () => {
  for (const [code, entry] of Object.entries({ ...ERROR_CODES, ...FLAT_ERROR_CODES })) {
    assert.ok(entry.status >= 400 && entry.status < 600, code);
    assert.match(entry.when, /^[A-Z].*\.$/, code);
    assert.match(entry.action, /^[A-Z].*\.$/, code);
  }
});

test("a code that an operation names exists and has the status it is named under", () => {
  const registry: readonly Operation[] = Object.values(operations);
  let checked = 0;
  for (const { id, responses } of registry) {
    for (const [status, { description, model }] of Object.entries(responses)) {
      for (const [, name = ""] of description.matchAll(/\(`(\w+)`\)/g)) {
        // Routes with flat errors have the codes of the other form, too, in lower case.
        const code = model === FlatError && !statusOf.has(name) ? name.toUpperCase() : name;
        assert.equal(statusOf.get(code), Number(status), `${id} ${status} ${code}`);
        checked += 1;
      }
    }
  }
  assert.ok(checked > 50);
});
