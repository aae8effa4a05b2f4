export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

export class SnippetString {
  constructor(public value = "") {}
}

export class MarkdownString {
  constructor(public value = "") {}
}

export class TextEdit {
  private constructor(
    readonly range: Range,
    readonly newText: string,
  ) {}

  static insert(position: Position, text: string): TextEdit {
    return new TextEdit(new Range(position, position), text);
  }

  static replace(range: Range, text: string): TextEdit {
    return new TextEdit(range, text);
  }
}

/** What is to change in files, in the order in which it was asked for. */
export class WorkspaceEdit {
  readonly changes: { readonly uri: unknown; readonly range: Range; readonly text: string }[] = [];

  replace(uri: unknown, range: Range, text: string): void {
    this.changes.push({ uri, range, text });
  }
}

export enum CompletionItemTag {
  Deprecated = 1,
}

/** The API's own numbers. */
export enum CompletionItemKind {
  Text = 0,
  Variable = 5,
  Module = 8,
  Property = 9,
  Value = 11,
  Snippet = 14,
  Reference = 17,
  Constant = 20,
  Event = 22,
}

export class CompletionItem {
  filterText: string | undefined;
  insertText: string | SnippetString | undefined;
  range: Range | undefined;

  constructor(
    readonly label: string | { readonly label: string },
    readonly kind?: CompletionItemKind,
  ) {}
}

export class RelativePattern {
  constructor(
    readonly baseUri: unknown,
    readonly pattern: string,
  ) {}
}
