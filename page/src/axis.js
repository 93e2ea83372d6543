import { number } from "./format.js";

/** Up to this many named pixels are named at the axis; more names than that are read at the cursor only. */
const MOST_NAMED_TICKS = 40;

/** How the pixels appear on a chart's horizontal axis. */
export function pixelAxis(pixels) {
    const named = pixels.labels !== null && pixels.count <= MOST_NAMED_TICKS;
    const short = (text) => (text.length > 12 ? text.slice(0, 11) + "…" : text);
    return {
        x: pixels.x,
        xTitle: named && pixels.title === "Pixel" ? undefined : pixels.title,
        xText: (i) => (pixels.labels ? pixels.labels[pixels.at(i)]
            : `${pixels.title.replace(/\s*[([].*$/, "")} ${number(pixels.x[i], 7)}`),
        xSplits: named ? pixels.x : undefined,
        xTicks: named ? (splits) => splits.map((x) => short(pixels.labels[x] ?? "")) : undefined,
    };
}

/** Points beside the line where there are so few that one can be told from the next. */
export const pointsFor = (pixels) => ({ show: pixels.count <= 80, size: 5 });

/** Whether a logarithmic horizontal axis makes sense. */
export const canBeLog = (pixels) => pixels.numeric && pixels.x.length > 1 && pixels.x[0] > 0;

/** How high one of a stack of charts is: few share the height of a single chart, many keep a height to be read at. */
export function stackHeights(charts) {
    const height = Math.max(104, Math.min(210, Math.round(430 / charts)));
    return (k) => (k === charts - 1 ? height + 46 : height);
}

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
