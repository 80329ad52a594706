import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { type AttackTarget, paperTarget } from "../sandbox/attacks.ts";
import { type SandboxFixture, startSandboxFixture } from "../sandbox/sandbox-fixture.ts";

/** What the texts of this folder are aimed at. */
export interface FenceTarget extends AttackTarget {
  /** A file that must never come into being. */
  readonly marker: string;
  /** A stored result of another workspace. */
  readonly otherResultId: string;
}

/** The sandbox's place that nothing is run against, with more that can be aimed at. */
export const paperFenceTarget: FenceTarget = {
  ...paperTarget,
  marker: "/srv/hotdata/stolen",
  otherResultId: "rslt0123456789abcdefghijklmnop",
};

export interface FenceFixture extends SandboxFixture {
  readonly target: FenceTarget;
}

const listed = z.object({ workspaces: z.array(z.object({ public_id: z.string() })) });
const created = z.object({ workspace: z.object({ public_id: z.string() }) });

/** The sandbox's server, and a second workspace with rows, a result and a file of its own. */
export async function startFenceFixture(): Promise<FenceFixture> {
  const sandbox = await startSandboxFixture();
  const { server } = sandbox;
  try {
    const { workspaces } = listed.parse(
      JSON.parse((await server.call("GET", "/v1/workspaces")).text),
    );
    server.workspaceId = workspaces[0]?.public_id;
    const text = `canary_${randomUUID().replaceAll("-", "")}`;
    const other = await server.post("/v1/workspaces", { name: "other" });
    const workspaceId = created.parse(JSON.parse(other.text)).workspace.public_id;
    const inOther = { "x-workspace-id": workspaceId };
    const answer = await server.call("POST", "/v1/query", {
      json: { sql: `SELECT '${text}' AS note FROM range(20000)` },
      headers: inOther,
    });
    const { result_id } = z.object({ result_id: z.string() }).parse(JSON.parse(answer.text));
    await server.call("POST", "/v1/context", {
      json: { name: "NOTES", content: text },
      headers: inOther,
    });
    return {
      ...sandbox,
      canaries: [...sandbox.canaries, text],
      target: {
        ...sandbox.target,
        marker: join(server.folder, "marker"),
        otherResultId: result_id,
      },
    };
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
}

/** Writes a text out for a target. */
export function aim(text: string, target: FenceTarget): string {
  return Object.entries(target).reduce(
    (aimed, [name, value]) => aimed.replaceAll(`{${name}}`, String(value)),
    text,
  );
}
