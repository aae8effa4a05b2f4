export interface WebviewPage {
  /** From a cryptographic source, new for each page. */
  readonly nonce: string;
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly language: string;
  readonly title: string;
}

/** The policy of our pages: only our script and our style, and nothing from any other address. */
export function contentSecurityPolicy({ nonce, cspSource }: Pick<WebviewPage, "nonce" | "cspSource">): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** An empty page that loads a script; its content arrives by message. */
export function pageHtml(page: WebviewPage): string {
  const attribute = (text: string) => text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!DOCTYPE html>
<html lang="${attribute(page.language)}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(contentSecurityPolicy(page))}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${attribute(page.title)}</title>
    <link rel="stylesheet" href="${attribute(page.styleUri)}">
  </head>
  <body>
    <script nonce="${attribute(page.nonce)}" src="${attribute(page.scriptUri)}"></script>
  </body>
</html>
`;
}
