import { createParser } from "eventsource-parser";

/** An event as the stream holds it. */
export interface EventText {
  readonly event: string;
  readonly data: string;
}

/** Splits a stream of server-sent events into events; comments, ids and delays are left out. */
export class EventParser {
  private events: EventText[] = [];
  private isTooLarge = false;
  private readonly parser;

  /** `largest`: how many characters of one event are kept between two pieces. */
  constructor(largest: number) {
    this.parser = createParser({
      maxBufferSize: largest,
      onEvent: ({ event = "message", data }) => this.events.push({ event, data }),
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded") this.isTooLarge = true;
      },
    });
  }

  /** The events that end in this piece; null if one is too large, and nothing can be read any more. */
  push(piece: string): readonly EventText[] | null {
    this.parser.feed(piece);
    const { events } = this;
    this.events = [];
    return this.isTooLarge ? null : events;
  }
}
