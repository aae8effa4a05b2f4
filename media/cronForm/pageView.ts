import { isJsonObject, type JsonValue } from "../../src/core/base/json";
import type { SavedForm } from "../../src/protocol/cronForm";

/** Characters of a field's steps that are kept while the page is unloaded. */
export const mostKept = 50_000;

/** The view state of a page that can be unloaded and restored: VS Code keeps it with the form's id. */
export interface PageView {
  /** Pixels from the top. */
  readonly scroll: number;
  /** The focused element, and the selection in it. */
  readonly focus: { readonly id: string; readonly start: number | null; readonly end: number | null } | null;
  /** API names and all explanations are shown. */
  readonly details: boolean;
  /** Folds that are open. */
  readonly open: readonly string[];
  /** What can be undone, by parameter, and in the name. */
  readonly steps: Readonly<Record<string, JsonValue>>;
}

export interface SavedPage extends SavedForm {
  readonly view?: PageView;
}

/** The saved view state of this form's page; undefined if nothing valid was kept. */
export function savedView(saved: unknown, form: string): PageView | undefined {
  const page = saved as JsonValue | undefined;
  const view = isJsonObject(page) && page.form === form ? page.view : undefined;
  if (!isJsonObject(view)) return undefined;
  const { details, focus, open, scroll, steps } = view;
  const place = (value: JsonValue | undefined) => (typeof value === "number" ? value : null);
  return {
    scroll: typeof scroll === "number" ? scroll : 0,
    focus:
      isJsonObject(focus) && typeof focus.id === "string"
        ? { id: focus.id, start: place(focus.start), end: place(focus.end) }
        : null,
    details: details === true,
    open: Array.isArray(open) ? open.filter((section): section is string => typeof section === "string") : [],
    steps: isJsonObject(steps) ? steps : {},
  };
}

/** The view state of the page now. */
export function viewOf(folds: readonly HTMLDetailsElement[], rest: Pick<PageView, "details" | "steps">): PageView {
  const active = document.activeElement;
  const isText =
    active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === "text");
  return {
    scroll: window.scrollY,
    focus:
      active === null || active.id === ""
        ? null
        : { id: active.id, start: isText ? active.selectionStart : null, end: isText ? active.selectionEnd : null },
    open: folds.filter(({ open }) => open).map(({ dataset }) => dataset.section ?? ""),
    ...rest,
  };
}

/** Restores the view state. Folds come first: an element in a closed one can't have the focus. */
export function showView({ focus, open, scroll }: PageView, folds: readonly HTMLDetailsElement[]): void {
  for (const fold of folds) {
    fold.open = open.includes(fold.dataset.section ?? "");
  }
  const target = focus === null ? null : document.getElementById(focus.id);
  target?.focus({ preventScroll: true });
  if (
    focus !== null &&
    focus.start !== null &&
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
  ) {
    target.setSelectionRange(focus.start, focus.end);
  }
  window.scrollTo({ top: scroll });
}
