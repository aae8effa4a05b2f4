import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { isAboutKey } from "../../../../src/core/checks/specFinding";
import type { ValuePath } from "../../../../src/core/finding/finding";
import { findingCatalogue } from "../../../../src/core/finding/findingCatalogue";
import { checkSpecFile } from "../../../../src/core/specFile/checkSpecFile";
import type { LocatedFinding } from "../../../../src/core/specFile/json/locate";
import { parseSpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { badSpecs } from "../../../fixtures/specs/badSpecs";
import { goodChanges, now, specWith } from "../../../fixtures/specs/goodSpecs";

const options = { now, minimumMinutes: 5 };
const title = (value: unknown) => JSON.stringify(value).slice(0, 80);

function findingsIn(text: string): readonly LocatedFinding[] {
  return checkSpecFile(parseSpecFile(text, "spec"), options);
}

/** Where `path` stands, as another parser says: a value, a key between its quotes, or what should have had the key. */
function placeOf(text: string, path: ValuePath, isKey: boolean): { readonly offset: number; readonly length: number } {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [...path]);
  if (node === undefined) return { offset: text.indexOf("{"), length: 1 };
  const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
  if (!isKey || key === undefined) return { offset: node.offset, length: node.length };
  return { offset: key.offset + 1, length: key.length - 2 };
}

describe("a bad spec", () => {
  test("is one of at least 300, each with a different mistake", () => {
    expect(badSpecs.filter(({ server }) => server !== "unsent").length).toBeGreaterThanOrEqual(300);
    const same = badSpecs.filter((bad, index) => badSpecs.findIndex((other) => sameCase(bad, other)) < index);
    expect(same).toEqual([]);
  });

  // What is too deep is told of the text, before anything is known of its specs.
  const readable = badSpecs.filter(({ code }) => code !== "spec.too-deep");

  test.each(readable.map((bad) => [bad.code, title(bad.path), title(bad.change), bad] as const))(
    "is found: %s at %s in %s",
    (code, _path, _change, { change, path, part }) => {
      const text = JSON.stringify(specWith(change), undefined, 2);
      const found = findingsIn(text);
      const meant = found.filter(({ finding }) => finding.code === code && samePath(finding.path, path));
      expect(meant).toHaveLength(1);
      for (const { finding, range } of meant) {
        expect(finding.severity).toBe(findingCatalogue[code].severity);
        const place = placeOf(text, path, isAboutKey(finding));
        if (part === undefined && finding.span === undefined) {
          expect(range).toEqual(place);
        } else {
          const written = JSON.stringify(part ?? change[String(path[0])]).slice(1, -1);
          expect(text.slice(range.offset, range.offset + range.length)).toBe(written);
          expect(range.offset).toBeGreaterThan(place.offset);
          expect(range.offset + range.length).toBeLessThan(place.offset + place.length);
        }
      }
      // One clear finding: nothing else is an error, save what depends on the same key.
      const errors = found.filter(({ finding }) => finding.severity === "error" && finding.path[0] !== path[0]);
      expect(errors).toEqual([]);
    },
  );
});

function samePath(one: ValuePath, other: ValuePath): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

function sameCase(one: (typeof badSpecs)[number], other: (typeof badSpecs)[number]): boolean {
  return one.code === other.code && title(one.change) === title(other.change) && samePath(one.path, other.path);
}

describe("a good spec", () => {
  test("is one of at least 200", () => {
    expect(goodChanges.length).toBeGreaterThanOrEqual(200);
  });

  test.each(goodChanges.map((change) => [title(change), change] as const))("has no finding: %s", (_, change) => {
    expect(findingsIn(JSON.stringify(specWith(change)))).toEqual([]);
    expect(findingsIn(JSON.stringify([{ name: "one", ...specWith(change) }], undefined, "\t"))).toEqual([]);
  });
});
