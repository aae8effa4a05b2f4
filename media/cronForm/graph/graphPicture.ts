import { fillMessage } from "../../../src/core/base/message";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import type { FormStrings } from "../../../src/protocol/formStrings";
import { element, setAttributes } from "../../shared/dom";
import { fitsPicture, type GraphLine, graphLines, lanesOf } from "./graphLines";

interface PictureOptions {
  /** On which side of a node its stop is marked. */
  readonly place: "before" | "after";
  readonly label: string;
  readonly strings: FormStrings;
  readonly nodes: () => Promise<Choices>;
  readonly assistant: () => string;
  readonly isStop: (name: string) => boolean;
  readonly onToggle: (name: string) => void;
}

export interface GraphPicture {
  readonly element: HTMLElement;
  /** Shows the stops that are set now. */
  readonly refresh: () => void;
  /** If the assistant is another one by now, its graph is asked for when the picture is opened again. */
  readonly forget: () => void;
}

const rowHeight = 36;
const boxHeight = 26;
const laneWidth = 8;

/** The graph below the list of nodes, folded: the server is asked when it is opened. */
export function createGraphPicture(options: PictureOptions): GraphPicture {
  const { strings, label } = options;
  const content = element("div", { role: "group", "aria-label": `${label}: ${strings.graphPicture}` });
  const whole = element("details", { class: "graph" }, element("summary", {}, strings.graphPicture), content);
  const boxes = new Map<string, HTMLButtonElement>();
  let asked = 0;
  let drawnFor = "";

  const refresh = () => {
    for (const [name, box] of boxes) box.setAttribute("aria-pressed", String(options.isStop(name)));
  };

  function draw(choices: readonly Choice[]): void {
    const lines = graphLines(choices);
    if (!fitsPicture(choices, lines)) {
      content.replaceChildren(fillMessage(strings.graphTooLarge, { count: choices.length }));
      return;
    }
    const gutter = (lanesOf(lines) + 1) * laneWidth;
    const rows = choices.map(({ value, label: name }) => {
      const box = element("button", { type: "button", class: `graphNode ${options.place}`, title: name }, name);
      box.addEventListener("click", () => options.onToggle(value));
      boxes.set(value, box);
      return box;
    });
    const drawing = element("div", { class: "graphRows" }, ...rows);
    drawing.style.paddingLeft = `${gutter}px`;
    drawing.prepend(picture(lines, gutter, choices.length * rowHeight));
    content.replaceChildren(element("p", { class: "help" }, strings.graphHint), drawing);
    refresh();
  }

  const forget = () => {
    if (options.assistant() === drawnFor) return;
    asked += 1;
    boxes.clear();
    content.replaceChildren();
    whole.open = false;
  };
  whole.addEventListener("toggle", async () => {
    if (!whole.open || boxes.size > 0) return;
    asked += 1;
    const question = asked;
    drawnFor = options.assistant();
    const found = await options.nodes();
    if (question !== asked) return;
    if (found.kind === "list") draw(found.choices);
    else content.replaceChildren(found.message);
  });
  return { element: whole, refresh, forget };
}

/** Words say nothing of it to a screen reader: the buttons stand in the graph's order. */
function picture(lines: readonly GraphLine[], gutter: number, height: number): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  setAttributes(svg, { width: gutter + 24, height, "aria-hidden": "true" });
  for (const line of lines) {
    const path = document.createElementNS(namespace, "path");
    setAttributes(path, { d: pathOf(line, gutter), class: line.isConditional ? "conditional" : undefined });
    svg.append(path);
  }
  return svg;
}

function pathOf({ from, to, lane }: GraphLine, gutter: number): string {
  const start = from * rowHeight;
  const end = to * rowHeight;
  if (lane === 0) {
    const x = gutter + 16;
    return `M${x} ${start + boxHeight}V${end}m-3-4 3 4 3-4`;
  }
  const x = gutter - lane * laneWidth;
  return `M${gutter} ${start + 18}H${x}V${end + 8}H${gutter}m-4-3 4 3-4 3`;
}
