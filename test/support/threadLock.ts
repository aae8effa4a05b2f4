import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";

const contenders = 20;
const rounds = 10;

/**
 * The one thing that a server decides between clients that know nothing of each other: who creates the thread of an
 * id. What must happen once across machines rests on it. `urlOf`: asked within the test, once there is a server.
 */
export function testThreadLock(urlOf: () => string): void {
  test(`of ${contenders} that create one thread at once, one is told that it did, and all others that it is there`, async () => {
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
