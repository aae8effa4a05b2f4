import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";

const contenders = 20;
const rounds = 10;

/**
 * The only thing that a server decides between independent clients: who creates the thread with an id. Everything that
 * must happen once across machines depends on it. `urlOf` is called inside the test, when the server exists.
 */
export function testThreadLock(urlOf: () => string): void {
  test(`of ${contenders} that create one thread at once, one succeeds, and all others hear that it exists`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const body = JSON.stringify({ thread_id: randomUUID(), if_exists: "raise", metadata: { round } });
      const statuses = await Promise.all(
        Array.from({ length: contenders }, async () => {
          const headers = { "content-type": "application/json" };
          const response = await fetch(`${urlOf()}/threads`, { method: "POST", headers, body });
          await response.arrayBuffer();
          return response.status;
        }),
      );
      expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: contenders - 1 }, () => 409)]);
    }
  });
}
