import * as vscode from "vscode";
import { environmentPlace } from "../../../core/environments/environmentPlace";
import { type CronEnvironment, type EnvironmentsFile, forAll } from "../../../core/environments/environmentsFile";
import { environmentTexts } from "../../../core/environments/environmentTexts";
import { matchEnvironment } from "../../../core/environments/matchEnvironment";
import { withOverrides } from "../../../core/environments/withOverrides";
import { standardDialect } from "../../../core/schedule/scheduleDialect";
import { specPlace } from "../../../core/specFile/completion/specPlace";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { documentRange } from "../../../platform/specs/documentRange";
import type { FolderSpecs } from "../../../platform/specs/folderSpecs";
import { docsPage } from "../../../platform/words/findingMessages";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";
import { keyHover } from "../hints/keyHover";
import { plainMarkdown, plainTable } from "../hints/plainMarkdown";
import { scheduleHover } from "../hints/scheduleHover";
import { specSchedule } from "../specSchedule";
import { connectionOf } from "./environmentOptions";
import { isEnvironmentsDocument } from "./environmentsDocument";

/** Over an environment what it is, over a spec's name what is otherwise there, over a key its meaning. */
export class EnvironmentHover implements vscode.HoverProvider {
  constructor(
    private readonly connections: Pick<Connections, "all">,
    private readonly environments: EnvironmentFiles,
    private readonly folderSpecs: FolderSpecs,
  ) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!isEnvironmentsDocument(document)) return undefined;
    const read = (await this.environments.at(document.uri))?.read;
    if (read?.ok !== true) return undefined;
    const text = document.getText();
    const offset = document.offsetAt(position);
    // The letter under the pointer is between its offset and the next one.
    const places = [offset, offset + 1].map((at) => specPlace(text, [read.value.places.range], at));
    const place = places.find((each) => each?.replace.length);
    if (place === undefined) return undefined;
    const { length, offset: start } = place.replace;
    const about = environmentPlace(place);
    const written = text.slice(start, start + length).replace(/^"|"$/g, "");
    const contents = about && (await this.contents(about, written, read.value, document.uri));
    return contents && new vscode.Hover(contents, documentRange(document, place.replace));
  }

  private async contents(
    about: NonNullable<ReturnType<typeof environmentPlace>>,
    written: string,
    file: EnvironmentsFile,
    uri: vscode.Uri,
  ): Promise<vscode.MarkdownString | undefined> {
    switch (about.kind) {
      case "fileKey":
      case "environmentKey":
        return keyText(written);
      case "environmentName":
        return this.environmentText(file.environments.get(written));
      case "environmentValue":
        return about.key === "url" ? this.environmentText(file.environments.get(about.environment)) : undefined;
      case "specName":
        return this.specText(file.environments.get(about.environment), written, uri);
      case "override":
        return this.overrideText(about, written, file, uri);
    }
  }

  private environmentText(environment: CronEnvironment | undefined): vscode.MarkdownString | undefined {
    if (environment === undefined) return undefined;
    const { apiKeyEnv, name, overrides, production, url } = environment;
    const names = [...overrides.keys()].filter((each) => each !== forAll).map((each) => plainText(each));
    const lines = [
      production ? vscode.l10n.t("{0}, a production server: {1}", name, url) : `${name}: ${url}`,
      this.connectionText(environment),
      ...(apiKeyEnv === undefined ? [] : [vscode.l10n.t("The command line takes the key from {0}.", apiKeyEnv)]),
      ...(overrides.has(forAll) ? [vscode.l10n.t("Something is otherwise there for all specs.")] : []),
      ...(names.length > 0 ? [vscode.l10n.t("Otherwise there: {0}.", listWords(names))] : []),
    ];
    return linked(lines.join("\n\n"), "the-file");
  }

  private connectionText(environment: CronEnvironment): string {
    const match = matchEnvironment(environment, this.connections.all());
    switch (match.kind) {
      case "matched": {
        const name = plainText(match.server.name);
        return match.server.production
          ? vscode.l10n.t("Your connection: {0} (production).", name)
          : vscode.l10n.t("Your connection: {0}.", name);
      }
      case "several":
        return vscode.l10n.t(
          "Several of your connections are at this address: {0}.",
          listWords(match.servers.map(({ name }) => plainText(name))),
        );
      case "none":
        return vscode.l10n.t(
          "You have no connection with this address, so nothing is sent there. Add one with “Add Connection…”, and its key with it.",
        );
    }
  }

  /** What is otherwise there, key by key. */
  private async specText(
    environment: CronEnvironment | undefined,
    name: string,
    uri: vscode.Uri,
  ): Promise<vscode.MarkdownString | undefined> {
    if (environment === undefined) return undefined;
    if (name === forAll) return plainMarkdown(vscode.l10n.t(environmentTexts.all));
    const spec = await this.spec(name, uri);
    if (spec === undefined) return undefined;
    const there = withOverrides(spec.arguments, name, environment);
    const rows = [...new Set([...Object.keys(spec.arguments), ...Object.keys(there)])].flatMap((key) => {
      const [before, after] = [written(spec.arguments[key]), written(there[key])];
      return before === after ? [] : [[key, before, after]];
    });
    const text = plainMarkdown(vscode.l10n.t("“{0}” as {1} has it:", plainText(name), plainText(environment.name)));
    if (rows.length === 0) return text.appendText(` ${vscode.l10n.t("as it is written.")}`);
    const head = [vscode.l10n.t("Key"), vscode.l10n.t("In the spec"), plainText(environment.name)];
    return text.appendMarkdown(`\n\n${plainTable(head, rows)}`);
  }

  private async overrideText(
    {
      environment: of,
      inSpec,
      spec: name,
    }: Extract<ReturnType<typeof environmentPlace>, { readonly kind: "override" }>,
    key: string,
    file: EnvironmentsFile,
    uri: vscode.Uri,
  ): Promise<vscode.MarkdownString | undefined> {
    const environment = file.environments.get(of);
    if (inSpec.kind === "key") return inSpec.path.length === 0 ? keyHover(key) : undefined;
    const [top, ...rest] = inSpec.path;
    if (environment === undefined || rest.length > 0 || (top !== "schedule" && top !== "timezone")) return undefined;
    const spec = await this.spec(name, uri);
    const given = withOverrides(spec?.arguments ?? {}, name, environment);
    const dialect = connectionOf(environment, this.connections)?.dialect ?? standardDialect;
    return scheduleHover(given, specSchedule(given, dialect), Date.now());
  }

  private async spec(name: string, uri: vscode.Uri): Promise<Spec | undefined> {
    return (await this.folderSpecs.of(uri)).find((each) => each.name === name);
  }
}

function keyText(key: string): vscode.MarkdownString | undefined {
  const texts: Readonly<Record<string, string>> = environmentTexts;
  const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
  return text === undefined ? undefined : linked(vscode.l10n.t(text), "the-file");
}

function linked(text: string, heading: string): vscode.MarkdownString {
  const link = `[${vscode.l10n.t("Documentation")}](${docsPage(`environments.md#${heading}`).toString()})`;
  return plainMarkdown(text).appendMarkdown(`\n\n${link}`);
}

function written(value: unknown): string {
  return value === undefined ? "–" : plainText(JSON.stringify(value), 80);
}
