import type { Memento, SecretStorage } from "vscode";
import type { JsonValue } from "../../../core/base/json";
import { isJsonRecord } from "../../../protocol/guards";
import { type FormRecord, isFormRecord } from "../controller/formRecord";
import { splitSecrets, withSecrets } from "../controller/splitSecrets";

type State = Pick<Memento, "get" | "keys" | "update">;
type Secrets = Pick<SecretStorage, "delete" | "get" | "store">;

const prefix = "langgraphCrons.form.";

/** More forms than this are forgotten, starting with those unchanged for longest. */
const mostKept = 30;

/**
 * The forms kept in the workspace's state. Parts that may be secret, such as headers, are kept in the secret storage
 * instead, under the same name. Writes run in the order of the calls.
 */
export class DraftStore {
  /** The secret parts of each form, as far as this window knows. */
  private readonly withSecret = new Map<string, string>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: State,
    private readonly secrets: Secrets,
    private readonly onFailure: (failure: unknown) => void,
  ) {}

  /** All stored forms, the one that was changed last first; without secret parts. */
  all(): readonly FormRecord[] {
    return this.state
      .keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => this.state.get<unknown>(key))
      .filter(isFormRecord)
      .sort((one, other) => other.changedAt - one.changedAt);
  }

  /** One form, including its secret parts. */
  async read(form: string): Promise<FormRecord | undefined> {
    const record = this.state.get<unknown>(prefix + form);
    if (!isFormRecord(record)) return undefined;
    const stored = await this.secrets.get(prefix + form);
    if (stored !== undefined) this.withSecret.set(form, stored);
    const secret = parse(stored);
    return isJsonRecord(secret) ? withSecrets(record, secret) : record;
  }

  /** Never rejects: a form that can't be saved continues to work. */
  save(record: FormRecord): Promise<void> {
    const { plain, secret } = splitSecrets(record);
    return this.next(async () => {
      await this.saveSecret(record.form, secret);
      await this.state.update(prefix + record.form, plain);
      for (const old of this.all().slice(mostKept)) await this.remove(old.form);
    });
  }

  forget(form: string): Promise<void> {
    return this.next(() => this.remove(form));
  }

  private async remove(form: string): Promise<void> {
    await this.state.update(prefix + form, undefined);
    this.withSecret.delete(form);
    await this.secrets.delete(prefix + form);
  }

  private async saveSecret(form: string, secret: { readonly [key: string]: JsonValue }): Promise<void> {
    const text = Object.keys(secret).length === 0 ? "" : JSON.stringify(secret);
    if (text === (this.withSecret.get(form) ?? "")) return;
    this.withSecret.set(form, text);
    await (text === "" ? this.secrets.delete(prefix + form) : this.secrets.store(prefix + form, text));
  }

  private next(task: () => Promise<void>): Promise<void> {
    this.last = this.last.then(task).catch(this.onFailure);
    return this.last;
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
