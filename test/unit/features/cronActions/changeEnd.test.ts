import { beforeEach, describe, expect, test } from "vitest";
import type { InputBoxValidationMessage } from "vscode";
import { changeEnd } from "../../../../src/features/cronActions/changeEnd";
import { InputBoxValidationSeverity, resetStub, stubState } from "../../support/vscode";
import { actionParts, cronOf } from "./actionParts";

beforeEach(resetStub);

const far = "2099-01-01T00:00:00Z";
const verdicts = async (...texts: readonly string[]) => {
  const found: (readonly [string, number] | undefined)[] = [];
  for (const text of texts) {
    const said = (await stubState.inputs.at(-1)?.validateInput?.(text)) as InputBoxValidationMessage | undefined;
    found.push(said && [said.message, said.severity]);
  }
  return found;
};

describe("the end of crons", () => {
  test("is set, and shown at once", async () => {
    const { chosen, connection, parts, store } = await actionParts([cronOf("a"), cronOf("b")]);
    stubState.input = () => ` ${far} `;
    await changeEnd(parts, chosen("a", "b"));
    expect(store.crons(connection).map(({ end_time }) => end_time)).toEqual([far, far]);
    expect(stubState.statusBar).toEqual([`2 crons: ends ${far}`]);
    expect(stubState.messages).toEqual([]);
  });

  test("is taken away by an empty text, and left by Escape", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a", { end_time: far })]);
    await changeEnd(parts, chosen("a"));
    expect([left()[0]?.end_time, stubState.inputs[0]?.value]).toEqual([far, far]);
    stubState.input = () => "";
    await changeEnd(parts, chosen("a"));
    expect(left()[0]?.end_time).toBeNull();
  });

  test("is checked while it is typed, by the rules for spec files", async () => {
    const { chosen, parts } = await actionParts([cronOf("a")]);
    await changeEnd(parts, chosen("a"));
    const [date, past, local, early, fine, none] = await verdicts(
      "tomorrow",
      "2020-01-01T00:00:00Z",
      "2099-01-01T00:00:00",
      new Date(Date.now() + 60_000).toISOString(),
      far,
      " ",
    );
    const { Error: error } = InputBoxValidationSeverity;
    expect([date?.[1], local?.[1], past?.[1], early?.[1]]).toEqual([error, error, error, error]);
    expect(past?.[0]).toContain("has passed");
    expect(local?.[0]).toContain("offset");
    expect(early?.[0]).toContain("first run");
    expect([fine, none]).toEqual([undefined, undefined]);
  });

  test("on a development server asks first, since it stops the scheduler", async () => {
    const { chosen, connections, left, parts } = await actionParts([cronOf("a")]);
    const local = { ...chosen("a").connection, url: "http://127.0.0.1:2024" };
    connections.set([local]);
    stubState.input = () => far;
    await changeEnd(parts, { connection: local, crons: chosen("a").crons });
    const [question] = stubState.messages;
    expect(question?.text).toBe(`Let “a” on Dev end ${far}?`);
    expect(question?.detail).toContain("crons created after it don't run either");
    expect(left()[0]?.end_time).toBeNull();
  });

  test("on a production server asks always", async () => {
    const { chosen, left, parts } = await actionParts([cronOf("a", { end_time: far })], { production: true });
    stubState.input = () => "";
    await changeEnd(parts, chosen("a"));
    expect(stubState.messages[0]?.text).toBe("Let “a” on Dev run without an end?");
    expect(left()[0]?.end_time).toBe(far);
  });

  test("that a server does not take is told", async () => {
    const { chosen, parts, server } = await actionParts([cronOf("a", { end_time: far })]);
    const { patchCron } = server.api;
    Object.assign(server.api, {
      patchCron: async (...given: Parameters<typeof patchCron>) => ({ ...(await patchCron(...given)), end_time: far }),
    });
    stubState.input = () => "";
    await expect(changeEnd(parts, chosen("a"))).rejects.toThrow("kept the end that the cron had");
  });
});
