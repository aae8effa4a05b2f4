const weekdayNumbers: Readonly<Record<string, string>> = {
  sunday: "0",
  monday: "1",
  tuesday: "2",
  wednesday: "3",
  thursday: "4",
  friday: "5",
  saturday: "6",
  weekday: "1-5",
  weekend: "0,6",
};

const numberWords = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** Steps that divide their field, so that the distance is constant. */
const units: Readonly<Record<string, { readonly size: number; readonly fields: (count: number) => string }>> = {
  minute: { size: 60, fields: (count) => (count === 1 ? "* * * * *" : `*/${count} * * * *`) },
  hour: { size: 24, fields: (count) => (count === 1 ? "0 * * * *" : `0 */${count} * * *`) },
  day: { size: 1, fields: () => "0 0 * * *" },
  week: { size: 1, fields: () => "0 0 * * 0" },
  month: { size: 1, fields: () => "0 0 1 * *" },
  year: { size: 1, fields: () => "0 0 1 1 *" },
};

const adverbs: Readonly<Record<string, string>> = {
  hourly: "0 * * * *",
  daily: "0 0 * * *",
  nightly: "0 0 * * *",
  weekly: "0 0 * * 0",
  monthly: "0 0 1 * *",
  yearly: "0 0 1 1 *",
  annually: "0 0 1 1 *",
};

/**
 * The five fields for simple English words: “every 5 minutes”, “weekdays at 9”, “monday and friday at 10:30 pm”, “daily
 * at noon”, “09:00”. Undefined for anything else.
 */
export function fieldsOfWords(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/[\s.,]+/g, " ")
    .trim();
  if (Object.hasOwn(adverbs, words)) return adverbs[words];
  const [, count = "1", unit = ""] =
    /^(?:once )?(?:every|each|per|a) (?:(\w+) )?(minute|hour|day|week|month|year)s?$/.exec(words) ?? [];
  if (unit !== "") return everyUnit(count, unit);
  const [, before = "", written = "", after = ""] = timeAfterAt.exec(words) ?? timeAlone.exec(words) ?? [];
  const time = readTime(written);
  const days = readDays(`${before} ${after}`);
  return time === undefined || days === undefined ? undefined : `${time} * * ${days}`;
}

const timeAfterAt = /^(?:(.*) )?(?:at |@ ?)(noon|midnight|[a-z]+|\d{1,2}(?::\d{2})?(?: ?[ap]m)?)(?: (.*))?$/;
const timeAlone = /^(?:(.*) )?(noon|midnight|\d{1,2}:\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m)(?: (.*))?$/;

function everyUnit(written: string, unit: string): string | undefined {
  const known = units[unit];
  const count = readNumber(written === "other" ? "two" : written);
  if (known === undefined || count === undefined || count < 1 || known.size % count !== 0) return undefined;
  return count === known.size && count > 1 ? undefined : known.fields(count);
}

function readNumber(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const index = numberWords.indexOf(text);
  return index < 0 ? undefined : index;
}

/** Minute and hour of “9”, “9am”, “9:30 pm”, “21:05”, “noon”. */
function readTime(text: string): string | undefined {
  if (text === "noon") return "0 12";
  if (text === "midnight") return "0 0";
  const [, written = "", minutes = "00", half] = /^(\w+?)(?::(\d{2}))? ?([ap]m)?$/.exec(text) ?? [];
  const hour = readNumber(written);
  if (hour === undefined || Number(minutes) > 59 || hour > (half === undefined ? 23 : 12)) return undefined;
  const later = half === "pm" && hour < 12 ? 12 : 0;
  const hours = half === "am" && hour === 12 ? 0 : hour + later;
  return `${Number(minutes)} ${hours}`;
}

/** The day-of-week field of “every monday and friday”, “weekdays”, “daily”, or of an empty text. */
function readDays(text: string): string | undefined {
  const words = text
    .split(" ")
    .filter((word) => !["", "every", "each", "on", "and", "at", "the", "day", "days", "daily"].includes(word));
  const days = words.map((word) => {
    const plain = word.replace(/s$/, "");
    const [name] = Object.keys(weekdayNumbers).filter(
      (day) =>
        day === plain || (plain.length >= 3 && plain.length <= 4 && day.startsWith(plain) && !day.startsWith("week")),
    );
    return name === undefined ? undefined : weekdayNumbers[name];
  });
  if (days.some((day) => day === undefined)) return undefined;
  return days.length === 0 ? "*" : days.join(",");
}
