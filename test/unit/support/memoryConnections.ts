import * as vscode from "vscode";
import { type Connection, noSecrets } from "../../../src/platform/servers/connections/connection";
import type { Connections } from "../../../src/platform/servers/connections/connections";

export function connectionWith(given: Partial<Connection> = {}): Connection {
  return {
    id: "dev",
    name: "Dev",
    url: "http://127.0.0.1:2024",
    headerNames: [],
    production: false,
    dialect: "secondsLast",
    revision: 1,
    ...given,
  };
}

/** Connections as the tests set them; the first is chosen unless another is. */
export class MemoryConnections implements Connections {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private chosenId: string | undefined;

  constructor(private list: readonly Connection[] = [connectionWith()]) {}

  all() {
    return this.list;
  }

  get(id: string) {
    return this.list.find((connection) => connection.id === id);
  }

  chosen() {
    return this.get(this.chosenId ?? "") ?? this.list[0];
  }

  async choose(id: string) {
    this.chosenId = id;
    this.changed.fire();
  }

  /** All at once. */
  set(list: readonly Connection[]) {
    this.list = list;
    this.changed.fire();
  }

  async add(): Promise<Connection> {
    throw new Error("use set");
  }

  async update(id: string, choices: Partial<Connection>) {
    this.set(this.list.map((each) => (each.id === id ? { ...each, ...choices, revision: each.revision + 1 } : each)));
  }

  async remove(id: string) {
    this.set(this.list.filter((each) => each.id !== id));
  }

  async secrets() {
    return noSecrets;
  }
}

/** A log that keeps its lines. */
export function memoryLog() {
  const lines: string[] = [];
  const write = (line: unknown) => void lines.push(String(line));
  const log = { info: write, warn: write, error: write, debug: write, trace: write, show: () => undefined };
  return { lines, log: log as unknown as vscode.LogOutputChannel };
}
