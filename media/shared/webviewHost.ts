interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The panel around a page. `receive` gets each message of the host, `onViolation` each violation of the policy. */
export function connectPanel(
  receive: (message: unknown) => void,
  onViolation: (what: string) => void,
): Pick<VsCodeApi, "postMessage" | "getState" | "setState"> {
  const vscode = acquireVsCodeApi();
  window.addEventListener("message", (message) => receive(message.data));
  document.addEventListener("securitypolicyviolation", (violation) =>
    onViolation(`${violation.violatedDirective} blocked ${violation.blockedURI}`),
  );
  return vscode;
}
