import fc from "fast-check";
import { expect, test } from "vitest";
import { textChange } from "../../../../../src/core/specFile/json/textChange";

const text = fc
  .array(fc.constantFrom("a", "b", "\n", "\r\n", "👩‍🚀"), { maxLength: 12 })
  .map((parts) => parts.join(""));

test("a change turns one text into the other, and covers whole lines", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { offset, length, content } = textChange(before, after);
      expect(before.slice(0, offset) + content + before.slice(offset + length)).toBe(after);
      expect(offset === 0 || before[offset - 1] === "\n" || offset === before.length).toBe(true);
    }),
  );
});

test("a change does not touch lines that stay", () => {
  expect(textChange("one\ntwo\nthree\n", "one\n2\nthree\n")).toEqual({ offset: 4, length: 4, content: "2\n" });
  expect(textChange("one\n", "one\n")).toEqual({ offset: 4, length: 0, content: "" });
});
