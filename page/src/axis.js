import { number } from "./format.js";

/** Up to so many named pixels are drawn as bars; more would be narrower than the gaps between them. */
const MOST_BARS = 400;

/** Whether values stand as bars over their names. */
export const areBars = (pixels) => pixels.labels !== null && !pixels.numeric && pixels.count <= MOST_BARS;

/** Titles that name nothing; names at the axis, or positions, say more. */
const isPlain = (title) => title === "" || title === "Pixel";

/** How the pixels appear on a chart's horizontal axis. */
export function pixelAxis(pixels, xLog = false) {
    const named = pixels.labels !== null && !pixels.numeric;
    const what = isPlain(pixels.title) ? "Pixel" : pixels.title.replace(/\s*[([].*$/, "");
    return {
        x: pixels.x,
        xKind: xLog ? "log" : "linear",
        xTitle: named && isPlain(pixels.title) ? undefined : pixels.title,
        named: pixels.labels !== null,
        xText: (i) => (pixels.labels ? pixels.labels[pixels.at(i)] : `${what} ${number(pixels.x[i], 7)}`),
        xNames: named ? pixels.labels : undefined,
        xMargin: areBars(pixels) ? 0.6 : 0,
    };
}

/** Points beside the line where there are so few that one can be told from the next. */
export const pointsFor = (pixels) => ({ show: pixels.count <= 80, size: 5 });

/** Whether a logarithmic horizontal axis makes sense. */
export const canBeLog = (pixels) => pixels.numeric && pixels.x.length > 1 && pixels.x[0] > 0;

/** The shape of the image that d pixels form: as given, else the squarest. */
export function imageShape(pixels) {
    if (pixels.columns > 0) {
        return { rows: pixels.rows, columns: pixels.columns };
    }
    let columns = Math.ceil(Math.sqrt(pixels.count));
    while (pixels.count % columns !== 0) {
        columns++;
    }
    return { rows: pixels.count / columns, columns };
}
