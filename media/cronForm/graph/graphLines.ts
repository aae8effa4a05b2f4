import type { NextNode } from "../../../src/core/server/agentServer";

/** A line of the picture, from one row to another. */
export interface GraphLine {
  readonly from: number;
  readonly to: number;
  /** 0: straight down to the next row. Others: columns beside the rows, 1 the nearest. */
  readonly lane: number;
  readonly isConditional: boolean;
}

interface DrawnNode {
  readonly value: string;
  readonly next?: readonly NextNode[];
}

const mostNodes = 30;
const mostLanes = 10;

/** How many columns the lines need beside the rows. */
export function lanesOf(lines: readonly GraphLine[]): number {
  return Math.max(0, ...lines.map(({ lane }) => lane));
}

/** Whether somebody could still follow the lines. */
export function fitsPicture(nodes: readonly DrawnNode[], lines: readonly GraphLine[]): boolean {
  return nodes.length <= mostNodes && lanesOf(lines) <= mostLanes;
}

/**
 * The lines between nodes that stand below each other, one a row. Each edge has one line, also if the server names it
 * twice; lines in one lane share no row, so none covers another.
 */
export function graphLines(nodes: readonly DrawnNode[]): readonly GraphLine[] {
  const rows = new Map(nodes.map(({ value }, row) => [value, row]));
  const edges = new Map<string, Omit<GraphLine, "lane">>();
  for (const [from, { next = [] }] of nodes.entries()) {
    for (const { id, isConditional } of next) {
      const to = rows.get(id);
      if (to === undefined) continue;
      const same = edges.get(`${from}>${to}`);
      edges.set(`${from}>${to}`, { from, to, isConditional: isConditional && same?.isConditional !== false });
    }
  }
  const top = ({ from, to }: Omit<GraphLine, "lane">) => Math.min(from, to);
  const bottom = ({ from, to }: Omit<GraphLine, "lane">) => Math.max(from, to);
  const length = (line: Omit<GraphLine, "lane">) => bottom(line) - top(line);
  const lanes: Omit<GraphLine, "lane">[][] = [];
  return [...edges.values()]
    .sort((one, other) => length(one) - length(other) || top(one) - top(other) || one.from - other.from)
    .map((line) => {
      if (line.to === line.from + 1) return { ...line, lane: 0 };
      const free = lanes.findIndex((lane) =>
        lane.every((other) => bottom(other) < top(line) || top(other) > bottom(line)),
      );
      const lane = free === -1 ? lanes.push([]) - 1 : free;
      lanes[lane]?.push(line);
      return { ...line, lane: lane + 1 };
    });
}
