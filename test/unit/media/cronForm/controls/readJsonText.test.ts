import { describe, expect, it } from "vitest";
import { readJsonText } from "../../../../../media/cronForm/controls/readJsonText";
import { limits } from "../../../../../src/core/arguments/limits";
import { formStrings } from "../../../../../src/protocol/formStrings";

const read = (text: string) => readJsonText(text, formStrings);

describe("The content of a JSON field", () => {
  it("is nothing if it is blank", () => {
    expect(read(" \n\t")).toEqual({ kind: "empty" });
  });

  it("may have comments and trailing commas", () => {
    expect(read('// why\n{ "a": [1, 2,], /* b */ }')).toMatchObject({ kind: "value", value: { a: [1, 2] } });
  });

  it.each([
    ['{\n  "a": oops\n}', 2, 8],
    ['{ "a": 1', 1, 9],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ["// only a comment", 1, 18],
    ['{ "a": 1,\n  "a": 2 }', 2, 4],
    ["{} {}", 1, 4],
  ])("names the place: %s", (text, line, column) => {
    expect(read(text)).toMatchObject({ kind: "broken", place: { line, column } });
  });

  it("lets no key reach a prototype", () => {
    const found = read('{ "__proto__": { "polluted": true } }');
    expect(found.kind === "value" && Object.keys(found.value as object)).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });

  it("survives huge and deep input", () => {
    expect(read("[".repeat(1_000_000))).toMatchObject({ kind: "broken" });
    expect(read(`"${"x".repeat(limits.valueLength)}"`)).toMatchObject({ kind: "broken" });
  });
});
