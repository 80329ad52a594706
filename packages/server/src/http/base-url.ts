import type { FastifyRequest } from "fastify";

/** The address the client used, from its Host header; without a final slash. */
export function baseUrlOf(request: FastifyRequest): string {
  const { localAddress, localPort } = request.socket;
  const host =
    request.host === "" ? `${localAddress ?? "localhost"}:${localPort ?? 80}` : request.host;
  return `${request.protocol}://${host}`;
}
