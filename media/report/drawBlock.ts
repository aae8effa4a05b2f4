import type { ReportAction, ReportBlock, ReportCell, ReportMark, ReportTone } from "../../src/protocol/report";
import { button, element, type IconName, icon } from "../shared/dom";

type Simple = Exclude<ReportBlock, { readonly kind: "section" | "answer" }>;

export const toneIcons: Readonly<Record<ReportTone, IconName>> = {
  good: "done",
  bad: "error",
  warning: "warning",
  busy: "busy",
  quiet: "info",
};

/** A table with more columns is wide. */
const mostNarrow = 5;

export type Act = (id: string) => void;

/** A block that has no state of its own: when it changes, it is drawn again. */
export function drawBlock(block: Simple, act: Act): HTMLElement {
  switch (block.kind) {
    case "text":
      return element("p", { class: "text" }, block.text);
    case "notice":
      return element(
        "p",
        { class: `banner ${block.tone}` },
        icon(toneIcons[block.tone]),
        element("span", {}, block.text),
      );
    case "code":
      return drawCode(block.label, block.text, block.tone);
    case "live":
      return drawCode(block.label, block.text, "plain");
    case "facts":
      return element(
        "dl",
        {},
        ...block.facts.map(({ label, text }) => element("div", {}, element("dt", {}, label), element("dd", {}, text))),
      );
    case "strip":
      return element(
        "div",
        { class: "strip" },
        element(
          "ol",
          { "aria-label": block.label },
          ...block.marks.map((mark) => element("li", {}, drawMark(mark, act))),
        ),
        element("span", { class: "detail" }, block.text),
      );
    case "table":
      return element(
        "table",
        { class: block.head.length > mostNarrow ? "wide" : "" },
        element("caption", {}, block.caption),
        element("thead", {}, element("tr", {}, ...block.head.map((text) => element("th", { scope: "col" }, text)))),
        element(
          "tbody",
          {},
          ...block.rows.map((row) =>
            element(
              "tr",
              {},
              ...row.map((cell, at) => element("td", { "data-head": block.head[at] }, ...drawCell(cell, row[0], act))),
            ),
          ),
        ),
      );
    case "actions":
      return drawActions(block.actions, act);
    case "check":
      return drawCheck(block, act);
  }
}

/** The host decides whether it is ticked, so a press changes nothing here. */
function drawCheck({ id, isChecked, label }: Extract<Simple, { readonly kind: "check" }>, act: Act): HTMLElement {
  const box = element("input", { type: "checkbox", checked: isChecked });
  box.dataset.action = id;
  box.addEventListener("click", (event) => {
    event.preventDefault();
    act(id);
  });
  return element("label", { class: "check" }, box, element("span", {}, label));
}

/** The same buttons stand in each row, so their names say which row they are of. */
function drawCell(cell: ReportCell, name: ReportCell | undefined, act: Act): readonly (string | HTMLElement)[] {
  if (typeof cell === "string") return [cell];
  const drawn = drawActions(cell, act);
  for (const each of drawn.querySelectorAll("button")) each.setAttribute("aria-label", `${each.textContent}: ${name}`);
  return [drawn];
}

export function drawActions(actions: readonly ReportAction[], act: Act): HTMLElement {
  return element(
    "div",
    { class: "buttons" },
    ...actions.map(({ id, label, style }) => {
      const made = button({ label, kind: style, onPress: () => act(id) });
      made.dataset.action = id;
      return made;
    }),
  );
}

/** Long texts scroll inside their frame, so it must be reachable by keyboard. */
function drawCode(label: string, text: string, tone: "plain" | "bad"): HTMLElement {
  return element("pre", { class: `code ${tone}`, tabindex: 0, role: "region", "aria-label": label }, text);
}

function drawMark({ tone, label, action }: ReportMark, act: Act): HTMLElement {
  if (action === null)
    return element("span", { class: `mark ${tone}`, role: "img", "aria-label": label, title: label });
  const made = button({ label: "", kind: "link", onPress: () => act(action) });
  made.className = `mark ${tone}`;
  made.title = label;
  made.setAttribute("aria-label", label);
  made.dataset.action = action;
  return made;
}
