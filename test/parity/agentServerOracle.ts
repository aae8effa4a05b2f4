import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ScheduleDialect } from "../../src/core/schedule/scheduleDialect";
import { agentServerPython } from "../support/python";

/** One question: when would the server run this? Times are milliseconds since the epoch. */
export interface ParityCase {
  readonly schedule: string;
  readonly dialect: ScheduleDialect;
  readonly zone: string;
  readonly from: number;
  readonly count: number;
}

export interface ServerAnswer {
  readonly accepted: boolean;
  readonly runs: readonly number[];
  /** Why there are fewer runs than asked for. */
  readonly failure?: string;
}

/** A zone's offset, in seconds, at the start of a stretch of time, and its changes: instant in seconds, offset after. */
export interface ServerZone {
  readonly initial: number;
  readonly transitions: readonly (readonly [instant: number, offset: number])[];
}

/** The server's own Python with the server's own croniter and zone data, asked line by line. */
export class AgentServerOracle implements Disposable {
  private readonly process = spawn(
    agentServerPython(),
    [fileURLToPath(new URL("agentServerRuns.py", import.meta.url))],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  private readonly waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void }[] =
    [];

  constructor() {
    createInterface({ input: this.process.stdout }).on("line", (line) => this.waiting.shift()?.resolve(line));
    this.process.on("exit", (code) => {
      for (const { reject } of this.waiting) reject(new Error(`The server's Python ended with ${code}.`));
    });
  }

  runs(cases: readonly ParityCase[]): Promise<readonly ServerAnswer[]> {
    return Promise.all(cases.map((question) => this.ask(question) as Promise<ServerAnswer>));
  }

  /** @param from @param to seconds since the epoch */
  zone(name: string, from: number, to: number): Promise<ServerZone> {
    return this.ask({ transitions: name, from, to }) as Promise<ServerZone>;
  }

  zoneNames(): Promise<readonly string[]> {
    return this.ask({ zones: true }) as Promise<readonly string[]>;
  }

  [Symbol.dispose](): void {
    this.process.stdin.end();
  }

  private async ask(question: object): Promise<unknown> {
    const line = await new Promise<string>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.process.stdin.write(`${JSON.stringify(question)}\n`);
    });
    return JSON.parse(line);
  }
}
