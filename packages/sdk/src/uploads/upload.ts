/** What an upload needs besides the client: loaded with the first one. */
export { openSource } from "./open-source.ts";
export { sendSource } from "./send-source.ts";
