import { z } from "zod";
import { optionalField } from "../request-field.ts";
import { timestamp } from "./timestamp.ts";

/** Longest notes of a sandbox, in characters. */
export const SANDBOX_MARKDOWN_MAX_LENGTH = 512_000;

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(255, "must have at most 255 characters");
const markdown = z
  .string()
  .max(SANDBOX_MARKDOWN_MAX_LENGTH, `must have at most ${SANDBOX_MARKDOWN_MAX_LENGTH} characters`);

export const Sandbox = z
  .object({
    public_id: z
      .string()
      .describe("Sandbox id, the value of the `X-Session-Id` header; also the schema of its data."),
    name: z.string().describe("Name for people."),
    markdown: z.string().describe("Notes in Markdown, maybe empty."),
    created_at: timestamp.describe("When it was created."),
    updated_at: timestamp.describe("When its name or notes were changed last."),
  })
  .meta({ id: "Sandbox", description: "A scratch space within a workspace." });
export type Sandbox = z.infer<typeof Sandbox>;

const ok = z.boolean().describe("Always true.");

export const CreateSandboxRequest = z
  .object({
    name: optionalField(name).describe(
      "Name for people, 1 to 255 characters; made by the server when left out.",
    ),
    markdown: optionalField(markdown).describe("Notes in Markdown; none when left out."),
  })
  .meta({ id: "CreateSandboxRequest", description: "A sandbox to create." });
export type CreateSandboxRequest = z.infer<typeof CreateSandboxRequest>;

export const UpdateSandboxRequest = z
  .object({
    name: optionalField(name).describe("New name."),
    markdown: optionalField(markdown).describe("New notes; empty removes them."),
  })
  .meta({
    id: "UpdateSandboxRequest",
    description: "Changes of a sandbox; what is left out stays.",
  });
export type UpdateSandboxRequest = z.infer<typeof UpdateSandboxRequest>;

export const SandboxResponse = z
  .object({ ok, sandbox: Sandbox.describe("The sandbox.") })
  .meta({ id: "SandboxResponse", description: "One sandbox." });
export type SandboxResponse = z.infer<typeof SandboxResponse>;

export const ListSandboxesResponse = z
  .object({ ok, sandboxes: z.array(Sandbox).describe("The sandboxes, newest first.") })
  .meta({ id: "ListSandboxesResponse", description: "The sandboxes of a workspace." });
export type ListSandboxesResponse = z.infer<typeof ListSandboxesResponse>;

export const DeleteSandboxResponse = z
  .object({ ok, deleted: z.boolean().describe("Always true: the sandbox and its data are gone.") })
  .meta({ id: "DeleteSandboxResponse", description: "A sandbox was deleted." });
export type DeleteSandboxResponse = z.infer<typeof DeleteSandboxResponse>;
