import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import { parseSpecFile, type Spec } from "../../../../src/core/specFile/parseSpecFile";
import { serverText } from "../../../../src/core/specFile/serverText";
import { plainSpec, specWith } from "../../../fixtures/specs/goodSpecs";
import { stateByHand } from "../../../fixtures/specs/stateByHand";
import { storedChanges, storedCron } from "../../../fixtures/specs/storedCron";

function specOf(text: string, index = 0): Spec {
  const spec = parseSpecFile(text, "daily").specs[index];
  if (spec === undefined) throw new Error(`No spec in ${text}`);
  return spec;
}

const textOf = (text: string, stored: JsonObject, index = 0) =>
  serverText(text, specOf(text, index), storedCron(stored));

describe("serverText", () => {
  test("changes what differs and nothing else: order, comments, spelling and indentation stay", () => {
    const text = `// Ours
{
\t"schedule": "0 9 * * *", // early
\t"input": {
\t\t"topic": "a", // what it is about
\t\t"deep": { "x": 1 }
\t},
\t"timezone": "Europe/Berlin",
\t"thread_id": null,
\t"assistant_id": "report",
\t"enabled": true,
}
`;
    const stored = { ...plainSpec, thread_id: null, schedule: "30 9 * * *", durability: "exit" };
    expect(textOf(text, { ...stored, input: { topic: "b", deep: { x: 1, y: [1] } } })).toEqual({
      kept: [],
      text: `// Ours
{
\t"schedule": "30 9 * * *", // early
\t"input": {
\t\t"topic": "b", // what it is about
\t\t"deep": { "x": 1, "y": [1] }
\t},
\t"thread_id": null,
\t"assistant_id": "report",
\t"enabled": true,
\t"durability": "exit",
}
`,
    });
  });

  test("leaves the other specs of a list alone", () => {
    const other = { ...plainSpec, name: "other" };
    const text = JSON.stringify([other, { ...plainSpec, name: "daily" }, other], null, 2);
    const written = textOf(text, { ...plainSpec, schedule: "0 0 1 1 *" }, 1);
    expect(JSON.parse(written?.text ?? "")).toEqual([
      other,
      { ...plainSpec, name: "daily", schedule: "0 0 1 1 *" },
      other,
    ]);
  });

  test("does not change placeholders, and accepts none from a server", () => {
    const spec = { ...plainSpec, webhook: "https://a.example/${secret:HOOK}", metadata: { a: "${env:A}", b: 1, c: 2 } };
    const stored = { ...plainSpec, webhook: "https://b.example/", metadata: { a: 1, b: 2, c: "${secret:HOOK}" } };
    const written = textOf(JSON.stringify(spec), stored);
    expect(written?.kept).toEqual(["metadata", "webhook"]);
    expect(JSON.parse(written?.text ?? "")).toEqual({ ...spec, metadata: { a: "${env:A}", b: 2, c: 2 } });
  });

  test("does not write what an update has left behind of a key", () => {
    const stored = { ...plainSpec, metadata: { gone: null, here: 2 } };
    const text = JSON.stringify({ ...plainSpec, metadata: { here: 1 } });
    expect(JSON.parse(textOf(text, stored)?.text ?? "")).toEqual({ ...plainSpec, metadata: { here: 2 } });
  });

  test.each<readonly [string, string, JsonObject, string]>([
    ["takes away the last keys, and their comma", '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', { a: 1 }, '{\n  "a": 1\n}'],
    ["takes away the first", '{\n  "a": 1, // one\n  "b": 2 // two\n}', { b: 2 }, '{\n  "b": 2 // two\n}'],
    ["takes the place of the last", '{\n  "a": 1,\n  "b": 2\n}', { a: 1, c: 3 }, '{\n  "a": 1,\n  "c": 3\n}'],
    ["fills an empty object", "{}", { a: 1 }, '{\n    "a": 1\n  }'],
    ["leaves a comment with its key", '{\n  "a": 1 // one\n}', { a: 1, b: 2 }, '{\n  "a": 1, // one\n  "b": 2\n}'],
    ["keeps a comma at the end", '{\n  "a": 1,\n}', { a: 1, b: 2, c: 3 }, '{\n  "a": 1,\n  "b": 2,\n  "c": 3,\n}'],
    ["leaves a comma at the end", '{\n  "a": 1,\n  "b": 2,\n}', { a: 1 }, '{\n  "a": 1,\n}'],
  ])("%s", (_title, before, metadata, after) => {
    const others = JSON.stringify({ ...plainSpec, metadata: undefined }, undefined, 2).slice(0, -2);
    const written = textOf(`${others},\n  "metadata": ${before}\n}`, { ...plainSpec, metadata });
    expect(written?.text).toBe(`${others},\n  "metadata": ${after}\n}`);
  });

  test("reads a big file once, however many keys differ", () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => ({ index, text: "a row of some length" }));
    const metadata = (value: number) =>
      Object.fromEntries(rows.slice(0, 200).map(({ index }) => [`key${index}`, value]));
    const spec = { ...plainSpec, input: { rows }, metadata: metadata(1) };
    const text = JSON.stringify(spec, undefined, 2);
    const read = specOf(text);
    // Of the processor, so that a busy machine does not count.
    const began = process.cpuUsage();
    const written = serverText(text, read, storedCron({ ...spec, metadata: metadata(2) }));
    // 200 readings of it would be seconds.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(500);
    expect(JSON.parse(written?.text ?? "")).toEqual({ ...spec, metadata: metadata(2) });
  });

  test("says nothing about a spec with errors", () => {
    expect(textOf('{ "schedule": 1 }', plainSpec)).toBeUndefined();
  });

  test("brings any spec in sync with any cron, whatever surrounds it", () => {
    const spec = fc.constantFrom(...storedChanges);
    const protection = fc.tuple(
      fc.constantFrom<JsonObject[]>({}, { protect: true }, { protect: false }),
      fc.constantFrom<JsonObject[]>({}, { langgraph_crons_protect: "yes" }, { langgraph_crons_protect: "no" }),
    );
    const indent = fc.constantFrom<string | number>(0, 2, 4, "\t");
    fc.assert(
      fc.property(spec, spec, spec, indent, fc.boolean(), protection, (one, other, more, space, crlf, [is, was]) => {
        const json = JSON.stringify(
          [
            { ...plainSpec, name: "a" },
            { ...specWith({ ...one, name: "b" }), ...is },
          ],
          null,
          space,
        );
        const text = `/* before */ ${crlf ? json.replaceAll("\n", "\r\n") : json} // after`;
        const made = storedCron(specWith({ ...other, ...more }));
        const cron = { ...made, metadata: { ...made.metadata, ...was } };
        const written = serverText(text, specOf(text, 1), cron);
        const [first, second] = parseSpecFile(written?.text ?? "", "x").specs;
        expect(first?.arguments).toEqual(plainSpec);
        expect(stateByHand(second?.arguments ?? {}, cron, second?.protect).kind).toBe("inSync");
        expect(written?.text).toMatch(/^\/\* before \*\/ .*\/\/ after$/s);
      }),
      { numRuns: 300 },
    );
  });
});
