import { ApiException, ConnectionError } from "hotdata";
import { equal, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

export const repeatingTests: PortableTests = {
  "a 429 is repeated, for every method": async ({ meet }) => {
    const get = meet("too-many-first");
    await get.hotdata.databases.listDatabases();
    equal((await get.seen()).length, 2);
    const post = meet("too-many-first");
    equal((await post.hotdata.query.query({ sql: "x" })).rows, [[1]]);
    const [first, second] = await post.seen();
    equal(first?.bodyBytes, second?.bodyBytes);
  },

  "a 429 that asks for an hour is not waited for": async ({ meet }) => {
    const { hotdata, seen } = meet("too-many-for-an-hour");
    const error = await rejection(hotdata.databases.listDatabases(), ApiException);
    equal([error.status, error.retryAfterSeconds], [429, 3600]);
    equal((await seen()).length, 1);
  },

  "a 503 is repeated where that is safe": async ({ meet }) => {
    const get = meet("unavailable-first");
    await get.hotdata.databases.listDatabases();
    equal((await get.seen()).length, 2);
    const post = meet("unavailable-first");
    const error = await rejection(post.hotdata.databases.createDatabase({}), ApiException);
    equal(error.status, 503);
    equal((await post.seen()).length, 1);
  },

  "a broken connection is repeated where that is safe": async ({ meet }) => {
    const get = meet("reset-first");
    await get.hotdata.databases.listDatabases();
    equal((await get.seen()).length, 2);
    const post = meet("reset");
    await rejection(post.hotdata.databases.createDatabase({}), ConnectionError);
    equal((await post.seen()).length, 1);
  },

  "bytes are sent again, streams are not": async ({ meet }) => {
    const blob = meet("too-many-first");
    await blob.hotdata.uploads.uploadFile(new Blob(["a,b"]));
    equal(
      (await blob.seen()).map(({ bodyBytes }) => bodyBytes),
      [3, 3],
    );
  },
};
