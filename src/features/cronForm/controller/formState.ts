import type { ServerProblem } from "../../../core/server/problems/serverProblem";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { ServerState } from "../../../platform/servers/serverState";
import type { FormState, Target } from "../../../protocol/cronForm";
import type { TryView } from "../../../protocol/tryView";
import type { FormController } from "./formController";
import type { FormDocuments } from "./formDocuments";
import { fixedName } from "./formRecord";
import { subjectView } from "./formSubject";
import { formFields, formSectionsIn, formStringsIn, presetsIn, requestFormsIn } from "./formTexts";
import type { FormWords } from "./formWords";
import { type NamePorts, proposedFor } from "./nameAdvice";

export interface FormSurroundings {
  readonly words: FormWords;
  readonly isTrusted: () => boolean;
  readonly serverState: (connection: Connection) => ServerState;
  readonly localZone: () => string;
}

interface ShownBeside {
  readonly trying: { readonly view: TryView };
  readonly documents: Pick<FormDocuments, "namesOf">;
}

/** Everything that a page needs to draw the form in its current state. */
export function formState(
  controller: FormController,
  surroundings: FormSurroundings & NamePorts & ShownBeside,
): FormState {
  const { stored } = controller;
  const translate = (text: string) => surroundings.words.translate(text);
  return {
    form: stored.form,
    subject: subjectView(stored.subject, surroundings.words.file),
    name: {
      proposed: stored.draft.proposed ?? proposedFor(controller, surroundings, stored.draft),
      fixed: fixedName(stored),
    },
    target: formTarget(controller, surroundings),
    draft: stored.draft,
    phase: controller.shownPhase,
    trying: surroundings.trying.view,
    documents: surroundings.documents.namesOf(stored.form),
    fields: formFields(translate),
    sections: formSectionsIn(translate),
    presets: presetsIn(translate),
    requestForms: requestFormsIn(translate),
    strings: formStringsIn(translate),
    localZone: surroundings.localZone(),
  };
}

/** Which server the form's cron goes to, and the state of that server. */
export function formTarget({ destination, stored }: FormController, surroundings: FormSurroundings): Target {
  const trusted = surroundings.isTrusted();
  if (destination.kind === "removed") {
    const { name, url } = stored.destination;
    return { connectionName: name, url, production: false, trusted, status: { kind: "removed" } };
  }
  const { connection } = destination;
  const { name: connectionName, url, production } = connection;
  return {
    connectionName,
    url,
    production,
    trusted,
    status:
      destination.kind === "moved"
        ? { kind: "moved", from: destination.from }
        : targetStatus(surroundings.serverState(connection), surroundings.words),
  };
}

function targetStatus(state: ServerState, words: FormWords): Target["status"] {
  switch (state.kind) {
    case "unknown":
    case "connecting":
      return { kind: "asking" };
    case "problem":
      return unavailable(state.problem, words);
    case "ready": {
      const { hasCrons, version } = state.info;
      return hasCrons ? { kind: "ready", version } : unavailable({ kind: "noCrons", version }, words);
    }
  }
}

/** A server without crons will not get any: the draft has to go elsewhere. */
function unavailable(problem: ServerProblem, words: FormWords): Target["status"] {
  const offers =
    problem.kind === "noCrons" ? (["chooseConnection", "editConnection"] as const) : (["editConnection"] as const);
  return { kind: "unavailable", message: words.problem(problem), offers };
}
