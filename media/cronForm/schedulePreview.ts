import { fillMessage } from "../../src/core/base/message";
import type { FormStrings } from "../../src/protocol/formStrings";
import type { SchedulePreview } from "../../src/protocol/scheduleView";
import { button, element } from "../shared/dom";

/** Runs in sight; the others are shown on demand. */
const inSight = 5;

interface PreviewPanel {
  /** In words, with the next run: what must be in sight while the schedule is typed. */
  readonly glance: HTMLElement;
  /** The next runs on up to three clocks. */
  readonly element: HTMLElement;
  /** null: there is no schedule yet. */
  readonly show: (preview: SchedulePreview | null) => void;
}

/** The schedule in words, and its next runs. Clocks that show the same time are shown once. */
export function createPreviewPanel(strings: FormStrings): PreviewPanel {
  const words = element("p", { class: "words", "aria-live": "polite" });
  const rate = element("p", { class: "rate" });
  const runs = element("div", { class: "runs" });
  const end = element("p", { class: "runsEnd", "aria-live": "polite" });
  const elsewhere = element("p", { class: "elsewhere" });
  let showsAll = false;
  const more = button({
    label: "",
    kind: "link",
    onPress: () => {
      showsAll = !showsAll;
      limit();
    },
  });
  more.classList.add("moreRuns");
  function limit(): void {
    const rows = [...runs.querySelectorAll<HTMLElement>("tbody tr")];
    for (const [index, row] of rows.entries()) row.hidden = !showsAll && index >= inSight;
    const count = rows.length - inSight;
    more.hidden = count <= 0;
    more.textContent = showsAll ? strings.fewerRuns : fillMessage(strings.moreRuns, { count: Math.max(0, count) });
    more.setAttribute("aria-expanded", String(showsAll));
  }
  const whole = element("div", { class: "preview" }, runs, more, end, elsewhere);
  return {
    glance: element("div", { class: "glance" }, words, rate),
    element: whole,
    show: (preview) => {
      setText(words, preview === null ? strings.previewIdle : (preview.words ?? strings.previewNone));
      words.classList.toggle("quiet", preview === null || preview.words === null);
      rate.textContent = preview === null ? "" : rateLine(preview, strings);
      runs.replaceChildren(...(preview === null || preview.runs.length === 0 ? [] : [runTable(preview, strings)]));
      limit();
      setText(end, preview?.end ?? "");
      elsewhere.replaceChildren(...elsewhereLine(preview?.elsewhere ?? null));
      whole.hidden = (preview?.runs.length ?? 0) === 0 && end.textContent + elsewhere.textContent === "";
    },
  };
}

/** The same text again would be read out again. */
function setText(live: HTMLElement, text: string): void {
  if (live.textContent !== text) live.textContent = text;
}

function rateLine({ runs: [first], rate, zone }: SchedulePreview, strings: FormStrings): string {
  const next =
    first === undefined ? [] : [fillMessage(strings.next, { moment: `${first.inZone} (${zone}), ${first.until}` })];
  return [...next, ...(rate === null ? [] : [rate])].join(" · ");
}

/** Nothing if other schedulers read the schedule the same way. */
function elsewhereLine(elsewhere: SchedulePreview["elsewhere"]): readonly (Node | string)[] {
  if (elsewhere === null) return [];
  const { words, link } = elsewhere;
  return [`${words} `, element("a", { href: link.url }, link.title)];
}

function runTable({ zone, localZone, runs }: SchedulePreview, strings: FormStrings): HTMLElement {
  const all = [
    { zone, title: fillMessage(strings.inZone, { zone }), time: (run: (typeof runs)[number]) => run.inZone },
    {
      zone: localZone,
      title: fillMessage(strings.localTime, { zone: localZone }),
      time: (run: (typeof runs)[number]) => run.local,
    },
    { zone: "UTC", title: strings.utc, time: (run: (typeof runs)[number]) => run.utc },
  ].filter((clock, index, each) => each.findIndex((other) => other.zone === clock.zone) === index);
  const times = ({ time }: (typeof all)[number]) => runs.map(time).join("\n");
  const clocks = [...new Set(all.map(times))].flatMap((shown) => {
    const same = all.filter((clock) => times(clock) === shown);
    return same.slice(0, 1).map(({ time }) => ({ time, title: same.map(({ title }) => title).join(", ") }));
  });
  return element(
    "table",
    {},
    element("caption", {}, strings.previewTitle),
    element(
      "thead",
      {},
      element("tr", {}, ...clocks.map(({ title }) => element("th", { scope: "col" }, ...breakable(title)))),
    ),
    element(
      "tbody",
      {},
      ...runs.map((run) =>
        element(
          "tr",
          {},
          ...clocks.map(({ title, time }, index) =>
            element(
              "td",
              { "data-clock": title },
              element("time", { datetime: run.iso }, time(run)),
              ...(index === 0 ? [" ", element("span", { class: "until" }, run.until)] : []),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A zone's name breaks between its parts, not within one. */
function breakable(title: string): readonly (Node | string)[] {
  return title.split(/(?<=[/_])/).flatMap((part, index) => (index === 0 ? [part] : [element("wbr"), part]));
}
