import { expect, test } from "vitest";
import { serverQuestions } from "../../../../../src/core/checks/askServer";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import { calledValues } from "../../../../../src/features/cronForm/controller/calledValues";
import { assistantChoice, threadChoice } from "../../../../../src/platform/ask/serverChoices";
import { threadWith } from "../../../../fixtures/threadWith";
import { MemoryServer } from "../../../support/memoryServer";

const thread = "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const report = "3f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const choiceOf = { assistant: assistantChoice, thread: threadChoice };

function open() {
  const memory = new MemoryServer();
  memory.threads.push(threadWith({ thread_id: thread, metadata: { title: "Support inbox" } }));
  memory.assistants.push(
    { assistant_id: report, graph_id: "researcher", name: "Weekly report" },
    { assistant_id: graphAssistantId("agent"), graph_id: "agent", name: "agent" },
  );
  const call = (ids: Partial<Parameters<typeof calledValues>[0]>, isAsked = true) =>
    calledValues(
      { assistant_id: "", thread_id: "", ...ids },
      isAsked ? serverQuestions(memory.api) : undefined,
      choiceOf,
    );
  return { memory, call };
}

test("ids of a form are called as the pickers and the tree call them", async () => {
  const { call } = open();
  expect(await call({ assistant_id: report, thread_id: thread })).toMatchObject({
    assistant_id: { value: report, label: "Weekly report" },
    thread_id: { value: thread, label: "Support inbox" },
  });
  const typed = graphAssistantId("agent").toUpperCase();
  expect(await call({ assistant_id: typed })).toMatchObject({ assistant_id: { value: typed, label: "agent" } });
});

test("what is no id, what is not there, and a server that does not answer: nothing is known", async () => {
  const { call, memory } = open();
  const nothing = { assistant_id: null, thread_id: null };
  expect(await call({ assistant_id: "agent", thread_id: "inbox" })).toEqual(nothing);
  expect(await call({ thread_id: thread }, false)).toEqual(nothing);
  expect(memory.requests).toEqual([]);
  expect(await call({ thread_id: report, assistant_id: thread })).toEqual(nothing);
  memory.fails = () => ({ kind: "unreachable", reason: "refused" });
  expect(await call({ thread_id: thread, assistant_id: report })).toEqual(nothing);
});
