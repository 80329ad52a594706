import type { Socket } from "node:net";
import { z } from "zod";

/** What a backup asks of a running server, in this order. */
export const STEPS = ["pause", "resume-changes", "resume-removals", "finish"] as const;
export type BackupStep = (typeof STEPS)[number];

export const ChannelRequest = z.object({ token: z.string(), step: z.enum(STEPS) });
export type ChannelRequest = z.infer<typeof ChannelRequest>;

export const ChannelReply = z.discriminatedUnion("status", [
  /** `heldMs`: how long changes had to wait; with `resume-changes` only. */
  z.object({ status: z.literal("done"), heldMs: z.number().optional() }),
  /** Changes under way take too long; ask again in a moment. */
  z.object({ status: z.literal("busy") }),
  z.object({ status: z.literal("refused"), reason: z.string() }),
]);
export type ChannelReply = z.infer<typeof ChannelReply>;

const MAX_LINE = 4_096;

export function sendMessage(socket: Socket, message: ChannelRequest | ChannelReply): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls back with each line that comes; a line that does not end destroys the connection. */
export function onLine(socket: Socket, receive: (line: string) => void): void {
  let pending = "";
  socket.setEncoding("utf8");
  socket.on("data", (text) => {
    const lines = (pending + String(text)).split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) receive(line);
    if (pending.length > MAX_LINE) socket.destroy();
  });
}
