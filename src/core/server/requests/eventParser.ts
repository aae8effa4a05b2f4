/** An event as the stream holds it. */
export interface EventText {
  readonly event: string;
  readonly data: string;
}

/** Splits a stream of server-sent events (WHATWG HTML, 9.2.6) into events; comments, ids and delays are left out. */
export class EventParser {
  private line: string[] = [];
  private lineLength = 0;
  private name = "";
  private data: string[] = [];
  private dataLength = 0;
  private afterReturn = false;

  /** `largest`: how many characters one event may have, which is all that is kept. */
  constructor(private readonly largest: number) {}

  /** The events that end in this piece; null if one is too large. */
  push(piece: string): readonly EventText[] | null {
    const events: EventText[] = [];
    let from = this.afterReturn && piece.startsWith("\n") ? 1 : 0;
    const ends = /\r\n|\n|\r/g;
    ends.lastIndex = from;
    for (let end = ends.exec(piece); end !== null; end = ends.exec(piece)) {
      this.add(piece.slice(from, end.index));
      if (this.isTooLarge()) return null;
      const event = this.endLine();
      if (event !== null) events.push(event);
      from = ends.lastIndex;
    }
    this.add(piece.slice(from));
    if (piece !== "") this.afterReturn = piece.endsWith("\r");
    return this.isTooLarge() ? null : events;
  }

  private isTooLarge(): boolean {
    return this.lineLength + this.dataLength > this.largest;
  }

  /** Pieces are joined once, because joining at each of thousands takes a time that is quadratic. */
  private add(text: string): void {
    if (text === "") return;
    this.line.push(text);
    this.lineLength += text.length;
  }

  private endLine(): EventText | null {
    const line = this.line.join("");
    this.line = [];
    this.lineLength = 0;
    if (line === "") return this.endEvent();
    const [, field = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "event") this.name = value;
    if (field === "data") {
      this.data.push(value);
      this.dataLength += value.length + 1;
    }
    return null;
  }

  private endEvent(): EventText | null {
    const event = this.data.length === 0 ? null : { event: this.name || "message", data: this.data.join("\n") };
    this.name = "";
    this.data = [];
    this.dataLength = 0;
    return event;
  }
}
