import type { Socket } from "node:net";

/**
 * A socket that is connected already, for the driver, which wants to connect it: it is told that this
 * has happened.
 */
export function lentSocket(socket: Socket): Socket {
  socket.connect = () => {
    queueMicrotask(() => socket.emit("connect"));
    return socket;
  };
  return socket;
}
