import type { Report, ReportBlock } from "../../src/protocol/report";
import { element, icon, setAttributes } from "../shared/dom";
import { type Act, drawActions, drawBlock, toneIcons } from "./drawBlock";

/** Texts that the user has written, kept while the page is unloaded. */
export interface Typed {
  readonly get: (id: string) => string | undefined;
  readonly set: (id: string, text: string) => void;
}

/** A block on the page, kept as long as the report has it. */
interface Drawn {
  readonly key: string;
  readonly element: HTMLElement;
  /** Returns false if the block can't be shown by this element, and is to be drawn again. */
  readonly update: (block: ReportBlock) => boolean;
}

/** Draws reports one after the other: what has not changed keeps its element, and so focus, folding and typed text. */
export class ReportView {
  readonly element = element("main", {});
  private readonly header = element("header", {});
  private readonly failure = element("div", { class: "failure", role: "alert" });
  private readonly body: Blocks;
  private shown = "";
  private busy = false;

  constructor(
    /** Resolves when the action is done; `text` is what the user wrote. */
    private readonly send: (id: string, text: string | null) => Promise<unknown>,
    /** What the user has written into answers, by their ids. */
    typed: Typed,
  ) {
    this.body = new Blocks((id, text) => void this.act(id, text), typed);
    this.element.append(this.header, this.failure, this.body.element);
  }

  show(report: Report): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.action : undefined;
    const { blocks, ...head } = report;
    const text = JSON.stringify(head);
    if (text !== this.shown) this.header.replaceChildren(...headOf(head));
    this.shown = text;
    this.body.show(blocks);
    this.mark();
    if (focused !== undefined && document.activeElement === document.body) this.focus(focused);
  }

  /** One action at a time: a second press before the answer does nothing. */
  private async act(id: string, text: string | null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure.replaceChildren();
    this.mark();
    try {
      await this.send(id, text);
    } catch (failure) {
      const message = failure instanceof Error ? failure.message : String(failure);
      const words = element("span", {}, message);
      this.failure.replaceChildren(element("p", { class: "banner error" }, icon("error"), words));
    } finally {
      this.busy = false;
      this.mark();
    }
  }

  private mark(): void {
    for (const each of this.element.querySelectorAll("button")) {
      setAttributes(each, { "aria-disabled": this.busy ? "true" : undefined });
    }
  }

  private focus(action: string): void {
    const buttons = [...this.element.querySelectorAll<HTMLElement>("[data-action]")];
    buttons.find(({ dataset }) => dataset.action === action)?.focus({ preventScroll: true });
  }
}

function headOf({ about, title, tone, server, summary }: Omit<Report, "blocks">): readonly HTMLElement[] {
  const production =
    server.production === null ? [] : [element("span", { class: "tag production" }, server.production)];
  return [
    element(
      "p",
      { class: "detail about" },
      element("span", {}, about),
      element("span", {}, server.name),
      ...production,
    ),
    element("h1", { class: tone }, icon(toneIcons[tone]), element("span", {}, title)),
    element("p", { class: "detail", role: "status" }, summary),
  ];
}

/** Blocks below each other. */
class Blocks {
  readonly element = element("div", { class: "blocks" });
  private drawn: readonly Drawn[] = [];

  constructor(
    private readonly act: (id: string, text: string | null) => void,
    private readonly typed: Typed,
  ) {}

  show(blocks: readonly ReportBlock[]): void {
    const before = new Map(this.drawn.map((each) => [each.key, each]));
    this.drawn = blocks.map((block, at) => {
      const key = keyOf(block, at);
      const known = before.get(key);
      return known?.update(block) === true ? known : this.draw(block, key);
    });
    const wanted = this.drawn.map((each) => each.element);
    for (const child of [...this.element.children]) if (!wanted.some((each) => each === child)) child.remove();
    // An element that is moved loses the focus, so only what is in a wrong place is.
    wanted.forEach((each, at) => {
      const current = this.element.children[at];
      if (current !== each) this.element.insertBefore(each, current ?? null);
    });
  }

  private draw(block: ReportBlock, key: string): Drawn {
    switch (block.kind) {
      case "section":
        return this.drawSection(block, key);
      case "answer":
        return this.drawAnswer(block, key);
      default: {
        const text = JSON.stringify(block);
        const act: Act = (id) => this.act(id, null);
        return { key, element: drawBlock(block, act), update: (next) => JSON.stringify(next) === text };
      }
    }
  }

  private drawSection(block: Extract<ReportBlock, { readonly kind: "section" }>, key: string): Drawn {
    const inner = new Blocks(this.act, this.typed);
    const title = element("h2", {});
    const made = block.folded
      ? element("details", { class: "section" }, element("summary", {}, title), inner.element)
      : element("section", { class: "section", role: "group" }, title, inner.element);
    const update = (next: ReportBlock) => {
      if (next.kind !== "section" || next.folded !== block.folded) return false;
      title.textContent = next.title;
      // The same boxes and buttons stand in each, and are told with its name.
      made.setAttribute("aria-label", next.title);
      inner.show(next.blocks);
      return true;
    };
    update(block);
    return { key, element: made, update };
  }

  private drawAnswer(block: Extract<ReportBlock, { readonly kind: "answer" }>, key: string): Drawn {
    const field = element("textarea", { id: key, class: "monospace", spellcheck: "false", rows: 4 });
    field.value = this.typed.get(block.id) ?? block.value;
    field.addEventListener("input", () => this.typed.set(block.id, field.value));
    const actions = drawActions(block.actions, (id) => this.act(id, field.value));
    const help = element("p", { class: "help", id: `${key}-help` }, block.help);
    field.setAttribute("aria-describedby", help.id);
    const label = element("label", { class: "labelText", for: key }, block.label);
    const text = JSON.stringify(block);
    const made = element("div", { class: "answer" }, label, help, field, actions);
    return { key, element: made, update: (next) => JSON.stringify({ ...next, value: block.value }) === text };
  }
}

/** Sections and answers are recognised by their ids, other blocks by kind and place. */
function keyOf(block: ReportBlock, at: number): string {
  return "id" in block ? `${block.kind}-${block.id}` : `${block.kind}-${at}`;
}
