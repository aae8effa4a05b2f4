import * as vscode from "vscode";

/** The result of a dialog step: an answer, the request to go back, or undefined if the user left. */
export type StepAnswer<Value> = { readonly value: Value } | "back" | undefined;

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** A string is an error and stops the user; a warning doesn't. */
  readonly validate: (text: string) => string | vscode.InputBoxValidationMessage | undefined;
}

/** Asks for one line of text. Stays open without the focus, so that the user can copy something from a browser. */
export function askText(question: TextQuestion): Promise<StepAnswer<string>> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.value = question.value ?? "";
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  box.buttons = [vscode.QuickInputButtons.Back];
  return showStep(box, (answer) => {
    const check = () => {
      box.validationMessage = question.validate(box.value);
      return isStop(box.validationMessage);
    };
    return [
      // An empty box is only wrong after something was typed.
      box.onDidChangeValue(check),
      box.onDidAccept(() => {
        if (!check()) {
          answer({ value: box.value.trim() });
        }
      }),
    ];
  });
}

export interface ChoiceItem<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

export interface ChoiceQuestion<Value> {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly ChoiceItem<Value>[];
  /** Marked when the list opens, so that Enter picks it. */
  readonly active?: Value;
}

/** Asks for one item of a list. */
export function askChoice<Value>(question: ChoiceQuestion<Value>): Promise<StepAnswer<Value>> {
  const pick = vscode.window.createQuickPick<ChoiceItem<Value>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.items = question.choices;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // With an empty list here, no line would be marked and Enter would do nothing.
  const active = question.choices.filter((choice) => choice.value === question.active);
  if (active.length > 0) {
    pick.activeItems = active;
  }
  pick.buttons = [vscode.QuickInputButtons.Back];
  return showStep(pick, (answer) => [
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen !== undefined) {
        answer({ value: chosen.value });
      }
    }),
  ]);
}

export interface ListQuestion<Item extends vscode.QuickPickItem> {
  readonly placeHolder: string;
  /** Whether more than one item can be picked. */
  readonly several: boolean;
  /** The items. `marked`: ticked, or the line that Enter picks. */
  readonly load: () => Promise<{ readonly items: readonly Item[]; readonly marked: readonly Item[] }>;
}

/**
 * Asks for one or several items of a list that opens at once and is filled when `load` resolves; "nothing" if it is
 * empty. If nothing is ticked, Enter picks the active line. Rejects if `load` does. undefined: the user left.
 */
export function pickFrom<Item extends vscode.QuickPickItem>({
  placeHolder,
  several,
  load,
}: ListQuestion<Item>): Promise<readonly Item[] | "nothing" | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  Object.assign(pick, { placeholder: placeHolder, canSelectMany: several, busy: true });
  Object.assign(pick, { matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true });
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      settle();
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems;
      if (chosen.length > 0) end(() => resolve(chosen));
    });
    pick.onDidHide(() => end(() => resolve(undefined)));
    pick.show();
    load().then(
      ({ items, marked }) => {
        if (items.length === 0) return end(() => resolve("nothing"));
        pick.busy = false;
        pick.items = items;
        if (several) pick.selectedItems = marked;
        if (marked.length > 0) pick.activeItems = marked.slice(0, 1);
      },
      (failure: unknown) => end(() => reject(failure)),
    );
  });
}

interface StepInput extends vscode.QuickInput {
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

/** Shows a box until it is answered, left, or its Back is pressed. It stays open without the focus. */
export function showStep<Value>(
  input: StepInput,
  listen: (answer: (value: StepAnswer<Value>) => void) => readonly vscode.Disposable[],
): Promise<StepAnswer<Value>> {
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    const listeners = [
      ...listen((answer) => {
        resolve(answer);
        input.hide();
      }),
      input.onDidTriggerButton(() => {
        resolve("back");
        input.hide();
      }),
      input.onDidHide(() => {
        resolve(undefined);
        vscode.Disposable.from(input, ...listeners).dispose();
      }),
    ];
    input.show();
  });
}

function isStop(message: string | vscode.InputBoxValidationMessage | undefined): boolean {
  return typeof message === "string" ? message !== "" : message?.severity === vscode.InputBoxValidationSeverity.Error;
}
