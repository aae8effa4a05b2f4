import { describe, expect, test } from "vitest";
import { type Proposal, valueProposal } from "../../../../../src/core/specFile/completion/proposal";
import { takenBy } from "../../../../../src/core/specFile/completion/takenBy";
import { placeAt } from "./placeAt";
import { written } from "./written";

/** The text after a proposal was taken, with `‹…›` around what was written. */
function taken(marked: string, proposal: Proposal): string {
  const { place, text } = placeAt(marked);
  const { insert, replace } = takenBy(text, place, proposal);
  return `${text.slice(0, replace.offset)}‹${written(insert)}›${text.slice(replace.offset + replace.length)}`;
}

const zone = valueProposal("Europe/Berlin", { kind: "zone" });

describe("what a proposal replaces", () => {
  test.each([
    ['{ "timezone": "UTC|" }', '{ "timezone": "‹Europe/Berlin›" }'],
    ['{ "timezone": "|" }', '{ "timezone": "‹Europe/Berlin›" }'],
    ['{ "timezone": "a\\"|b" }', '{ "timezone": "‹Europe/Berlin›" }'],
    ['{ "stream_mode": ["|"] }', '{ "stream_mode": ["‹Europe/Berlin›"] }'],
    ['{ "timezone": | }', '{ "timezone": ‹"Europe/Berlin"› }'],
    ['{ "timezone": nul| }', '{ "timezone": ‹"Europe/Berlin"› }'],
    ['{ "timezone": "Eu|\n}', '{ "timezone": ‹"Europe/Berlin"›\n}'],
    ['{ "timezone": "|', '{ "timezone": ‹"Europe/Berlin"›'],
  ])("a text in %s", (marked, expected) => {
    expect(taken(marked, zone)).toBe(expected);
  });

  test.each([
    [valueProposal(null), '{ "thread_id": ‹null› }'],
    [valueProposal(true), '{ "thread_id": ‹true› }'],
    [{ ...valueProposal("x"), insert: '["$1"]', filter: "[" }, '{ "thread_id": ‹[""]› }'],
  ])("a value that is not text also replaces the quotes: %j", (proposal, expected) => {
    expect(taken('{ "thread_id": "abc|" }', proposal)).toBe(expected);
  });

  test("a key also replaces its quotes, since its value comes with it", () => {
    const key: Proposal = { kind: "key", label: "enabled", insert: '"enabled": true', filter: '"enabled"' };
    expect(taken('{ "ena|" }', key)).toBe('{ ‹"enabled": true› }');
  });

  test("a text of quotes and dollars stays unchanged, and is found by the text between the quotes", () => {
    const { place, text } = placeAt('{ "assistant_id": "|" }');
    const { filter, insert } = takenBy(text, place, valueProposal('a "b" $1 }'));
    expect(JSON.parse(`"${written(insert)}"`)).toBe('a "b" $1 }');
    expect(filter.startsWith('"')).toBe(false);
  });
});
