import type { CliIo } from "./cliIo";

/** The next line that a person types, without blanks around it; empty if the input has ended. */
export async function typedLine(io: Pick<CliIo, "stdin">): Promise<string> {
  for await (const line of io.stdin()) return line.trim();
  return "";
}
