import fc from "fast-check";
import { expect, test } from "vitest";
import { graphOrder } from "../../../../../src/core/server/requests/graphOrder";

const edges = (...pairs: readonly string[]) =>
  pairs.map((pair) => {
    const [source = "", target = ""] = pair.split(">");
    return { source, target };
  });

test.each([
  [["send", "plan", "search"], edges("__start__>plan", "plan>search", "search>send"), ["plan", "search", "send"]],
  [["b", "a"], [], ["b", "a"]],
  [["tools", "agent"], edges("__start__>agent", "agent>tools", "tools>agent", "agent>__end__"), ["agent", "tools"]],
  [["lone", "late", "b", "a"], edges("__start__>b", "__start__>a", "a>late", "lone>late"), ["b", "a", "late", "lone"]],
])("%j with %j", (ids, given, expected) => {
  expect(graphOrder(ids, given)).toEqual(expected);
});

test("keeps every node, whatever the edges are", () => {
  const id = fc.constantFrom("__start__", "a", "b", "c", "d", "__end__");
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(fc.record({ source: id, target: id })), (ids, given) => {
      expect([...graphOrder(ids, given)].sort()).toEqual([...ids].sort());
    }),
  );
});
