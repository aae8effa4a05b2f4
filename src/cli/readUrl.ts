import { serverUrlMessage } from "../core/server/address/serverUrl";
import { parseTypedAddress } from "../core/server/address/typedAddress";
import { type CliIo, UsageError } from "./cliIo";
import { cliText } from "./cliTexts";

/** The address of `--url`; says what it is taken for, if the scheme is missing. Throws `UsageError`. */
export function readUrl(text: string, io: Pick<CliIo, "err">): string {
  const url = parseTypedAddress(text);
  if (!url.ok) throw new UsageError(serverUrlMessage(url.failure, text));
  if (!text.includes("://")) io.err(cliText("takenUrl", { url: url.value }));
  return url.value;
}
