import type cronstrue from "cronstrue";
import { once } from "../base/once";

/** `cronstrue` with one language loaded. */
export interface LocaleModule {
  /** Describes seven fields, seconds first. Throws for what `cronstrue` does not understand. */
  readonly describe: (expression: string, hour12: boolean) => string;
  /** The standard name of the language, for `Intl`: `pt-BR`. */
  readonly languageTag: string;
  /** Joins alternatives with “or” in this language. Created on first use, because `Intl` takes milliseconds. */
  readonly alternatives: () => Intl.ListFormat;
}

/** VS Code's display languages for which `cronstrue` has words; each file is read on first use. */
const localeFiles: Readonly<Record<string, () => Promise<unknown>>> = {
  bg: () => import("cronstrue/locales/bg.min.js"),
  cs: () => import("cronstrue/locales/cs.min.js"),
  de: () => import("cronstrue/locales/de.min.js"),
  es: () => import("cronstrue/locales/es.min.js"),
  fr: () => import("cronstrue/locales/fr.min.js"),
  hu: () => import("cronstrue/locales/hu.min.js"),
  it: () => import("cronstrue/locales/it.min.js"),
  ja: () => import("cronstrue/locales/ja.min.js"),
  ko: () => import("cronstrue/locales/ko.min.js"),
  pl: () => import("cronstrue/locales/pl.min.js"),
  pt_BR: () => import("cronstrue/locales/pt_BR.min.js"),
  ru: () => import("cronstrue/locales/ru.min.js"),
  tr: () => import("cronstrue/locales/tr.min.js"),
  zh_CN: () => import("cronstrue/locales/zh_CN.min.js"),
  zh_TW: () => import("cronstrue/locales/zh_TW.min.js"),
};

/** Loaded languages are kept as long as the process runs. */
const loaded = new Map<string, LocaleModule>();

/** Loads `cronstrue` and the words of a language, else of its base (`de-at`: `de`), else of English. */
export async function loadWords(languageTag: string): Promise<LocaleModule> {
  const words = loaded.get(languageTag) ?? (await loadLocale(languageTag));
  loaded.set(languageTag, words);
  return words;
}

async function loadLocale(wanted: string): Promise<LocaleModule> {
  const { default: library } = await import("cronstrue");
  const locale = findLocale(wanted);
  if (locale !== undefined) await localeFiles[locale]?.();
  const name = locale ?? "en";
  const languageTag = name.replace("_", "-");
  const alternatives = once(() => new Intl.ListFormat(languageTag, { type: "disjunction" }));
  return { describe: rememberSentences(library, name), languageTag, alternatives };
}

const sentencesKept = 1000;

/** Each keystroke asks for all schedules of a file again, and all but one are unchanged. */
function rememberSentences(library: typeof cronstrue, locale: string): LocaleModule["describe"] {
  const known = new Map<string, string>();
  return (expression, hour12) => {
    const key = `${expression} ${hour12}`;
    const clock = { use24HourTimeFormat: !hour12, trimHoursLeadingZero: hour12 };
    const options = { locale, ...clock, logicalAndDayFields: true, throwExceptionOnParseError: true };
    const sentence = known.get(key) ?? library.toString(expression, options);
    if (known.size >= sentencesKept) known.clear();
    known.set(key, sentence);
    return sentence;
  };
}

function findLocale(languageTag: string): string | undefined {
  const wanted = languageTag.toLowerCase().replace("-", "_");
  const known = Object.keys(localeFiles);
  const exact = known.find((locale) => locale.toLowerCase() === wanted);
  return exact ?? known.find((locale) => locale === wanted.split("_")[0]);
}
