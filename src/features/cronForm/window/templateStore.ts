import type { Memento } from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { isJsonRecord } from "../../../protocol/guards";

type State = Pick<Memento, "get" | "update">;

const key = "langgraphCrons.templates";

/**
 * The user's templates, by name: in every workspace of this computer. For those of a team there are spec files, which a
 * workspace has already.
 */
export class TemplateStore {
  constructor(private readonly state: State) {}

  /** In the order of their names. */
  names(): readonly string[] {
    return Object.keys(this.all()).sort((one, other) => one.localeCompare(other));
  }

  /** undefined: there is none of this name. */
  get(name: string): RawArguments | undefined {
    const all = this.all();
    const found = Object.hasOwn(all, name) ? all[name] : undefined;
    return isJsonRecord(found) ? found : undefined;
  }

  async save(name: string, args: RawArguments): Promise<void> {
    await this.state.update(key, Object.fromEntries([...Object.entries(this.all()), [name, args]]));
  }

  async remove(name: string): Promise<void> {
    await this.state.update(key, Object.fromEntries(Object.entries(this.all()).filter(([each]) => each !== name)));
  }

  private all(): RawArguments {
    const stored = this.state.get<unknown>(key);
    return isJsonRecord(stored) ? stored : {};
  }
}
