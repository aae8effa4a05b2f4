import * as vscode from "vscode";
import { type DocumentPlace, documentPath, isSamePlace, placeOfPath } from "../controller/documentPlace";
import { type DocumentPorts, FormDocuments } from "../controller/formDocuments";

/** The scheme of the documents, which `registerCronForm` registers, and that of their schemas, in the manifest. */
const documentScheme = "langgraph-crons-json";
const schemaScheme = "langgraph-crons-schema";

/** Milliseconds after the last key press before a document saves itself, which brings its text to the form. */
const savePatience = 150;

const uriOf = (place: DocumentPlace) => vscode.Uri.from({ scheme: documentScheme, path: documentPath(place) });
const schemaUri = (slot: number) => vscode.Uri.from({ scheme: schemaScheme, authority: "form", path: `/${slot}.json` });
const placeOf = ({ path, scheme }: vscode.Uri) => (scheme === documentScheme ? placeOfPath(path) : undefined);

/** JSON parameters of forms in VS Code's own editor: files that are nowhere but in their form, and save themselves. */
export class DocumentEditors implements vscode.Disposable {
  readonly documents: FormDocuments;
  /** Not saved yet, each with its timer; without one, until it is in front. */
  private readonly waiting = new Map<vscode.TextDocument, NodeJS.Timeout | undefined>();
  private readonly schemaChange = new vscode.EventEmitter<vscode.Uri>();
  private readonly registrations: vscode.Disposable;

  /** `fileChange`: what tells VS Code of changes of these files. */
  constructor(
    ports: Pick<DocumentPorts, "form" | "schema" | "tellPage">,
    private readonly fileChange: vscode.EventEmitter<vscode.FileChangeEvent[]>,
  ) {
    this.documents = new FormDocuments({
      ...ports,
      slotsOfTabs: () => documentTabs().map(({ place }) => place.slot),
      show,
      write: (place, text) => void write(place, text),
      save: (places) => this.saveNow(places),
      close: (places) => void this.close(places),
      lockChanged: (place) => this.tellChange(place),
      schemaChanged: (slot) => this.schemaChange.fire(schemaUri(slot)),
    });
    this.registrations = vscode.Disposable.from(
      this.schemaChange,
      vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
        onDidChange: this.schemaChange.event,
        provideTextDocumentContent: ({ path }) => this.documents.schemaText(Number(/\d+/.exec(path)?.[0])),
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.isDirty && placeOf(document.uri) !== undefined) this.saveSoon(document);
      }),
      vscode.window.onDidChangeActiveTextEditor(() => void this.saveAll()),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.forgetClosed(closed)),
    );
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.registrations.dispose();
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { isLocked, text, version } = await this.contentOf(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: version,
      size: Buffer.byteLength(text),
      ...(isLocked ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return new TextEncoder().encode((await this.contentOf(uri)).text);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const place = placeOf(uri);
    if (place === undefined || !this.documents.saved(place, new TextDecoder().decode(content))) {
      throw vscode.FileSystemError.NoPermissions(uri);
    }
  }

  private async contentOf(uri: vscode.Uri) {
    const place = placeOf(uri);
    const content = place && (await this.documents.read(place));
    if (content === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return content;
  }

  private tellChange(place: DocumentPlace): void {
    this.fileChange.fire([{ type: vscode.FileChangeType.Changed, uri: uriOf(place) }]);
  }

  private saveSoon(document: vscode.TextDocument): void {
    clearTimeout(this.waiting.get(document));
    const timer = setTimeout(() => void this.save(document), savePatience);
    this.waiting.set(document, timer);
  }

  private async saveAll(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((document) => this.save(document)));
  }

  /** Also those that a save changes: their form is about to be sent, so nobody is typing in them. */
  private async saveNow(places: readonly DocumentPlace[]): Promise<void> {
    const concerned = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => {
      const place = isDirty ? placeOf(uri) : undefined;
      return place !== undefined && places.some((each) => isSamePlace(each, place));
    });
    const saved = await Promise.all(concerned.map((document) => document.save()));
    if (!saved.every(Boolean)) {
      throw new Error(
        vscode.l10n.t("The editor beside the form could not save what is typed there. Save it there first."),
      );
    }
  }

  private async save(document: vscode.TextDocument): Promise<void> {
    clearTimeout(this.waiting.get(document));
    this.waiting.delete(document);
    if (document.isClosed) return;
    // To change what is half typed, as some save, would move the text under the user's hands.
    const isInFront = vscode.window.activeTextEditor?.document === document;
    if (isInFront) await vscode.commands.executeCommand("workbench.action.files.saveWithoutFormatting");
    else if (isChangedBySaving(document)) this.waiting.set(document, undefined);
    else await document.save();
  }

  /** Their text is in the form already. */
  private async close(places: readonly DocumentPlace[]): Promise<void> {
    const concerned = documentTabs().filter((tab) => places.some((place) => isSamePlace(place, tab.place)));
    await vscode.window.tabGroups.close(concerned.map(({ tab }) => tab));
  }

  /** A tab that was moved is closed in one place and open in another. */
  private forgetClosed(closed: readonly vscode.Tab[]): void {
    const open = documentTabs();
    for (const { place } of closed.flatMap(documentTab)) {
      if (!open.some((tab) => isSamePlace(tab.place, place))) this.documents.closed(place);
    }
  }
}

interface DocumentTab {
  readonly tab: vscode.Tab;
  readonly place: DocumentPlace;
}

function documentTab(tab: vscode.Tab): readonly DocumentTab[] {
  const place = tab.input instanceof vscode.TabInputText ? placeOf(tab.input.uri) : undefined;
  return place === undefined ? [] : [{ tab, place }];
}

function documentTabs(): readonly DocumentTab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(documentTab));
}

async function show(place: DocumentPlace): Promise<void> {
  const shown = documentTabs().find((tab) => isSamePlace(tab.place, place));
  const viewColumn = shown?.tab.group.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(uriOf(place), { viewColumn, preview: false });
}

/** Settings by which a save changes the text. Only a save of the document in front can do without. */
function isChangedBySaving(document: vscode.TextDocument): boolean {
  const files = vscode.workspace.getConfiguration("files", document);
  const editor = vscode.workspace.getConfiguration("editor", document);
  return (
    ["insertFinalNewline", "trimFinalNewlines", "trimTrailingWhitespace"].some((name) => files.get(name) === true) ||
    editor.get("formatOnSave") === true ||
    Object.keys(editor.get<object>("codeActionsOnSave") ?? {}).length > 0
  );
}

/** An edit fails if the document changes meanwhile. */
const writeTries = 5;

/** Replaces only what differs, so that the cursor stays where it is. */
async function write(place: DocumentPlace, text: string): Promise<void> {
  const uri = uriOf(place);
  for (let tries = 0; tries < writeTries; tries++) {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (document === undefined) return;
    const present = document.getText();
    const [start, end] = differingPart(present, text);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(uri, range, text.slice(start, text.length - (present.length - end)));
    if (await vscode.workspace.applyEdit(edit)) return;
  }
}

/** Where the part of `present` begins and ends that is another one in `wanted`. */
function differingPart(present: string, wanted: string): readonly [number, number] {
  const shortest = Math.min(present.length, wanted.length);
  let start = 0;
  while (start < shortest && present[start] === wanted[start]) start += 1;
  let same = 0;
  while (same < shortest - start && present[present.length - 1 - same] === wanted[wanted.length - 1 - same]) same += 1;
  return [start, present.length - same];
}
