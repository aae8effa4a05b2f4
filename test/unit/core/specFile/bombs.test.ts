import { describe, expect, test } from "vitest";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { now, plainSpec } from "../../../fixtures/specs/goodSpecs";
import { computeClock } from "../../../support/computeClock";

/** Far above what any of these takes, on a machine much slower than one's own: only what runs away takes longer. */
const mostMilliseconds = 2000;

const plain = JSON.stringify(plainSpec);
/** The plain spec with one more member, or with another value for one that it has. */
const withMember = (key: string, value: string) => {
  const others = Object.fromEntries(Object.entries(plainSpec).filter(([name]) => name !== key));
  return `${JSON.stringify(others).slice(0, -1)},${JSON.stringify(key)}:${value}}`;
};
const text = (value: string) => JSON.stringify(value);
const million = 1_000_000;
const listOf = (length: number, item: (index: number) => string) =>
  Array.from({ length }, (_, index) => item(index)).join();

/** What is said, in time and inside the document. */
function said(document: string): readonly string[] {
  const computed = computeClock();
  const found = checkSpecFile(parseSpecFile(document, "bomb"), { now, minimumMinutes: 5 });
  const took = computed();
  if (took > mostMilliseconds) throw new Error(`${Math.round(took)} ms`);
  for (const { range } of found) {
    if (range.offset < 0 || range.length < 0 || range.offset + range.length > document.length) {
      throw new RangeError(`${range.offset}+${range.length} of ${document.length}`);
    }
  }
  return found.map(({ finding }) => finding.code);
}

describe("a huge or deep file is one clear finding", () => {
  test.each<readonly [string, () => string, string]>([
    ["100,000 open lists", () => "[".repeat(100_000), "spec.too-deep"],
    ["a million open lists", () => "[".repeat(million), "spec.too-deep"],
    ["100,000 open objects", () => '{"a":'.repeat(100_000), "spec.too-deep"],
    [
      "a spec that is nested 100,000 deep",
      () => withMember("input", `${'{"a":['.repeat(50_000)}${"]}".repeat(50_000)}`),
      "spec.too-deep",
    ],
    ["a million commas", () => `[${",".repeat(million)}`, "spec.syntax-value"],
    ["a million commas in an object", () => `{${",".repeat(million)}`, "spec.syntax-value"],
    ["a million closing brackets", () => "]".repeat(million), "spec.syntax-value"],
    ["a million colons", () => `{"a"${":".repeat(million)}`, "spec.syntax-value"],
    ["40,000 numbers", () => `[${"0,".repeat(40_000)}0]`, "spec.not-a-spec"],
    ["a million quotes", () => `{${'"'.repeat(million)}`, "spec.syntax-colon"],
    ["a comment of 5 MB that nobody ends", () => `${plain}/*${"*".repeat(5 * million)}`, "spec.syntax-comment"],
    [
      "200,000 equal keys",
      () =>
        `{${'"x-twice":1,'.repeat(200_000)}${plain.slice(1)}`
          .replaceAll("x-twice", "enabled")
          .replaceAll(":1,", ":true,"),
      "spec.duplicate-key",
    ],
    [
      "200,000 equal keys deep inside",
      () => withMember("input", `{${'"a":1,'.repeat(200_000)}"a":2}`),
      "spec.duplicate-key",
    ],
    ["a million keys", () => `{${listOf(million, (index) => `"k${index}":1`)}}`, "spec.too-many"],
    [
      "a million keys deep inside",
      () => withMember("input", `{${listOf(million, (index) => `"k${index}":1`)}}`),
      "spec.too-many",
    ],
    ["three million empty specs", () => `[${"{},".repeat(3 * million)}{}]`, "spec.too-many"],
    [
      "300,000 bad header names",
      () => withMember("headers", `{${listOf(300_000, (index) => `"a b${index}":"1"`)}}`),
      "spec.too-many",
    ],
    [
      "200,000 keys of metadata",
      () => withMember("metadata", `{${listOf(200_000, (index) => `"k${index}":"v"`)}}`),
      "spec.too-many",
    ],
    ["50 MB", () => " ".repeat(50 * million), "spec.file-too-large"],
    ["50 MB of specs", () => `[${`${plain},`.repeat(370_000)}`, "spec.file-too-large"],
    ["NUL alone", () => "\0", "spec.syntax-symbol"],
    ["a million NULs", () => "\0".repeat(million), "spec.syntax-symbol"],
    ["NUL in a text", () => withMember("input", '{"a":"\\u0000"}'), "spec.bad-character"],
    ["nothing behind a byte-order mark", () => "\uFEFF", "spec.file-empty"],
    ["a second byte-order mark", () => `\uFEFF\uFEFF${plain}`, "spec.syntax-symbol"],
    ["half of a character pair", () => withMember("input", '{"a":"\ud800"}'), "spec.bad-character"],
    ["half of a character pair, escaped", () => withMember("input", '{"a":"\\udfff"}'), "spec.bad-character"],
    ["half of a character pair as a key", () => withMember("input", '{"\ud800":1}'), "spec.bad-character"],
    ["__proto__", () => withMember("__proto__", '{"enabled":false}'), "spec.unknown-key"],
    ["__proto__ as a type", () => withMember("durability", '"__proto__"'), "spec.not-choice"],
    ["1e400", () => withMember("input", '{"a":1e400}'), "spec.not-finite"],
    ["-1e400", () => withMember("input", '{"a":-1e400}'), "spec.not-finite"],
    ["a number of a million digits", () => withMember("input", `{"a":1${"0".repeat(million)}}`), "spec.not-finite"],
    ["a schedule of 40 kB", () => withMember("schedule", text(`${"1,".repeat(20_000)}1 9 * * *`)), "spec.schedule"],
    [
      "a schedule of a million blanks",
      () => withMember("schedule", text(`0 9 * *${" ".repeat(million)}*`)),
      "spec.schedule",
    ],
    [
      "a schedule of a million blanks and commas",
      () => withMember("schedule", text(`0 9 * * 1${" ".repeat(million)},`)),
      "spec.schedule",
    ],
    ["a zone of 40 kB", () => withMember("timezone", text("Europe/".repeat(6000))), "spec.too-long"],
    ["an end of a million digits", () => withMember("end_time", text("2".repeat(million))), "spec.too-long"],
    [
      "a webhook of 4 MB",
      () => withMember("webhook", text(`https://example.com/${"a".repeat(4_100_000)}`)),
      "spec.too-long",
    ],
    ["a choice of 4 MB", () => withMember("durability", text("async".repeat(800_000))), "spec.too-long"],
    [
      "a placeholder of 4 MB",
      () => withMember("metadata", `{"a":"\${env:${"a ".repeat(2_000_000)}"}`),
      "spec.placeholder-malformed",
    ],
    ["a key of 4 MB", () => withMember("a".repeat(4_000_000), "1"), "spec.unknown-key"],
  ])("%s", (_, bomb, code) => {
    const expected = code === "spec.schedule" ? "schedule.too-long" : code;
    expect(said(bomb())).toEqual([expected]);
  });
});

describe("no finding, in time, for", () => {
  test.each<readonly [string, () => string]>([
    ["1e308", () => withMember("input", '{"a":1e308,"b":-1e308,"c":5e-324}')],
    ["__proto__ deep inside", () => withMember("input", '{"__proto__":{"__proto__":1},"constructor":{"prototype":2}}')],
    ["a byte-order mark", () => `\uFEFF${plain}`],
    ["100,000 comments", () => `${"/**/".repeat(100_000)}${plain}${"//\n".repeat(100_000)}`],
    ["three million blanks", () => " \n\t".repeat(million) + plain],
    ["240 levels", () => withMember("input", `${'{"a":'.repeat(238)}1${"}".repeat(238)}`)],
    ["40,000 items of input", () => withMember("input", `{"a":[${"1,".repeat(40_000)}1]}`)],
    [
      "text that begins like a placeholder, again and again",
      () => withMember("metadata", `{"a":"${"${".repeat(million)}"}`),
    ],
    [
      "text that begins like a key of a service, again and again",
      () => withMember("input", `{"a":"${"-eyJaaaaaaaa".repeat(100_000)}"}`),
    ],
  ])("%s", (_, document) => {
    expect(said(document())).toEqual([]);
  });
});

/** Each of these is wrong in its own right; what counts is that they are told in time. */
describe("many mistakes are found in time", () => {
  test.each<readonly [string, () => string]>([
    [
      "40,000 unknown keys",
      () => `${plain.slice(0, -1)},${Array.from({ length: 40_000 }, (_, index) => `"k${index}":1`)}}`,
    ],
    [
      "40,000 keys that are nearly one",
      () =>
        `${plain.slice(0, -1)},${Array.from({ length: 40_000 }, (_, index) => `"timezon${index % 10}${"_".repeat(index % 7)}${index}":1`)}}`,
    ],
    ["40,000 nodes that are none", () => withMember("interrupt_before", `[${"1,".repeat(40_000)}1]`)],
    [
      "40,000 wrong headers",
      () => withMember("headers", `{${Array.from({ length: 40_000 }, (_, index) => `"a b${index}":1`)}}`),
    ],
    ["90,000 bad header names", () => withMember("headers", `{${listOf(90_000, (index) => `"a b${index}":"1"`)}}`)],
    ["5000 misspelt time zones", () => `[${listOf(5000, () => withMember("timezone", '"Europe/Berlni"'))}]`],
    [
      "5000 time zones that are misspelt each in its own way",
      () => `[${listOf(5000, (index) => withMember("timezone", text(`Europe/Berl${index}`)))}]`,
    ],
    ["10,000 empty specs", () => `[${"{},".repeat(10_000)}{}]`],
  ])("%s", (_, document) => {
    expect(said(document()).length).toBeGreaterThan(1);
  });
});
