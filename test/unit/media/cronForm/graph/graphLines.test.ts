import fc from "fast-check";
import { expect, test } from "vitest";
import { fitsPicture, graphLines } from "../../../../../media/cronForm/graph/graphLines";

const names = ["a", "b", "c", "d", "e", "f"];
const graph = fc
  .uniqueArray(fc.constantFrom(...names))
  .chain((ids) =>
    fc.tuple(
      ...ids.map((value) =>
        fc
          .array(fc.record({ id: fc.constantFrom(...names), isConditional: fc.boolean() }))
          .map((next) => ({ value, next })),
      ),
    ),
  );

test("a loop has a line down and a line back", () => {
  const nodes = [
    { value: "agent", next: [{ id: "tools", isConditional: true }] },
    { value: "tools", next: [{ id: "agent", isConditional: false }] },
  ];
  expect(graphLines(nodes)).toEqual([
    { from: 0, to: 1, lane: 0, isConditional: true },
    { from: 1, to: 0, lane: 1, isConditional: false },
  ]);
});

test("draws every edge between two nodes once, cycles too", () => {
  fc.assert(
    fc.property(graph, (nodes) => {
      const rows = nodes.map(({ value }) => value);
      const edges = nodes.flatMap(({ value, next }) =>
        next.filter(({ id }) => rows.includes(id)).map(({ id }) => `${value}>${id}`),
      );
      const drawn = graphLines(nodes).map(({ from, to }) => `${rows[from]}>${rows[to]}`);
      expect([...drawn].sort()).toEqual([...new Set(edges)].sort());
    }),
  );
});

test("no line covers another, and the same graph has the same lines", () => {
  fc.assert(
    fc.property(graph, (nodes) => {
      const lines = graphLines(nodes);
      expect(graphLines(structuredClone(nodes))).toEqual(lines);
      const taken = lines.flatMap(({ from, to, lane }) => {
        const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
        // A straight line is only between its rows.
        if (lane === 0) return [`0 below ${top}`];
        return Array.from({ length: bottom - top + 1 }, (_none, row) => `${lane} ${top + row}`);
      });
      expect(new Set(taken).size).toBe(taken.length);
    }),
  );
});

test.each([
  { count: 0, long: 0, fits: true },
  { count: 30, long: 0, fits: true },
  { count: 31, long: 0, fits: false },
  { count: 30, long: 10, fits: true },
  { count: 30, long: 11, fits: false },
])("$count nodes with $long lines beside each other fit: $fits", ({ count, long, fits }) => {
  const nodes = Array.from({ length: count }, (_none, index) => ({
    value: `n${index}`,
    // All of them pass the middle, so each needs a lane.
    next: index < long ? [{ id: `n${index + 15}`, isConditional: false }] : [],
  }));
  expect(fitsPicture(nodes, graphLines(nodes))).toBe(fits);
});
