import { createServer } from "node:net";

const portOf = (/** @type {number} */ wanted) =>
  new Promise((/** @type {(port: number | undefined) => void} */ resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });

/**
 * A free port of 127.0.0.1.
 * @param {number} [preferred] used if it is free
 * @returns {Promise<number>}
 */
export const freePort = async (preferred) => {
  const port = (preferred === undefined ? undefined : await portOf(preferred)) ?? (await portOf(0));
  if (port === undefined) throw new Error("No free port on 127.0.0.1.");
  return port;
};
