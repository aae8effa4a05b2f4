import type cronstrue from "cronstrue";
import { once } from "../base/once";

/** `cronstrue` with one language ready. */
export interface LocaleModule {
  /** Seven fields, seconds first, in words. Throws for what `cronstrue` does not understand. */
  readonly describe: (expression: string, hour12: boolean) => string;
  /** By its standard name, for `Intl`: `pt-BR`. */
  readonly languageTag: string;
  /** One or the other, in this language. Made on first use: it takes `Intl` milliseconds, and few schedules need it. */
  readonly alternatives: () => Intl.ListFormat;
}

/** The display languages of VS Code that `cronstrue` has words for; each file is read when it is first needed. */
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

/** Languages stay for the life of the process, once they are loaded. */
const loaded = new Map<string, LocaleModule>();

/** Loads `cronstrue` and the words of a language: of exactly this one, of its base (`de-at`: `de`), else English. */
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

/** With each key stroke a file's schedules are asked for again, and all but one are the same. */
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
