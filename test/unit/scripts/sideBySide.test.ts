import { describe, expect, test } from "vitest";
import { sideBySide } from "../../../scripts/lib/sideBySide.mjs";
import { nicenessOf, stages } from "../../../scripts/lib/testStages.mjs";

interface TestJob {
  readonly name: string;
  readonly holds: readonly string[];
  readonly after: readonly string[];
}

const job = (name: string, holds: readonly string[], after: readonly string[] = []): TestJob => ({
  name,
  holds,
  after,
});

/** Runs jobs that end when the test says so. */
function begin(jobs: readonly TestJob[]) {
  const ends = new Map<string, { readonly end: (result: string) => void; readonly fail: (error: Error) => void }>();
  const run = ({ name }: TestJob) => new Promise<string>((end, fail) => void ends.set(name, { end, fail }));
  const results = sideBySide(jobs, run);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    results,
    /** All that have been started until now, in order. */
    started: async () => {
      await settle();
      return [...ends.keys()];
    },
    end: (name: string) => ends.get(name)?.end(`${name} ended`),
    fail: (name: string) => ends.get(name)?.fail(new Error(`${name} failed`)),
  };
}

describe("jobs side by side", () => {
  test("those that hold the same run one after another, the others beside them", async () => {
    const { started, end } = begin([
      job("a", ["cores"]),
      job("b", ["cores"]),
      job("c", ["servers"]),
      job("d", ["servers"]),
    ]);
    expect(await started()).toEqual(["a", "c"]);
    end("c");
    expect(await started()).toEqual(["a", "c", "d"]);
    end("a");
    expect(await started()).toEqual(["a", "c", "d", "b"]);
  });

  test("one that holds all waits for all, and keeps all waiting", async () => {
    const { started, end } = begin([
      job("a", ["cores"]),
      job("b", ["servers"]),
      job("c", ["cores", "servers"]),
      job("d", ["cores"]),
    ]);
    end("a");
    expect(await started()).toEqual(["a", "b"]);
    end("a");
    expect(await started()).toEqual(["a", "b"]);
    end("b");
    expect(await started()).toEqual(["a", "b", "c"]);
    end("c");
    expect(await started()).toEqual(["a", "b", "c", "d"]);
  });

  test("one waits for what it comes after, where that runs at all", async () => {
    const { started, end } = begin([job("build", ["cores"]), job("a", ["servers"], ["build"])]);
    expect(await started()).toEqual(["build"]);
    end("build");
    expect(await started()).toEqual(["build", "a"]);
    expect(await begin([job("a", ["servers"], ["build"])]).started()).toEqual(["a"]);
  });

  test("results come in the order of the jobs, whichever ends first", async () => {
    const { results, started, end } = begin([job("a", ["cores"]), job("b", ["servers"])]);
    await started();
    end("b");
    expect(await results[1]).toBe("b ended");
    end("a");
    expect(await Promise.all(results)).toEqual(["a ended", "b ended"]);
  });

  test("after one that throws, those that wait for it don't start", async () => {
    const { results, started, fail } = begin([job("a", ["cores"]), job("b", ["cores"]), job("c", ["servers"])]);
    expect(await started()).toEqual(["a", "c"]);
    const ended = Promise.allSettled(results.slice(0, 2));
    fail("a");
    expect(await ended).toMatchObject([
      { status: "rejected", reason: { message: "a failed" } },
      { status: "rejected", reason: { message: "a failed" } },
    ]);
    expect(await started()).toEqual(["a", "c"]);
  });
});

describe("the stages of npm test", () => {
  test("come after stages that stand before them", () => {
    const names = stages.map(({ name }) => name);
    const late = stages.filter(({ after }, index) => after.some((name) => !names.slice(0, index).includes(name)));
    expect(late).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("each hold something, and those with whole windows these, one after another, but for those that wait", () => {
    expect(stages.filter(({ holds }) => holds.length === 0)).toEqual([]);
    const windows = stages.filter(({ needs }) => needs.includes("vscode"));
    expect(windows.map(({ name }) => name)).toEqual(["e2e", "live", "package"]);
    expect(windows.map(({ holds }) => holds)).toEqual([["windows"], ["clock"], ["clock"]]);
  });

  test("give way to windows, and what fills gaps gives way to all", () => {
    const givesWay = (niceness: number) =>
      stages.filter((stage) => nicenessOf(stage) === niceness && stage.results !== undefined).map(({ name }) => name);
    expect(givesWay(0)).toEqual(["e2e", "live", "package"]);
    expect(givesWay(6)).toEqual(["unit", "lint", "parity", "contract", "firing", "postgres", "aegra", "form"]);
    expect(givesWay(10)).toEqual(["host"]);
  });
});
