import { once } from "node:events";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { inputLines } from "../../../src/cli/inputLines";

test("who has read the answer lets go of the input, also if nobody closes it", async () => {
  const terminal = new PassThrough();
  const paused = once(terminal, "pause");
  terminal.write("no\nand more\n");
  for await (const line of inputLines(terminal)) {
    expect(line).toBe("no");
    break;
  }
  await paused;
  expect([terminal.isPaused(), terminal.listenerCount("data")]).toEqual([true, 0]);
});

test("all lines of an input that ends", async () => {
  const input = new PassThrough();
  input.end("one\r\ntwo");
  const lines: string[] = [];
  for await (const line of inputLines(input)) lines.push(line);
  expect(lines).toEqual(["one", "two"]);
});
