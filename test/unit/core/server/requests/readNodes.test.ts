import fc from "fast-check";
import { expect, test } from "vitest";
import { readNodes } from "../../../../../src/core/server/requests/readAnswers";

test("a node has what comes next, as the server's edges say", () => {
  const graph = {
    nodes: [{ id: "__start__" }, { id: "tools" }, { id: "agent" }, { id: "__end__" }],
    edges: [
      { source: "__start__", target: "agent" },
      { source: "tools", target: "agent", conditional: false },
      { source: "agent", target: "tools", data: "continue", conditional: true },
      { source: "agent", target: "__end__", conditional: true },
      { source: "agent", target: "unknown" },
      { source: "agent" },
      "agent>tools",
    ],
  };
  expect(readNodes(graph, "graph")).toEqual([
    { id: "agent", next: [{ id: "tools", isConditional: true }] },
    { id: "tools", next: [{ id: "agent", isConditional: false }] },
  ]);
});

test.each([[undefined], [null], ["none"], [[]]])("without edges (%j), nothing comes next", (edges) => {
  const nodes = [{ id: "plan" }, { id: "send" }];
  expect(readNodes({ nodes, ...(edges === undefined ? {} : { edges }) }, "graph")).toEqual(nodes);
});

test("every edge between two nodes is there, and no other", () => {
  const id = fc.constantFrom("__start__", "a", "b", "c", "__end__");
  const edge = fc.record({ source: id, target: id, conditional: fc.boolean() });
  const isNode = (name: string) => !name.startsWith("__");
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(edge), (ids, edges) => {
      const nodes = readNodes({ nodes: ids.map((each) => ({ id: each })), edges }, "graph");
      const read = nodes.flatMap(({ id: source, next = [] }) =>
        next.map((node) => `${source}>${node.id} ${node.isConditional}`),
      );
      const given = edges
        .filter((each) => [each.source, each.target].every((name) => isNode(name) && ids.includes(name)))
        .map((each) => `${each.source}>${each.target} ${each.conditional}`);
      expect(read.sort()).toEqual(given.sort());
    }),
  );
});
