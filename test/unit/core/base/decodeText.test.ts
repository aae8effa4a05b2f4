import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "../../../../src/core/base/decodeText";

const utf16 = (text: string) => Buffer.from(text, "utf16le");

test("a JSON text is the same in each detectable encoding, with and without its mark", () => {
  const texts = fc.json({ noUnicodeString: false }).filter((text) => text.length > 1);
  fc.assert(
    fc.property(texts, (text) => {
      const whole = text.toWellFormed();
      for (const mark of ["", "\ufeff"]) {
        expect(decodeText(Buffer.from(mark + whole))).toEqual({ text: whole, encoding: "utf8" });
        expect(decodeText(utf16(mark + whole))).toEqual({ text: whole, encoding: "utf16le" });
        expect(decodeText(utf16(mark + whole).swap16())).toEqual({ text: whole, encoding: "utf16be" });
      }
    }),
  );
});

test.each([0, 1])("%d bytes are not UTF-16", (length) => {
  expect(decodeText(new Uint8Array(length)).encoding).toBe("utf8");
});

test("bytes that are not UTF-8 are shown as U+FFFD", () => {
  expect(decodeText(Uint8Array.of(0x7b, 0xe9, 0x7d))).toEqual({ text: "{\ufffd}", encoding: "utf8" });
});
