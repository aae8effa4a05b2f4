import { setTimeout as pause } from "node:timers/promises";
import type { JsonValue } from "../../../src/core/base/json";
import { FormBrowser } from "../../form/support/formBrowser";
import { inputSchema, questionsAbout } from "../../form/support/formStates";
import { type OpenForm, openForm } from "../../form/support/openForm";
import { atMost, type BenchResult } from "../benchResult";
import { median, percentile } from "../measure";

/** A person's key presses: each changes the minute in `0 9 * * 1-5`. */
const strokes = ["1", "Backspace", "2", "Backspace", "3", "Backspace", "4", "Backspace", "5", "Backspace"];
const rounds = 8;
/** Milliseconds between an answer and the next key in turn: the form has asked about the key before, or has not yet. */
const breaths = [90, 200] as const;

const schedule = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * 1-5", timezone: "Europe/Berlin" };
/** A megabyte, as JSON. */
const large = { pages: Array.from({ length: 2_000 }, (_none, page) => ({ page, text: "lorem ipsum ".repeat(40) })) };

/** From a key press to the picture that shows what it did: in the built form, with the product's own host behind it. */
export async function run(): Promise<readonly BenchResult[]> {
  const browser = await FormBrowser.launch();
  const small = { messages: [{ role: "user", content: "Write the daily report." }] };
  const usual = await typedIn(browser, small);
  const beside = await typedIn(browser, large);
  await browser.close();
  return [
    atMost("key to painted preview, median", median(usual.schedule), "ms", 50),
    atMost("95 of 100 such keys", percentile(usual.schedule, 0.95), "ms", 100),
    atMost("key to painted preview beside 1 MB of input, median", median(beside.schedule), "ms", 50),
    atMost("95 of 100 such keys", percentile(beside.schedule, 0.95), "ms", 100),
    atMost("key to painted text in the name, median", median(usual.name), "ms", 50),
    atMost(
      "the same beside 1 MB of input, times",
      percentile(beside.name, 0.95) / percentile(usual.name, 0.95),
      "",
      1.5,
    ),
  ];
}

async function typedIn(
  browser: FormBrowser,
  input: JsonValue,
): Promise<Record<"schedule" | "name", readonly number[]>> {
  const form = await openForm(browser, {
    width: 1200,
    draft: { arguments: { ...schedule, input } },
    questions: questionsAbout(inputSchema),
  });
  await form.page.locator(".words").getByText("At 09:00").waitFor();
  const inSchedule = await strokesIn(form, "#schedule-input", ".words");
  const inName = await strokesIn(form, "#name-input", "#name-input");
  const isSound = form.problems.length === 0;
  await form.close();
  return isSound ? { schedule: inSchedule, name: inName } : { schedule: [], name: [] };
}

/** For each key, milliseconds until what `shown` says has changed and is painted. */
async function strokesIn({ page }: OpenForm, field: string, shown: string): Promise<readonly number[]> {
  await page.locator(field).focus();
  await page.keyboard.press("Home");
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, key] of strokes.entries()) {
      const painted = await page.evaluateHandle(untilPainted, shown);
      await page.keyboard.press(key);
      took.push(await painted.evaluate(({ after }) => after));
      await pause(breaths[index % breaths.length]);
    }
  }
  return took.slice(strokes.length);
}

/** Runs in the page: resolves with the time from the next key to the picture after which this element says something else. */
function untilPainted(shown: string): { readonly after: Promise<number> } {
  const text = () => {
    const element = document.querySelector(shown);
    return element instanceof HTMLInputElement ? element.value : element?.textContent;
  };
  const before = text();
  const after = new Promise<number>((resolve) => {
    const listen = ({ timeStamp }: KeyboardEvent) => {
      const look = () => {
        requestAnimationFrame(() => {
          if (text() === before) return look();
          // The first task after a frame was drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      };
      look();
    };
    document.addEventListener("keydown", listen, { capture: true, once: true });
  });
  return { after };
}
