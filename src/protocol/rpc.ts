import { type Guard, isCount, isFlag, isRecord, isText } from "./guards";

export type Handlers<Asked> = {
  readonly [Name in keyof Asked]: Asked[Name] extends { readonly params: infer Params; readonly reply: infer Reply }
    ? (params: Params) => Reply | Promise<Reply>
    : never;
};

export type ParamGuards<Asked> = {
  readonly [Name in keyof Asked]: Asked[Name] extends { readonly params: infer Params } ? Guard<Params> : never;
};

export type ReplyGuards<Asked> = {
  readonly [Name in keyof Asked]: Asked[Name] extends { readonly reply: infer Reply } ? Guard<Reply> : never;
};

interface RequestMessage {
  readonly id: number;
  readonly ask: string;
  readonly params: unknown;
}

type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly reply: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };

interface Serving<Asked, Notice> {
  readonly handlers: Handlers<Asked>;
  readonly paramGuards: ParamGuards<Asked>;
  readonly isNotice: Guard<Notice>;
  readonly onNotice: (notice: Notice) => void;
  readonly post: (message: unknown) => void;
  /** Describes a failed handler to the asking side. */
  readonly describeFailure: (request: string, failure: unknown) => string;
  /** Called with an unknown message, which is then dropped. */
  readonly onUnknown: (what: string) => void;
}

/** The answering side: answers each known request with valid parameters exactly once, and drops everything else. */
export function serve<Asked, Notice>(serving: Serving<Asked, Notice>): (message: unknown) => Promise<void> {
  const handlers = new Map<string, (params: unknown) => unknown>(Object.entries(serving.handlers));
  const guards = new Map<string, Guard<unknown>>(Object.entries(serving.paramGuards));

  async function answer(request: RequestMessage, handle: (params: unknown) => unknown): Promise<ReplyMessage> {
    try {
      return { id: request.id, ok: true, reply: await handle(request.params) };
    } catch (failure) {
      return { id: request.id, ok: false, error: serving.describeFailure(request.ask, failure) };
    }
  }

  return async (message) => {
    if (serving.isNotice(message)) {
      serving.onNotice(message);
      return;
    }
    if (!isRequest(message)) {
      serving.onUnknown("no message of this protocol");
      return;
    }
    const handle = handlers.get(message.ask);
    if (handle === undefined || guards.get(message.ask)?.(message.params) !== true) {
      serving.onUnknown(handle === undefined ? "no request of this protocol" : `${message.ask}: wrong parameters`);
      return;
    }
    serving.post(await answer(message, handle));
  };
}

interface Asking<Asked, Event> {
  readonly replyGuards: ReplyGuards<Asked>;
  readonly isEvent: Guard<Event>;
  readonly onEvent: (event: Event) => void;
  readonly post: (message: unknown) => void;
  readonly onUnknown: (what: string) => void;
}

/** The asking side. `ask` rejects if the other side failed or its answer has the wrong type. */
export interface Asker<Asked> {
  ask<Name extends keyof Asked & string>(
    name: Name,
    params: Asked[Name] extends { readonly params: infer Params } ? Params : never,
  ): Promise<Asked[Name] extends { readonly reply: infer Reply } ? Reply : never>;
  receive(message: unknown): void;
}

interface Pending {
  readonly name: string;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export function createAsker<Asked, Event>(asking: Asking<Asked, Event>): Asker<Asked> {
  const pending = new Map<number, Pending>();
  const guards = new Map<string, Guard<unknown>>(Object.entries(asking.replyGuards));
  let lastId = 0;

  function settle(message: ReplyMessage, request: Pending): void {
    pending.delete(message.id);
    if (!message.ok) {
      request.reject(new Error(message.error));
    } else if (guards.get(request.name)?.(message.reply) === true) {
      request.resolve(message.reply);
    } else {
      asking.onUnknown(`${request.name}: wrong reply`);
      request.reject(new Error(`${request.name}: wrong reply`));
    }
  }

  return {
    ask: (name, params) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        // Safe: the reply's guard of the same name has already checked it.
        pending.set(lastId, { name, resolve: resolve as (reply: unknown) => void, reject });
        asking.post({ id: lastId, ask: name, params } satisfies RequestMessage);
      }),
    receive: (message) => {
      if (asking.isEvent(message)) {
        asking.onEvent(message);
        return;
      }
      const request = isReply(message) ? pending.get(message.id) : undefined;
      if (isReply(message) && request !== undefined) {
        settle(message, request);
      } else {
        asking.onUnknown("no message of this protocol");
      }
    },
  };
}

function isRequest(message: unknown): message is RequestMessage {
  return isRecord(message) && isCount(message.id) && isText(message.ask) && Object.hasOwn(message, "params");
}

function isReply(message: unknown): message is ReplyMessage {
  return (
    isRecord(message) &&
    isCount(message.id) &&
    isFlag(message.ok) &&
    (message.ok ? Object.hasOwn(message, "reply") : isText(message.error))
  );
}
