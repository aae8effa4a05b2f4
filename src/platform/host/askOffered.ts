import * as vscode from "vscode";
import { type StepAnswer, showStep } from "./quickInput";

/** A line for what is typed; one without a value only says something. */
export interface OfferedItem<Value> extends vscode.QuickPickItem {
  readonly value?: Value;
}

export interface OfferQuestion<Value> {
  readonly title: string;
  readonly placeholder: string;
  readonly text: string;
  /** The lines for a text, and which of them Enter takes; never rejects. */
  readonly offer: (
    text: string,
  ) => Promise<{ readonly items: readonly OfferedItem<Value>[]; readonly marked: OfferedItem<Value> | undefined }>;
}

/** Asks for one of the lines that are offered for what is typed; answers with that text, too. */
export function askOffered<Value>(
  question: OfferQuestion<Value>,
): Promise<StepAnswer<{ readonly text: string; readonly value: Value }>> {
  const pick = vscode.window.createQuickPick<OfferedItem<Value>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.value = question.text;
  pick.buttons = [vscode.QuickInputButtons.Back];
  return showStep(pick, (answer) => {
    /** The text whose lines are shown. */
    let shown: string | undefined;
    let isHasty = false;
    const take = (item: OfferedItem<Value> | undefined) => {
      if (item?.value !== undefined) answer({ value: { text: pick.value.trim(), value: item.value } });
    };
    const show = async () => {
      const text = pick.value;
      isHasty = false;
      pick.busy = true;
      const { items, marked } = await question.offer(text);
      if (text !== pick.value) return;
      pick.items = items.map((item) => ({ ...item, alwaysShow: true }));
      const at = marked === undefined ? -1 : items.indexOf(marked);
      pick.activeItems = pick.items.slice(at, at + 1);
      pick.busy = false;
      shown = text;
      const takeable = items.filter(({ value }) => value !== undefined);
      if (isHasty && takeable.length === 1) take(takeable[0]);
    };
    void show();
    return [
      pick.onDidChangeValue(() => void show()),
      pick.onDidAccept(() => {
        // The lines are still those of an earlier text: nobody has seen what Enter would take.
        if (shown !== pick.value) isHasty = true;
        else take(pick.selectedItems[0]);
      }),
    ];
  });
}
