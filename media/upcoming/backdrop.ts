import type { Herd } from "../../src/core/upcoming/herds";
import { element } from "../shared/dom";
import { type Layer, placeIn } from "./rowMarks";

export interface BackdropFacts {
  readonly herds: readonly Herd[];
}

/** A line of the axis with its text. */
export interface TickText {
  readonly at: number;
  readonly isDay: boolean;
  readonly text: string;
  /** A change of the clocks is marked, and says what it is. */
  readonly change: string | undefined;
}

/** The lines of the axis, now, changes of the clocks and herds. */
export class Backdrop {
  readonly element = element("div", { class: "backdrop", "aria-hidden": "true" });
  readonly axis = element("div", { class: "axis", "aria-hidden": "true" });
  private readonly lines = element("div", { class: "layer" });
  private readonly texts = element("div", { class: "layer" });
  private herds: readonly Herd[] = [];

  constructor(private readonly ticksOf: (layer: Layer) => readonly TickText[]) {
    this.element.append(this.lines);
    this.axis.append(this.texts);
  }

  /** Without `facts` those of before stay. */
  show(layer: Layer, facts: BackdropFacts | undefined, now: number): void {
    this.herds = facts?.herds ?? this.herds;
    const ticks = this.ticksOf(layer);
    const line = (at: number, kind: string) => placed(element("div", { class: `line ${kind}` }), placeIn(layer, at));
    const strips = herdStrips(this.herds, layer);
    // So many lines would be a wall: the strip above the rows says the same.
    const herdLines = strips.length > mostLines || strips.some(({ width }) => width > widestLine) ? [] : strips;
    this.lines.replaceChildren(
      ...ticks.map(({ at, change, isDay }) => line(at, change !== undefined ? "change" : isDay ? "day" : "")),
      ...herdLines.map(({ x }) => placed(element("div", { class: "line herd" }), x)),
      line(now, "now"),
    );
    this.texts.replaceChildren(
      ...ticks.map(({ at, change, isDay, text }) => {
        const kind = change !== undefined ? "tick change" : isDay ? "tick day" : "tick";
        return placed(element("span", { class: kind, title: change }, text), placeIn(layer, at));
      }),
      ...strips.map(({ width, x }) => {
        const strip = placed(element("span", { class: "herdMark" }), x);
        strip.style.width = `${width}px`;
        return strip;
      }),
      placed(element("span", { class: "nowMark" }), placeIn(layer, now)),
    );
  }
}

/** Pixels, from the start of the layer. */
interface Strip {
  readonly x: number;
  width: number;
}

const mostLines = 60;
const widestLine = 40;
const narrowest = 3;

/** Those that would touch are one strip. */
function herdStrips(herds: readonly Herd[], layer: Layer): readonly Strip[] {
  const strips: Strip[] = [];
  for (const { at } of herds) {
    const x = placeIn(layer, at);
    if (x < 0 || x > layer.width) continue;
    const before = strips.at(-1);
    if (before === undefined || x - before.x - before.width >= 1) strips.push({ x, width: narrowest });
    else before.width = Math.max(before.width, x - before.x + narrowest);
  }
  return strips;
}

function placed<Made extends HTMLElement>(made: Made, x: number): Made {
  made.style.left = `${x}px`;
  return made;
}
