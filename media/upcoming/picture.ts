import type { UpcomingCron } from "../../src/protocol/upcoming";
import type { TickText } from "./backdrop";
import { markPaths, rowHeight } from "./markPaths";
import { type Layer, placeIn, rowPicture } from "./rowMarks";

/** A picture of the page as data, from which both files are made. Colours are the theme's. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly font: string;
  readonly shapes: readonly PictureShape[];
}

type PictureShape =
  | { readonly kind: "path"; readonly path: string; readonly x: number; readonly y: number; readonly color: string }
  | { readonly kind: "text"; readonly text: string; readonly x: number; readonly y: number; readonly color: string };

export interface PictureFacts {
  readonly title: string;
  readonly summary: string;
  readonly crons: readonly UpcomingCron[];
  readonly layer: Layer;
  readonly ticks: readonly TickText[];
  readonly now: number;
  /** The notes of rows without coming runs. */
  readonly note: (cron: UpcomingCron) => string;
}

/** What a colour is for, to the page's own style. */
export type ColorOf = (look: string) => string;

const names = 200;
const top = 84;
const margin = 16;
/** A taller picture can't be opened by many programs. */
const mostRows = 700;

export function pictureOf(facts: PictureFacts, color: ColorOf): Picture {
  const { layer, now, summary, ticks, title } = facts;
  const crons = facts.crons.slice(0, mostRows);
  const left = margin + names;
  const height = top + crons.length * rowHeight + margin;
  const text = (words: string, x: number, y: number, look = "text"): PictureShape => ({
    kind: "text",
    text: words,
    x,
    y,
    color: color(look),
  });
  const upright = (at: number, look: string): PictureShape => ({
    kind: "path",
    path: `M0 0h1v${height - top}h-1z`,
    x: left + placeIn(layer, at),
    y: top,
    color: color(look),
  });
  const rows = crons.flatMap((cron, index) => {
    const y = top + index * rowHeight;
    const picture = rowPicture(cron, layer, now);
    const marks = [...markPaths(picture.marks)].map(
      ([look, path]): PictureShape => ({ kind: "path", path, x: left, y, color: color(look) }),
    );
    const note = facts.note(cron);
    return [
      text(short(cron.name), margin, y + 18),
      text(short(cron.health), margin, y + 33, "detail"),
      ...marks,
      ...(note === "" ? [] : [text(note, left + 8, y + 24, "detail")]),
    ];
  });
  return {
    width: left + layer.width + margin,
    height,
    background: color("background"),
    font: getComputedStyle(document.body).fontFamily,
    shapes: [
      text(title, margin, 28),
      text(summary, margin, 50, "detail"),
      ...ticks.flatMap((tick) => [
        upright(tick.at, "line"),
        text(tick.text, left + placeIn(layer, tick.at) + 3, top - 8, "detail"),
      ]),
      ...(now >= layer.from && now <= layer.to ? [upright(now, "now")] : []),
      ...rows,
    ],
  };
}

function short(text: string): string {
  return text.length <= 30 ? text : `${text.slice(0, 29).toWellFormed()}…`;
}

const markup: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** As text of an XML document, which can't have most control characters. */
function escaped(text: string): string {
  const allowed = text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  return allowed.replace(/[&<>"]/g, (character) => markup[character] ?? "");
}

export function svgOf({ background, font, height, shapes, width }: Picture): string {
  const drawn = shapes.map((shape) => {
    const place = `fill="${escaped(shape.color)}"`;
    return shape.kind === "path"
      ? `<path transform="translate(${shape.x} ${shape.y})" d="${shape.path}" ${place}/>`
      : `<text x="${shape.x}" y="${shape.y}" ${place}>${escaped(shape.text)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${escaped(font)}" font-size="13">`,
    `<rect width="100%" height="100%" fill="${escaped(background)}"/>`,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

/** In base64. */
export async function pngOf({ background, font, height, shapes, width }: Picture): Promise<string> {
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, 16_000 / height);
  Object.assign(canvas, { width: width * scale, height: height * scale });
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("The browser can't draw.");
  pen.scale(scale, scale);
  pen.fillStyle = background;
  pen.fillRect(0, 0, width, height);
  pen.font = `13px ${font}`;
  for (const shape of shapes) {
    pen.fillStyle = shape.color;
    if (shape.kind === "text") {
      pen.fillText(shape.text, shape.x, shape.y);
      continue;
    }
    pen.translate(shape.x, shape.y);
    pen.fill(new Path2D(shape.path));
    pen.translate(-shape.x, -shape.y);
  }
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
