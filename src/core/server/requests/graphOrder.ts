/** An edge of a graph, by its nodes' ids. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly isConditional: boolean;
}

/**
 * A graph's nodes in the order in which a run comes to them: by the fewest edges from `__start__`. Nodes that no edge
 * leads to come last; of equal ones the server's order stays.
 */
export function graphOrder(
  ids: readonly string[],
  edges: readonly Pick<GraphEdge, "source" | "target">[],
): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) {
    const targets = next.get(source);
    if (targets === undefined) next.set(source, [target]);
    else targets.push(target);
  }
  const depth = new Map([["__start__", 0]]);
  // A map goes on with what is added to it meanwhile.
  for (const [id, steps] of depth) {
    for (const target of next.get(id) ?? []) if (!depth.has(target)) depth.set(target, steps + 1);
  }
  const stepsTo = (id: string) => depth.get(id) ?? Number.MAX_SAFE_INTEGER;
  return [...ids].sort((one, other) => stepsTo(one) - stepsTo(other));
}
