import { repository, version } from "../../../package.json";
import { positionFinder } from "../../core/base/positionFinder";
import { docsAddress } from "../../core/finding/docsAddress";
import { findingCatalogue } from "../../core/finding/findingCatalogue";
import type { Severity } from "../../core/finding/findingEntry";
import { findingMessage } from "../../core/finding/findingMessage";
import type { FindingsInFile } from "../files/findingLines";
import type { Unreadable } from "../files/findSpecFiles";

const levels = { error: "error", warning: "warning", info: "note", hint: "note" } as const satisfies Readonly<
  Record<Severity, string>
>;

/** Findings as a log of the standard SARIF 2.1.0, which code scanning on GitHub and many tools read. */
export function sarifLog(files: readonly FindingsInFile[], unreadable: readonly Unreadable[]) {
  const codes = [...new Set(files.flatMap(({ findings }) => findings.map(({ finding }) => finding.code)))].sort();
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "langgraph-crons",
            version,
            informationUri: docsAddress(repository.url, "findings.md"),
            rules: codes.map((code) => {
              const { help, message, severity } = findingCatalogue[code];
              const [text, helpUri] = [sarifText(message), docsAddress(repository.url, help)];
              return {
                id: code,
                // GitHub demands all three.
                shortDescription: { text },
                fullDescription: { text },
                help: { text: helpUri, markdown: `[More](${helpUri})` },
                helpUri,
                defaultConfiguration: { level: levels[severity] },
              };
            }),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map(({ message, path }) => ({
              level: "error",
              message: { text: sarifText(message) },
              locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
            })),
          },
        ],
        results: files.flatMap((file) => resultsIn(file, codes)),
      },
    ],
  };
}

function resultsIn({ findings, read }: FindingsInFile, codes: readonly string[]) {
  const positionOf = positionFinder(read.text);
  return findings.map(({ finding, range }) => {
    const [start, end] = [positionOf(range.offset), positionOf(range.offset + range.length)];
    return {
      ruleId: finding.code,
      ruleIndex: codes.indexOf(finding.code),
      level: levels[finding.severity],
      message: { text: sarifText(findingMessage(finding)) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactOf(read.path),
            region: {
              startLine: start.line + 1,
              startColumn: start.character + 1,
              endLine: end.line + 1,
              endColumn: end.character + 1,
            },
          },
        },
      ],
    };
  });
}

/** A path relative to the repository, or an absolute one, as the standard's URI. */
function artifactOf(path: string) {
  const plain = path.replaceAll("\\", "/").replace(/^(?:\.\/+)+/, "");
  const written = plain.toWellFormed().split("/").map(encodeURIComponent).join("/");
  if (/^[A-Za-z]:\//.test(plain)) return { uri: `file:///${written.replace("%3A", ":")}` };
  return plain.startsWith("/") ? { uri: `file://${written}` } : { uri: written, uriBaseId: "%SRCROOT%" };
}

/** In the standard's plain text, `[words](address)` is a link. */
function sarifText(text: string): string {
  return text.replaceAll("](", "] (");
}
