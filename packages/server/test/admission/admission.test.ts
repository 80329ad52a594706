import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../src/http/api-error.ts";
import { Admission } from "../../src/admission/admission.ts";
import { BusyAverage } from "../../src/admission/busy-average.ts";

const NEVER = new AbortController().signal;

function admission(places: { total: number; perWorkspace: number }): Admission {
  return new Admission({ places, turns: { total: 2, perWorkspace: 1 } }, new BusyAverage());
}

/** How many of a workspace are let in. */
function pressIn(asked: Admission, workspaceId: string): number {
  for (let count = 0; ; count += 1) {
    try {
      asked.enter(workspaceId);
    } catch (error) {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "OVERLOADED");
      assert.ok((error.retryAfterSeconds ?? 0) >= 1);
      return count;
    }
  }
}

test("a workspace has so many places and no more, others still have theirs", () => {
  const asked = admission({ total: 256, perWorkspace: 128 });
  assert.equal(pressIn(asked, "a"), 128);
  assert.ok(pressIn(asked, "b") > 70);
  for (const name of ["c", "d", "e"]) assert.ok(pressIn(asked, name) > 0, name);
});

test("a single place is for whoever comes first, and free again once it is left", () => {
  const asked = admission({ total: 1, perWorkspace: 1 });
  const place = asked.enter("a");
  assert.equal(pressIn(asked, "b"), 0);
  place.leave();
  place.leave();
  assert.equal(pressIn(asked, "b"), 1);
});

test("the turn ends with the work, whatever becomes of it", async () => {
  const asked = admission({ total: 9, perWorkspace: 9 });
  const place = asked.enter("a");
  await assert.rejects(
    place.run(NEVER, async () => {
      throw new Error("broken");
    }),
    /broken/,
  );
  assert.equal(await place.run(NEVER, async () => "next"), "next");
});
