import fc from "fast-check";
import { expect, test } from "vitest";
import { EventParser, type EventText } from "../../../../../src/core/server/requests/eventParser";

function parsed(pieces: readonly string[], largest = 1_000_000): readonly EventText[] | null {
  const parser = new EventParser(largest);
  const all: EventText[] = [];
  for (const piece of pieces) {
    const events = parser.push(piece);
    if (events === null) return null;
    all.push(...events);
  }
  return all;
}

test.each<[string, string, readonly EventText[]]>([
  ["one", "event: values\ndata: {}\n\n", [{ event: "values", data: "{}" }]],
  ["without a name", "data: 1\n\n", [{ event: "message", data: "1" }]],
  ["of several lines", "data: [\ndata: 1]\n\n", [{ event: "message", data: "[\n1]" }]],
  ["without a space", "event:a\ndata:b\n\n", [{ event: "a", data: "b" }]],
  ["with colons in it", "data: a: b\n\n", [{ event: "message", data: "a: b" }]],
  ["with a comment, an id and a delay", ": heartbeat\nid: 5\nretry: 9\ndata: 1\n\n", [{ event: "message", data: "1" }]],
  ["without data", "event: ping\n\ndata: 1\n\n", [{ event: "message", data: "1" }]],
  ["with an empty line of data", "data\n\n", [{ event: "message", data: "" }]],
  ["that was cut off", "data: 1\n\ndata: 2\n", [{ event: "message", data: "1" }]],
  ["with other ends of lines", "data: 1\r\rdata: 2\r\n\r\n", ["1", "2"].map((data) => ({ event: "message", data }))],
])("an event %s", (_, text, events) => {
  expect(parsed([text])).toEqual(events);
});

test("events are the same however the stream is cut into pieces", () => {
  const text = fc.string({
    unit: fc.constantFrom("data: x", "event: y", "\n", "\r", "\r\n", ":", " ", "z"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, fc.array(fc.nat(80), { maxLength: 8 }), (whole, cuts) => {
      const places = [
        0,
        ...cuts.filter((cut) => cut < whole.length).toSorted((one, other) => one - other),
        whole.length,
      ];
      const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
      expect(parsed(pieces)).toEqual(parsed([whole]));
    }),
    { numRuns: 1_000 },
  );
});

test("no more than one event is kept", () => {
  const data = `data: ${"x".repeat(90)}\n`;
  expect(parsed([`${data}\n`, `${data}\n`, `${data}\n`], 100)?.length).toBe(3);
  expect(parsed([data, data], 100)).toBeNull();
  expect(parsed(["data:", ...Array.from({ length: 200 }, () => "x")], 100)).toBeNull();
  // Nothing is kept of what is no event.
  expect(
    parsed(
      Array.from({ length: 200 }, () => "x"),
      100,
    ),
  ).toEqual([]);
  expect(parsed([`: ${"x".repeat(90)}\n`.repeat(50)], 100)).toEqual([]);
});

test("an event in many pieces is read in a time that grows with its length", () => {
  const pieces = ["data: ", ...Array.from({ length: 4_000 }, () => "x".repeat(4_000)), "\n\n"];
  const begun = performance.now();
  expect(parsed(pieces, 20_000_000)?.[0]?.data.length).toBe(16_000_000);
  expect(performance.now() - begun).toBeLessThan(3_000);
});
