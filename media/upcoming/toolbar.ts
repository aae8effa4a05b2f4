import type { UpcomingStrings } from "../../src/protocol/upcomingStrings";
import { button, debounce, element, setAttributes } from "../shared/dom";
import { type RangeName, ranges } from "./timeRange";

/** What the user has chosen. */
export interface Choices {
  readonly zone: string;
  readonly filter: string;
  readonly onlyAttention: boolean;
  readonly asTable: boolean;
}

interface ToolbarPorts {
  readonly choose: (change: Partial<Choices>) => void;
  readonly range: (name: RangeName) => void;
  readonly pan: (by: number) => void;
  readonly zoom: (factor: number) => void;
  readonly goToNow: () => void;
  readonly refresh: () => void;
  readonly save: (type: "png" | "svg") => void;
}

/** Milliseconds after the last key. */
const typing = 150;

/** The buttons and fields above the picture. */
export class Toolbar {
  readonly element = element("div", { class: "toolbar" });
  private readonly ranges: readonly (readonly [RangeName, HTMLButtonElement])[];
  private readonly zone = element("select", {});
  private readonly filter: HTMLInputElement;
  private readonly attention = element("input", { type: "checkbox" });
  private readonly table = element("input", { type: "checkbox" });

  constructor(strings: UpcomingStrings, ports: ToolbarPorts) {
    const small = (label: string, onPress: () => void) => button({ label, kind: "secondary", onPress });
    const sign = (text: string, label: string, onPress: () => void) => {
      const made = small(text, onPress);
      setAttributes(made, { "aria-label": label, title: label });
      return made;
    };
    const names = Object.keys(ranges) as RangeName[];
    this.ranges = names.map((name) => [name, small(strings[name], () => ports.range(name))] as const);
    this.filter = element("input", { type: "search", placeholder: strings.filter, "aria-label": strings.filter });
    const filter = debounce(() => ports.choose({ filter: this.filter.value }), typing);
    this.filter.addEventListener("input", filter);
    this.zone.addEventListener("change", () => ports.choose({ zone: this.zone.value }));
    this.attention.addEventListener("change", () => ports.choose({ onlyAttention: this.attention.checked }));
    this.table.addEventListener("change", () => ports.choose({ asTable: this.table.checked }));
    const group = (label: string | undefined, ...children: readonly HTMLElement[]) =>
      element(
        "div",
        { class: "group", role: label === undefined ? undefined : "group", "aria-label": label },
        ...children,
      );
    this.element.append(
      group(strings.range, ...this.ranges.map(([, each]) => each)),
      group(
        undefined,
        sign("‹", strings.earlier, () => ports.pan(-0.5)),
        small(strings.now, ports.goToNow),
        sign("›", strings.later, () => ports.pan(0.5)),
        sign("−", strings.zoomOut, () => ports.zoom(2)),
        sign("+", strings.zoomIn, () => ports.zoom(0.5)),
      ),
      element("label", { class: "zone" }, element("span", { class: "spoken" }, strings.zone), this.zone),
      this.filter,
      element("label", {}, this.attention, strings.onlyAttention),
      element("label", {}, this.table, strings.asTable),
      group(
        undefined,
        small(strings.refresh, ports.refresh),
        small(strings.savePng, () => ports.save("png")),
        small(strings.saveSvg, () => ports.save("svg")),
      ),
    );
  }

  show(choices: Choices, zones: readonly string[], length: number): void {
    for (const [name, each] of this.ranges) setAttributes(each, { "aria-pressed": String(ranges[name] === length) });
    if (zones.join() !== [...this.zone.options].map(({ value }) => value).join()) {
      this.zone.replaceChildren(...zones.map((zone) => element("option", { value: zone }, zone)));
    }
    this.zone.value = choices.zone;
    if (document.activeElement !== this.filter) this.filter.value = choices.filter;
    this.attention.checked = choices.onlyAttention;
    this.table.checked = choices.asTable;
  }
}
