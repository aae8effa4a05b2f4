import { beforeEach, expect, test } from "vitest";
import * as vscode from "vscode";
import { specPlace } from "../../../../../src/core/specFile/completion/specPlace";
import { ServerCompletions } from "../../../../../src/features/specFile/completion/serverCompletions";
import { threadWith } from "../../../../fixtures/threadWith";
import { MemoryServer } from "../../../support/memoryServer";
import { createServers } from "../../../support/memoryServers";
import { resetStub } from "../../../support/vscode";

beforeEach(resetStub);

/** What is offered where | stands. */
async function threadsAt(server: MemoryServer, marked: string) {
  const { connections, store } = createServers({ dev: server });
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const place = specPlace(text, [{ offset: 0, length: text.length }], offset);
  if (place === undefined) throw new Error("no place");
  const document = {
    uri: vscode.Uri.file("/w/a.cron.json"),
    getText: () => text,
    positionAt: (at: number) => new vscode.Position(0, at),
  } as unknown as vscode.TextDocument;
  const context = { document, offset, place, given: {}, connection: connections.chosen(), now: 0 };
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: () => new vscode.Disposable(() => undefined),
  };
  const answer = await new ServerCompletions(store.facts).ask(context, token, false);
  if (answer === "late") throw new Error("late");
  const label = ({ label }: vscode.CompletionItem) => (typeof label === "string" ? label : label.label);
  return { ...answer, items: answer.last, labels: answer.last.map(label) };
}

const many = (count: number) => Array.from({ length: count }, (_, n) => threadWith({ thread_id: `thread-${n}` }));

test("a list of threads that is cut says so, and is requested again while typing (C8)", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(101));
  const { isCut, labels } = await threadsAt(server, '{ "thread_id": | }');
  expect([isCut, labels.length, labels.at(-1)]).toEqual([true, 101, expect.stringMatching(/^More threads/)]);
});

test("a complete list says nothing about more", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(100));
  const { isCut, labels } = await threadsAt(server, '{ "thread_id": | }');
  expect([isCut, labels.length]).toEqual([false, 100]);
});

test("threads beyond the newest hundred are found by what has been typed, also by their metadata", async () => {
  const server = new MemoryServer();
  server.threads.push(...many(2_500), threadWith({ thread_id: "old", metadata: { title: "Quarterly", team: "blue" } }));
  const { isCut, items, labels } = await threadsAt(server, '{ "thread_id": "team=blue|" }');
  expect([isCut, labels]).toEqual([false, ["Quarterly"]]);
  // VS Code compares what was typed with this.
  expect(items[0]?.filterText).toContain("team=blue");
});

test("locks of submits are not offered as threads", async () => {
  const server = new MemoryServer();
  server.threads.push(threadWith({ thread_id: "x", metadata: { langgraph_crons_lock: "n" } }), ...many(1));
  expect((await threadsAt(server, '{ "thread_id": | }')).labels).toEqual(["thread-0"]);
  expect((await threadsAt(server, '{ "thread_id": "lock|" }')).labels).toEqual([]);
});
