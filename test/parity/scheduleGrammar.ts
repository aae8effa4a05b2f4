import { fieldRules, monthNames, scheduleAliases, weekdayNames } from "../../src/core/schedule/fieldRules";
import type { Random } from "./random";

/** Writes schedules from the whole language, and a good many that are just outside it. */
export function drawSchedule(random: Random): string {
  if (random.chance(0.01))
    return random.pick([...Object.keys(scheduleAliases), "@HOURLY", "@reboot", " @daily", "@every 5m"]);
  const count = random.chance(0.6) ? 5 : random.pick([6, 6, 6, 7, 7, 7, 5, 4, 8]);
  const fields = Array.from({ length: count }, (_, index) => drawField(random, Math.min(index, 6)));
  const text = fields.join(random.pick([" ", " ", " ", "  ", "\t"]));
  if (random.chance(0.03))
    return `${random.pick([" ", "\n", "\t ", "\u00a0"])}${text}${random.pick([" ", "", "\r\n"])}`;
  return text;
}

/** How often each field is left open: real schedules mostly name a time and leave the days. */
const starChance = [0.15, 0.3, 0.5, 0.55, 0.5, 0.1, 0.45] as const;

function drawField(random: Random, index: number): string {
  if (random.chance(starChance[index] ?? 0)) return "*";
  if ((index === 2 || index === 4) && random.chance(0.06)) return "?";
  const count = random.chance(0.72) ? 1 : random.integer(2, 4);
  return Array.from({ length: count }, () => drawItem(random, index)).join(",");
}

type ItemDrawer = (random: Random, index: number) => string;

/** Each with its weight. */
const anywhere: readonly (readonly [number, ItemDrawer])[] = [
  [8, () => "*"],
  [12, (random, index) => `*/${drawStep(random, index)}`],
  [34, drawBound],
  [14, (random, index) => `${drawBound(random, index)}-${drawBound(random, index)}`],
  [12, (random, index) => `${drawBound(random, index)}-${drawBound(random, index)}/${drawStep(random, index)}`],
  [7, (random, index) => `${drawBound(random, index)}/${drawStep(random, index)}`],
  [4, drawEqualRange],
  [2, drawFullRange],
  [3, (random) => random.pick(oddItems)],
];

const ofDays: readonly (readonly [number, ItemDrawer])[] = [
  [10, (random) => random.pick(["l", "L"])],
  [6, (random, index) => `${drawBound(random, index)}${random.pick(["w", "W"])}`],
  [3, (random, index) => `W${drawBound(random, index)}`],
  [5, (random, index) => `${drawBound(random, index)}-L`],
  [3, (random, index) => `${drawBound(random, index)}-l/${drawStep(random, index)}`],
];

const ofWeekdays: readonly (readonly [number, ItemDrawer])[] = [
  [14, (random, index) => `${drawBound(random, index)}#${drawNth(random)}`],
  [6, (random, index) => `${random.pick(["L", "l"])}${drawBound(random, index)}`],
  [4, (random) => `${random.pick(weekdayNames)}-${random.pick(weekdayNames)}#${drawNth(random)}`],
];

const drawersOf: Readonly<Record<number, readonly (readonly [number, ItemDrawer])[]>> = {
  2: [...anywhere, ...ofDays],
  4: [...anywhere, ...ofWeekdays],
};

/** Habits of other schedulers, slips of the pen, and what only just is or is not allowed. */
const oddItems = [
  ...[
    "?",
    "R",
    "r",
    "R(1-5)",
    "r/5",
    "r(0-9)/3",
    "R(5-1)",
    "r/0",
    "h",
    "H",
    "H(0-9)/3",
    "",
    "x",
    "l",
    "w",
    "#",
    "*/",
    "/5",
  ],
  ...["5L", "LW", "-3", "*-5", "5-*", "1-2-3", "*/2/3", "1/2/3", "1/2-5", "*/5-9", "l-5", "l#1", "1-5#2", "2#", "#2"],
  ...[
    "mon#1#2",
    "monday",
    "January",
    "?/2",
    "**",
    "1.5",
    "1e1",
    "+1",
    "0x5",
    "00",
    "007",
    "1_0",
    "10-",
    "5--6",
    "*/0",
    "3/0",
  ],
  ...[
    "@daily",
    "7",
    "7-7",
    "0-7",
    "5-7",
    "7-2",
    "7/2",
    "٣",
    "１",
    "ſun",
    "\u212a",
    "*/1000",
    "*/99999999999999999999",
    "1-5/",
  ],
] as const;

function drawItem(random: Random, index: number): string {
  const drawers = drawersOf[index] ?? anywhere;
  let rest = random.next() * drawers.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, draw] of drawers) {
    rest -= weight;
    if (rest < 0) return draw(random, index);
  }
  return "*";
}

function drawBound(random: Random, index: number): string {
  if (random.chance(0.03))
    return random.pick(["0", "7", "8", "12", "13", "23", "24", "31", "32", "59", "60", "99", "1969", "2100"]);
  const names = index === 3 ? monthNames : index === 4 ? weekdayNames : [];
  if (names.length > 0 && random.chance(0.35)) {
    const name = random.pick(names);
    return random.chance(0.3) ? name.toUpperCase() : name;
  }
  // Most changes of the clocks are in these hours.
  if (index === 1 && random.chance(0.45)) return String(random.pick([0, 1, 1, 2, 2, 3, 23]));
  if (index === 6) return String(random.integer(2024, random.chance(0.9) ? 2040 : 2099));
  const { min, max } = ruleAt(index);
  return String(random.integer(min, index === 4 ? 7 : max));
}

function drawStep(random: Random, index: number): string {
  if (random.chance(0.05)) return random.pick(["0", "00", "x", "", "99", "1", "-1", "1000"]);
  const { min, max } = ruleAt(index);
  return String(random.integer(1, index === 6 ? 9 : max - min + 2));
}

function drawNth(random: Random): number {
  return random.chance(0.06) ? random.pick([0, 6, 7, 10]) : random.integer(1, 5);
}

function drawEqualRange(random: Random, index: number): string {
  const bound = drawBound(random, index);
  return `${bound}-${bound}${random.chance(0.4) ? `/${drawStep(random, index)}` : ""}`;
}

/** A field that lists all, or all but one, of its values: where `*` begins and a list ends. */
function drawFullRange(random: Random, index: number): string {
  const { min, max } = ruleAt(index);
  return random.pick([
    `${min}-${max}`,
    `${min}-${max - 1}`,
    `${min + 1}-${max}`,
    `${min + 1}-${max},L`,
    `*,${min + 1}-${max}`,
    "*/1",
  ]);
}

function ruleAt(index: number): (typeof fieldRules)[number] {
  const rule = fieldRules[index];
  if (rule === undefined) throw new Error(`No field ${index}.`);
  return rule;
}
