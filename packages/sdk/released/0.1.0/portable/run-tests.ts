import { Hotdata } from "hotdata";
import { show } from "./assertions.ts";
import type {
  FaultyMeeting,
  PortableContext,
  PortableMessage,
  PortableTests,
  PortableWorld,
  SeenRequest,
} from "./world.ts";

const TEST_LIMIT_MS = 30_000;

/** Runs tests one after the other and tells what became of each. */
export async function runTests(
  tests: PortableTests,
  world: PortableWorld,
  tell: (message: PortableMessage) => void | Promise<void>,
): Promise<void> {
  for (const [name, test] of Object.entries(tests)) {
    let error: string | undefined;
    try {
      await withLimit(test, world);
    } catch (failure) {
      error = describe(failure);
    }
    await tell(error === undefined ? { type: "test", name } : { type: "test", name, error });
  }
}

async function withLimit(test: PortableTests[string], world: PortableWorld): Promise<void> {
  const clients: Hotdata[] = [];
  const open = (options: ConstructorParameters<typeof Hotdata>[0]): Hotdata => {
    const hotdata = new Hotdata(options);
    clients.push(hotdata);
    return hotdata;
  };
  const context: PortableContext = {
    ...world,
    hotdata: open({ host: world.host, apiKey: world.apiKey }),
    meet: (fault, options) => {
      const token = crypto.randomUUID();
      const host = `${world.faultyHost}/${fault}/${token}`;
      const hotdata = open({ host, apiKey: "key", ...options });
      return { hotdata, seen: () => readSeen(world, token) } satisfies FaultyMeeting;
    },
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new Error(`it did not end within ${TEST_LIMIT_MS} ms`);
    timer = setTimeout(() => reject(late), TEST_LIMIT_MS);
  });
  try {
    await Promise.race([test?.(context), limit]);
  } finally {
    clearTimeout(timer);
    for (const hotdata of clients) hotdata.close();
  }
}

async function readSeen(world: PortableWorld, token: string): Promise<readonly SeenRequest[]> {
  const response = await fetch(`${world.faultyHost}/seen/${token}`);
  return response.json();
}

/** Name, words and place, the causes included. */
function describe(failure: unknown): string {
  if (!(failure instanceof Error)) return show(failure);
  const parts: string[] = [];
  for (let error: unknown = failure; error instanceof Error; error = error.cause) {
    const place = /[^/\\\s(]+:\d+:\d+/.exec(error.stack ?? "")?.[0] ?? "";
    parts.push(`${error.name}: ${error.message} ${place}`.trim());
  }
  return parts.join(" < ");
}
