import { curlText } from "./curlText";
import type { ExactRequest } from "./exactRequest";
import { httpText } from "./httpText";
import { javaScriptText } from "./javaScriptText";
import { pythonText } from "./pythonText";
import type { RequestForm } from "./requestForms";
import { specText } from "./specText";

/** The requests of one server as one text, with a line break at its end. */
export const requestText: Readonly<Record<RequestForm, (requests: readonly ExactRequest[]) => string>> = {
  http: (requests) => `${requests.map(httpText).join("\n\n")}\n`,
  curl: (requests) => `${requests.map(curlText).join("\n\n")}\n`,
  python: (requests) => `${pythonText(requests)}\n`,
  javascript: (requests) => `${javaScriptText(requests)}\n`,
  spec: (requests) => `${specText(requests)}\n`,
};
