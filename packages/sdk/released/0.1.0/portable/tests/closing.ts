import { Hotdata } from "hotdata";
import { equal, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

export const closingTests: PortableTests = {
  "close ends calls in progress and refuses later ones": async ({ meet }) => {
    const { hotdata } = meet("silent");
    const call = hotdata.databases.listDatabases();
    setTimeout(() => hotdata.close(), 100);
    equal((await rejection(call, DOMException)).name, "AbortError");
    const later = hotdata.databases.listDatabases();
    equal((await rejection(later, DOMException)).name, "AbortError");
  },

  "await using closes": async ({ host, apiKey }) => {
    let kept: Hotdata | undefined;
    {
      await using hotdata = new Hotdata({ host, apiKey });
      kept = hotdata;
      await hotdata.health.health();
    }
    equal((await rejection(kept.health.health(), DOMException)).name, "AbortError");
  },

  "a configuration that is printed does not show the key": async ({ host }) => {
    await using hotdata = new Hotdata({ host, apiKey: "s3cret-key" });
    equal(JSON.stringify(hotdata).includes("s3cret-key"), false);
  },
};
