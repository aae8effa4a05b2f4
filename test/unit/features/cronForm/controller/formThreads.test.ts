import { beforeEach, expect, test } from "vitest";
import type { FormServices } from "../../../../../src/features/cronForm/formServices";
import { FormServer } from "../../../../../src/features/cronForm/window/formServer";
import { threadWith } from "../../../../fixtures/threadWith";
import { MemoryServer } from "../../../support/memoryServer";
import { createServers } from "../../../support/memoryServers";
import { settle } from "../../../support/settle";
import { resetStub } from "../../../support/vscode";

beforeEach(resetStub);

function open(server: MemoryServer) {
  const { connection, connections, store } = createServers({ dev: server });
  const form = new FormServer({ connections, servers: store, placeholders: {} } as unknown as FormServices);
  return { form, store, dev: connection("dev") };
}

const many = (count: number) => Array.from({ length: count }, (_, n) => threadWith({ thread_id: `thread-${n}` }));

test("a form's list of threads says if it is cut, and finds the others while typing (C8)", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(2_000), threadWith({ thread_id: "old", metadata: { title: "Quarterly", team: "blue" } }));
  const { dev, form } = open(server);
  const first = await form.threads(dev, "");
  expect(first).toMatchObject({ kind: "list", more: expect.stringMatching(/^More threads/) });
  expect(await form.threads(dev, "blue")).toEqual({
    kind: "list",
    choices: [{ value: "old", label: "Quarterly", detail: expect.any(String) }],
  });
});

test("what is typed next costs no request", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(2_000));
  const { dev, form, store } = open(server);
  await store.refresh(dev);
  await form.threads(dev, "thread-1");
  await settle();
  server.requests.length = 0;
  await form.threads(dev, "thread-12");
  expect(server.requests).toEqual([]);
});
