import { expect, test } from "vitest";
import type { Cron, Thread } from "../../../../src/core/server/cron";
import { cronName } from "../../../../src/platform/words/cronName";
import { threadTitle } from "../../../../src/platform/words/threadTitle";

const metadata = { thread_id: "ignored", title: "Night shift", name: "night" };

test("Threads and crons get their name from metadata, under any of several keys", () => {
  const thread: Pick<Thread, "metadata"> = { metadata };
  const cron: Pick<Cron, "metadata"> = { metadata };
  expect(threadTitle(thread as Thread)).toBe("Night shift");
  expect(cronName(cron as Cron)).toBe("night");
  expect(cronName({ metadata: { ...metadata, langgraph_crons_name: "spec" } } as unknown as Cron)).toBe("spec");
  expect(threadTitle({ metadata: { title: 7, name: "" } } as unknown as Thread)).toBeUndefined();
});
