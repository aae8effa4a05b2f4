import { FormBrowser } from "../../form/support/formBrowser";
import { type OpenUpcoming, openUpcoming } from "../../form/support/openUpcoming";
import { manyRows } from "../../form/support/upcomingViews";
import { atMost, type BenchResult, told } from "../benchResult";
import { median, percentile } from "../measure";

/** Milliseconds of a frame, of 60 a second. */
const frame = 16.7;
const frames = 180;

/** The page with 1,000 crons, a month in sight, panned frame by frame in the browser: what a frame costs. */
export async function run(): Promise<readonly BenchResult[]> {
  const browser = await FormBrowser.launch();
  const opened = await openUpcoming(browser, manyRows(1_000), { width: 1200, height: 900 });
  await opened.page.getByRole("button", { name: "Month" }).click();
  await opened.page.locator(".totals", { hasText: "to come" }).waitFor();
  const took = await panFrames(opened);
  const isSound = took.length === frames && opened.problems.length === 0;
  await browser.close();
  return [
    atMost("a frame of panning a month of 1,000 crons, median", isSound ? median(took) : Number.NaN, "ms", frame),
    atMost("95 of 100 such frames", isSound ? percentile(took, 0.95) : Number.NaN, "ms", frame),
    told("the slowest, in which rows are drawn anew", Math.max(...took), "ms"),
  ];
}

/** For each frame its script, style and layout, in milliseconds. */
function panFrames({ page }: OpenUpcoming): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const grid = document.querySelector("[role=grid]");
    const took: number[] = [];
    for (let each = 0; each < count; each += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const began = performance.now();
      grid?.dispatchEvent(new WheelEvent("wheel", { deltaX: 30, cancelable: true, bubbles: true }));
      // Style and layout are due before the frame is painted.
      document.body.getBoundingClientRect();
      took.push(performance.now() - began);
    }
    return took;
  }, frames);
}
