import * as vscode from "vscode";

/** What a step of a dialog gives: an answer, the wish to go back, or undefined where the user left. */
export type StepAnswer<Value> = { readonly value: Value } | "back" | undefined;

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** A string stops the user; a warning only says something. */
  readonly validate: (text: string) => string | vscode.InputBoxValidationMessage | undefined;
}

/** One line of text. Stays open when the focus goes elsewhere, as when something is copied from a browser. */
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
      // An empty box is not wrong before something was typed.
      box.onDidChangeValue(check),
      box.onDidAccept(() => {
        if (!check()) {
          answer({ value: box.value.trim() });
        }
      }),
    ];
  });
}

export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value: Value;
}

export interface ChoiceQuestion<Value> {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice<Value>[];
  /** Marked when the list opens, so that Enter takes it. */
  readonly active?: Value;
}

/** One of a list. */
export function askChoice<Value>(question: ChoiceQuestion<Value>): Promise<StepAnswer<Value>> {
  const pick = vscode.window.createQuickPick<Choice<Value>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.items = question.choices;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // Set to nothing, no line would be marked and Enter would do nothing.
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

interface StepInput extends vscode.QuickInput {
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

function showStep<Value>(
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
