import { beforeEach, describe, expect, it } from "vitest";
import * as vscode from "vscode";
import { chooseInput } from "../../../../../src/features/cronForm/window/chooseInput";
import { runDetailWith, runWith } from "../../../../fixtures/runWith";
import { MemoryServer } from "../../../support/memoryServer";
import { resetStub, stubState } from "../../../support/vscode";
import { cronOf } from "../../cronActions/actionParts";

beforeEach(resetStub);

/** The person chooses these lines, one after the other. */
function choose(...labels: readonly string[]): void {
  let at = 0;
  stubState.pick = () => labels.slice(at, ++at);
}

function sources(thread = "t1") {
  const crons = [cronOf("a"), cronOf("b")];
  const memory = new MemoryServer(crons);
  return { memory, options: { server: async () => memory.api, thread, crons } };
}

describe("Another input", () => {
  it("is that of the thread's last run", async () => {
    const { memory, options } = sources();
    memory.runs.set("t1", [runWith({ run_id: "r2", thread_id: "t1" }), runWith({ run_id: "r1", thread_id: "t1" })]);
    const getRun = async (thread_id: string, run_id: string) =>
      runDetailWith({ run_id, thread_id, input: { topic: run_id } });
    choose("The last run of the thread");
    expect(await chooseInput({ ...options, server: async () => ({ ...memory.api, getRun }) })).toEqual({ topic: "r2" });
  });

  it("is that of a cron, as the server has it", async () => {
    const { options } = sources();
    choose("Another cron…", "b");
    expect(await chooseInput(options)).toEqual({ topic: "b" });
  });

  it("is in a file, with comments", async () => {
    const { options } = sources("");
    stubState.openFolder = vscode.Uri.file("/ws/input.json");
    stubState.fileTexts.set("/ws/input.json", '{ "topic": "x" /* the newest */ }');
    choose("A JSON file…");
    expect(await chooseInput(options)).toEqual({ topic: "x" });
    expect(stubState.picks[0]?.items.map(({ label }) => label)).toEqual(["Another cron…", "A JSON file…"]);
  });

  it.each(["{ broken", "[".repeat(300) + "]".repeat(300), `"${"x".repeat(4 * 1024 * 1024)}"`])(
    "is not taken from a file that has none, which is said (%#)",
    async (text) => {
      const { options } = sources("");
      stubState.openFolder = vscode.Uri.file("/ws/input.json");
      stubState.fileTexts.set("/ws/input.json", text);
      choose("A JSON file…");
      expect(await chooseInput(options)).toBeUndefined();
      expect(stubState.messages).toHaveLength(1);
    },
  );

  it("says that a thread has no run, and what a server answers", async () => {
    const { options } = sources();
    choose("The last run of the thread");
    expect(await chooseInput(options)).toBeUndefined();
    choose("The last run of the thread");
    const gone = async () => {
      throw new Error("no trust");
    };
    expect(await chooseInput({ ...options, server: gone })).toBeUndefined();
    expect(stubState.messages.map(({ text }) => text)).toEqual([
      "The thread has no run with an input.",
      expect.stringContaining("no trust"),
    ]);
  });
});
