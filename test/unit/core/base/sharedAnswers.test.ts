import { describe, expect, test } from "vitest";
import { SharedAnswers } from "../../../../src/core/base/sharedAnswers";

/** A question whose answers are given by hand. */
function createQuestion() {
  const asked: { readonly signal: AbortSignal; answer(value: string): void; fail(reason: Error): void }[] = [];
  const load = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      asked.push({ signal, answer: resolve, fail: reject });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  return { asked, load };
}

function createAnswers() {
  const clock = { time: 1000, now: () => clock.time };
  return { clock, answers: new SharedAnswers<string>(60, clock) };
}

describe("SharedAnswers", () => {
  test("asks once for all callers at the same time and soon after", async () => {
    const { answers, clock } = createAnswers();
    const { asked, load } = createQuestion();
    const both = [answers.ask("a", load), answers.ask("a", load)];
    asked[0]?.answer("yes");
    expect(await Promise.all(both)).toEqual(["yes", "yes"]);
    clock.time += 59;
    expect(await answers.ask("a", load)).toBe("yes");
    expect(asked).toHaveLength(1);
  });

  test("asks again once an answer is old, and if it is told to forget", async () => {
    const { answers, clock } = createAnswers();
    const { asked, load } = createQuestion();
    void answers.ask("a", load);
    clock.time += 60;
    void answers.ask("a", load);
    answers.forget();
    void answers.ask("a", load);
    void answers.ask("b", load);
    expect(asked).toHaveLength(4);
  });

  test("keeps a failure as it keeps an answer", async () => {
    const { answers } = createAnswers();
    const { asked, load } = createQuestion();
    const first = answers.ask("a", load);
    asked[0]?.fail(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    await expect(answers.ask("a", load)).rejects.toThrow("gone");
    expect(asked).toHaveLength(1);
  });

  test("keeps a failure for a shorter time if requested", async () => {
    const clock = { time: 1000, now: () => clock.time };
    const answers = new SharedAnswers<string>(60, clock, 5);
    const { asked, load } = createQuestion();
    const first = answers.ask("a", load);
    clock.time += 50;
    asked[0]?.fail(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    clock.time += 4;
    await expect(answers.ask("a", load)).rejects.toThrow("gone");
    clock.time += 1;
    const next = answers.ask("a", load);
    asked[1]?.answer("back");
    expect(await next).toBe("back");
  });

  test("aborts a request that nobody waits for any more, and not before", async () => {
    const { answers } = createAnswers();
    const { asked, load } = createQuestion();
    const [one, other] = [new AbortController(), new AbortController()];
    const both = [answers.ask("a", load, one.signal), answers.ask("a", load, other.signal)];
    one.abort(new Error("typed on"));
    await expect(both[0]).rejects.toThrow("typed on");
    expect(asked[0]?.signal.aborted).toBe(false);
    other.abort(new Error("closed"));
    await expect(both[1]).rejects.toThrow("closed");
    expect(asked[0]?.signal.aborted).toBe(true);
    void answers.ask("a", load).catch(() => undefined);
    expect(asked).toHaveLength(2);
  });

  test("an abort after the answer changes nothing", async () => {
    const { answers } = createAnswers();
    const { asked, load } = createQuestion();
    const caller = new AbortController();
    const first = answers.ask("a", load, caller.signal);
    asked[0]?.answer("yes");
    await first;
    caller.abort();
    expect(await answers.ask("a", load)).toBe("yes");
  });

  test("asks nothing for a caller that has already left", async () => {
    const { answers } = createAnswers();
    const { asked, load } = createQuestion();
    await expect(answers.ask("a", load, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    expect(asked).toEqual([]);
  });
});
