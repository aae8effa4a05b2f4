import type axe from "axe-core";

declare global {
  interface Window {
    /** What breaks a rule in a part of this page. */
    audit(include: string): Promise<readonly string[]>;
  }
}

/**
 * Runs in the page, which has axe: adds `audit`, which applies each rule where its answer can be another one than before.
 *
 * - Two rules judge what is painted: the colour and size of a text, and all that is behind it. They are applied to texts
 *   whose paint did not pass before, in whatever state, theme or width of the page that was.
 * - One judges what can be scrolled, by its content.
 * - All others judge the document and what of it is visible, whatever that looks like.
 */
export function addAudit(): void {
  const ofPaint = ["color-contrast", "link-in-text-block"];
  const ofScrolling = ["scrollable-region-focusable"];
  const { axe: rules } = window as unknown as { readonly axe: typeof axe };
  const documents = new Set<string>();
  const scrolled = new Set<string>();
  const paints = new Set<string>();

  const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true });

  const told = ({ violations }: axe.AxeResults) =>
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
    );

  async function judgeDocument(include: string): Promise<readonly string[]> {
    const { body, documentElement } = document;
    const visible = [...document.querySelectorAll("*")].map((element) => (isVisible(element) ? "v" : "-"));
    const now = [include, documentElement.lang, body.innerHTML, ...visible].join("");
    if (documents.has(now)) return [];
    const others = Object.fromEntries([...ofPaint, ...ofScrolling].map((rule) => [rule, { enabled: false }]));
    const found = await rules.run({ include: [include] }, { resultTypes: ["violations"], rules: others });
    if (found.violations.length === 0) documents.add(now);
    return told(found);
  }

  async function judgeScrolling(include: string): Promise<readonly string[]> {
    const open = [...document.querySelectorAll(`${include}, ${include} *`)].filter(
      (element) =>
        (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) &&
        /auto|scroll/.test(getComputedStyle(element).overflow) &&
        !scrolled.has(element.outerHTML),
    );
    if (open.length === 0) return [];
    const found = await rules.run({ include: open }, { resultTypes: ["violations"], runOnly: ofScrolling });
    if (found.violations.length === 0) for (const element of open) scrolled.add(element.outerHTML);
    return told(found);
  }

  /** The texts in a part of the page, each with all that decides how well it can be read. */
  function paintedTexts(include: string): ReadonlyMap<Element, string> {
    const isForced = matchMedia("(forced-colors: active)").matches;
    const styles = new Map<Element, CSSStyleDeclaration>();
    const behinds = new Map<Element, string>();

    function styleOf(element: Element): CSSStyleDeclaration {
      const style = styles.get(element) ?? getComputedStyle(element);
      styles.set(element, style);
      return style;
    }

    /** What an element paints behind its text; empty: nothing. */
    function ground(element: Element): string {
      const { backgroundColor, backgroundImage } = styleOf(element);
      const isClear = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none";
      return isClear ? "" : `${backgroundColor} ${backgroundImage}`;
    }

    /** What an element and all around it paint, from the inside out. */
    function behind(element: Element | null): string {
      if (element === null) return "";
      const known = behinds.get(element);
      if (known !== undefined) return known;
      const { filter, mixBlendMode, opacity } = styleOf(element);
      const changed = [opacity, filter, mixBlendMode].join(" ").replace("1 none normal", "");
      const own = ground(element) + changed;
      const all = own === "" ? behind(element.parentElement) : `${own} < ${behind(element.parentElement)}`;
      behinds.set(element, all);
      return all;
    }

    const visible = [...document.querySelectorAll("body, body *")].filter(isVisible);
    /** What can be painted over or under a text without being around it. */
    const placed = visible
      .filter((element) => styleOf(element).position !== "static" && ground(element) !== "")
      .map((element) => ({ element, box: element.getBoundingClientRect() }));
    const isText = (element: Element) =>
      element.matches("input, textarea, select") ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");

    function paintOf(element: Element): string {
      const { bottom, left, right, top } = element.getBoundingClientRect();
      const met = placed.filter(
        ({ box, element: other }) =>
          !other.contains(element) && box.left < right && box.right > left && box.top < bottom && box.bottom > top,
      );
      const style = styleOf(element);
      const { parentElement } = element;
      return [
        ...[isForced, style.forcedColorAdjust, style.color, style.fontSize, style.fontWeight],
        ...[style.textShadow, style.textDecorationLine, style.clipPath],
        element.closest(":disabled, [aria-disabled=true]") !== null,
        // A link is to be told from the text around it.
        element.closest("a") !== null && parentElement !== null && styleOf(parentElement).color,
        behind(element),
        ...met.map(({ element: other }) => behind(other)),
      ].join("|");
    }

    const within = visible.filter((element) => element.closest(include) !== null && isText(element));
    return new Map(within.map((element) => [element, paintOf(element)]));
  }

  async function judgePaint(include: string): Promise<readonly string[]> {
    /** A text that the rules leave out (out of sight, disabled, in forced colours) says nothing of others. */
    const ofOne = (element: Element, paint: string) =>
      `${paint} ${(element.cloneNode(false) as Element).outerHTML} ${element.textContent?.slice(0, 300)}`;
    const open = [...paintedTexts(include)].filter(
      ([element, paint]) => !paints.has(paint) && !paints.has(ofOne(element, paint)),
    );
    if (open.length === 0) return [];
    const found = await rules.run(
      { include: open.map(([element]) => element) },
      { resultTypes: ["violations", "passes"], runOnly: ofPaint, elementRef: true },
    );
    const elementsOf = (results: readonly axe.Result[]) =>
      new Set<unknown>(results.flatMap(({ nodes }) => nodes.map(({ element }) => element)));
    const failed = elementsOf(found.violations);
    const passed = elementsOf(found.passes.filter(({ id }) => id === "color-contrast"));
    for (const [element, paint] of open) {
      if (!failed.has(element)) paints.add(passed.has(element) ? paint : ofOne(element, paint));
    }
    return told(found);
  }

  window.audit = async (include) => [
    ...(await judgeDocument(include)),
    ...(await judgeScrolling(include)),
    ...(await judgePaint(include)),
  ];
}
