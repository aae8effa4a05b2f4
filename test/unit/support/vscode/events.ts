import type * as vscode from "vscode";

export class Disposable {
  constructor(private readonly callOnDispose: () => unknown) {}

  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): void {
    this.callOnDispose();
  }
}

/** As VS Code does, one listener's exception is kept from the others and from who fires; it is told on the console. */
export class EventEmitter<Value> {
  private readonly listeners = new Set<{ readonly call: (value: Value) => unknown }>();

  readonly event: vscode.Event<Value> = (listener, thisArg?: unknown, disposables?: vscode.Disposable[]) => {
    const entry = { call: (value: Value) => listener.call(thisArg, value) };
    this.listeners.add(entry);
    const registered = new Disposable(() => this.listeners.delete(entry));
    disposables?.push(registered);
    return registered;
  };

  fire(value: Value): void {
    for (const { call } of [...this.listeners]) {
      try {
        call(value);
      } catch (failure) {
        console.error(failure);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export class CancellationError extends Error {
  override readonly name = "Canceled";
}
