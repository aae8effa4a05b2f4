import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import { element, setAttributes } from "../shared/dom";
import { markPaths, rowHeight } from "./markPaths";
import type { MarkLook } from "./rowMarks";

/** What each mark means. */
export function legend(strings: UpcomingStrings): HTMLElement {
  const marks: readonly (readonly [MarkLook, string])[] = [
    ["good", strings.legendGood],
    ["bad", strings.legendBad],
    ["waits", strings.legendWaits],
    ["busy", strings.legendBusy],
    ["quiet", strings.legendQuiet],
    ["missed", strings.legendMissed],
    ["coming", strings.legendComing],
    ["band", strings.legendBand],
  ];
  const sample = (kind: string, text: string) =>
    element("li", {}, element("span", { class: `sample ${kind}`, "aria-hidden": "true" }), text);
  return element(
    "ul",
    { class: "legend", "aria-label": strings.legend },
    ...marks.map(([look, text]) => element("li", {}, drawn(look), text)),
    sample("paused", strings.legendPaused),
    sample("herd", strings.legendHerd),
  );
}

function drawn(look: MarkLook): SVGSVGElement {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const width = look === "band" ? 22 : 12;
  setAttributes(picture, {
    width: width + 4,
    height: 26,
    viewBox: `0 ${rowHeight / 2 - 13} ${width + 4} 26`,
    "aria-hidden": "true",
  });
  const path = document.createElementNS(picture.namespaceURI, "path");
  const mark = { look, x: 2, width: look === "band" ? 20 : 7, first: 0, last: 0, count: 1, runs: [] };
  setAttributes(path, { class: look, d: markPaths([mark]).get(look) ?? "" });
  picture.append(path);
  return picture;
}
