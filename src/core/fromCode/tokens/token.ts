/** A piece of code. Comments and blanks are left out: nothing here needs them. */
export interface Token {
  /**
   * name: also keywords. string: with its prefix and quotes; also templates. line: where a logical line of Python begins;
   * its text is the indentation. other: what has no end, and regular expressions.
   */
  readonly kind: "name" | "number" | "string" | "mark" | "line" | "other";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type CodeLanguage = "python" | "script";

const languages: Readonly<Record<string, CodeLanguage>> = {
  py: "python",
  js: "script",
  jsx: "script",
  cjs: "script",
  mjs: "script",
  ts: "script",
  tsx: "script",
  cts: "script",
  mts: "script",
};

/** The language of a file, by its name, with or without folders; undefined for one that calls are not read from. */
export function languageOfCode(path: string): CodeLanguage | undefined {
  const suffix = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(languages, suffix) ? languages[suffix] : undefined;
}
