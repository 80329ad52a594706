import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { PageServer } from "./page-server.ts";
import type { Runtime, RuntimeJob } from "./runtime.ts";

/** Path of the browser. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** The browser asks nobody for updates or lists: nothing leaves the machine. */
export const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
];

/** A real browser that loads a page, or a page that starts a worker. */
export class ChromiumRuntime implements Runtime {
  readonly name: string;
  readonly hasFiles = false;
  readonly #page: "page" | "worker";

  constructor(page: "page" | "worker") {
    this.name = `chromium ${page} ${chromiumVersion()}`;
    this.#page = page;
  }

  async run(job: RuntimeJob): Promise<void> {
    await using pages = await PageServer.start(job);
    const profile = await mkdtemp(join(tmpdir(), "hotdata-chromium-"));
    const args = [
      ...CHROMIUM_FLAGS,
      `--user-data-dir=${profile}`,
      `${pages.url}/${this.#page}.html`,
    ];
    // A group of its own, so that the browser's many processes end with it.
    const child = spawn(CHROMIUM, args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
    const exited = once(child, "exit");
    const said = text(child.stderr);
    try {
      await Promise.race([pages.ended, aborted(job.signal), endedEarly(exited, said)]);
    } finally {
      killGroup(child);
      await exited.catch(() => undefined);
      await said;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

function chromiumVersion(): string {
  const { stdout, error } = spawnSync(CHROMIUM, ["--version"], { encoding: "utf8" });
  if (error !== undefined) {
    throw new Error(
      `no Chromium at ${CHROMIUM}: on Debian, apt-get install chromium; or set CHROMIUM to its path`,
      { cause: error },
    );
  }
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? "of unknown version";
}

async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw signal.reason;
}

async function endedEarly(exited: Promise<unknown>, said: Promise<string>): Promise<never> {
  await exited;
  throw new Error(`the browser ended before the tests did: ${(await said).trim()}`);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
