import type cronstrue from "cronstrue";

type ToString = typeof cronstrue.toString;

/** `cronstrue` with one language ready. */
export interface LocaleModule {
  readonly toString: ToString;
  /** By the name that `cronstrue` gives it: `pt_BR`. */
  readonly locale: string;
  /** By its standard name, for `Intl`: `pt-BR`. */
  readonly languageTag: string;
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

/** Loads `cronstrue` and the words of a language: of exactly this one, of its base (`de-at`: `de`), else English. */
export async function loadWords(languageTag: string): Promise<LocaleModule> {
  const { default: library } = await import("cronstrue");
  const locale = findLocale(languageTag);
  if (locale !== undefined) await localeFiles[locale]?.();
  const name = locale ?? "en";
  return { toString: library.toString.bind(library), locale: name, languageTag: name.replace("_", "-") };
}

function findLocale(languageTag: string): string | undefined {
  const wanted = languageTag.toLowerCase().replace("-", "_");
  const known = Object.keys(localeFiles);
  const exact = known.find((locale) => locale.toLowerCase() === wanted);
  return exact ?? known.find((locale) => locale === wanted.split("_")[0]);
}
