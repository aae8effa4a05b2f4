import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";

const formats = ["human", "json", "github"] as const;

export type OutputFormat = (typeof formats)[number];

/** What `--format` and `--json`, its short form, say together. Throws `UsageError`. */
export function readFormatOption(values: {
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
}): OutputFormat {
  const named = values.format ?? (values.json === true ? "json" : "human");
  const format = formats.find((each) => each === named);
  if (format === undefined || (values.json === true && format !== "json")) throw new UsageError(cliText("badFormat"));
  return format;
}
