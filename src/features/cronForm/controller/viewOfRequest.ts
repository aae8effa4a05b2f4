import type { CronArguments } from "../../../core/arguments/cronArguments";
import { type CheckOptions, checkArguments, readCronArguments } from "../../../core/checks/checkArguments";
import { exactRequest, type RequestTarget } from "../../../core/requestText/exactRequest";
import type { RequestForm } from "../../../core/requestText/requestForms";
import { requestText } from "../../../core/requestText/requestText";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { DraftToCheck } from "../../../protocol/cronForm";
import type { RequestToShow, RequestView } from "../../../protocol/requestView";
import type { FormController } from "./formController";
import { nameOf } from "./formRecord";
import { type FormWords, formHostTexts } from "./formWords";
import { labels } from "./phaseAfter";

export interface RequestPorts {
  readonly words: FormWords;
  readonly isTrusted: () => boolean;
  readonly checkOptions: (connection: Connection) => CheckOptions;
  readonly requestTarget: (connection: Connection) => Promise<RequestTarget>;
  readonly giveRequest: (given: GivenRequest) => Promise<void>;
}

interface WholeRequest {
  readonly connection: Connection;
  readonly name: string;
  /** With placeholders, not with their values. */
  readonly arguments: CronArguments;
}

/** A request whose text is copied or saved. */
export interface GivenRequest extends WholeRequest {
  readonly form: RequestForm;
  readonly way: "copy" | "save";
}

/** Characters: more are of no use beside the form, and slow to draw. */
const mostShown = 20_000;

/** The request that creates the form's cron. Asks nothing of a server. */
export async function viewOfRequest(
  controller: FormController,
  ports: RequestPorts,
  { form, ...draft }: RequestToShow,
): Promise<RequestView> {
  const whole = wholeRequest(controller, ports, draft);
  if ("message" in whole) return { kind: "notYet", message: whole.message };
  const target = await ports.requestTarget(whole.connection);
  const text = requestText[form]([exactRequest(whole.arguments, whole.name, target)]);
  return { kind: "text", text: text.slice(0, mostShown).toWellFormed(), isCut: text.length > mostShown };
}

export async function giveRequest(
  controller: FormController,
  ports: RequestPorts,
  { form, way, ...draft }: RequestToShow & Pick<GivenRequest, "way">,
): Promise<void> {
  const whole = wholeRequest(controller, ports, draft);
  if (!("message" in whole)) await ports.giveRequest({ ...whole, form, way });
}

/** As it would be sent; a message if it could not be. */
function wholeRequest(
  { destination, stored }: FormController,
  { checkOptions, isTrusted, words }: RequestPorts,
  { arguments: raw, name }: DraftToCheck,
): WholeRequest | { readonly message: string } {
  if (!isTrusted()) return { message: words.translate(formHostTexts.untrusted) };
  if (destination.kind === "removed") {
    return { message: words.translate(formHostTexts.gone, { server: destination.name }) };
  }
  const { connection } = destination;
  const errors = checkArguments(raw, checkOptions(connection)).filter(({ severity }) => severity === "error");
  const read = readCronArguments(raw);
  if (errors.length > 0 || !read.ok) {
    const fields = errors.map(({ path }) => String(path[0] ?? ""));
    return { message: words.translate(formHostTexts.requestFirst, { fields: labels(fields, words) }) };
  }
  const named = nameOf({ ...stored, draft: { ...stored.draft, name } }, raw);
  return { connection, name: named, arguments: read.value };
}
