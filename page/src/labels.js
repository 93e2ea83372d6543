import uPlot from "uplot";

const FONT_SIZE = 12;
const LINE_HEIGHT = 15;
/** How close a name may come to a line. */
const CLEARANCE = 3;
/** A name further than this from its line, in line heights, is taken for that of another. */
const FARTHEST = 6;

/** What each line takes of each column of the plot: its highest and its lowest pixel there. */
function occupied(u, shown, box, series) {
    const count = Math.ceil(box.width) + 1;
    return shown.map((s) => {
        const values = u.data[s];
        const top = new Float64Array(count).fill(Infinity);
        const bottom = new Float64Array(count).fill(-Infinity);
        const [first, last] = u.series[0].idxs;
        // a line takes what its band takes
        const { bands } = series[s - 1];
        const ends = (i, value) => (bands && bands.high95[i] !== null ? [bands.low95[i], bands.high95[i]] : [value, value]);
        let before = null;
        for (let i = Math.max(0, first - 1); i <= Math.min(last + 1, values.length - 1); i++) {
            const value = values[i];
            if (value === null || value === undefined) {
                before = u.series[s].spanGaps ? before : null;
                continue;
            }
            const x = u.valToPos(u.data[0][i], "x", true) - box.left;
            const ys = ends(i, value).map((v) => u.valToPos(v, "y", true));
            const from = before ?? { x, ys };
            const end = Math.min(count - 1, Math.ceil(x));
            ys.forEach((y, e) => {
                const slope = x > from.x ? (y - from.ys[e]) / (x - from.x) : 0;
                for (let c = Math.max(0, Math.floor(from.x)); c <= end; c++) {
                    const one = from.ys[e] + slope * (Math.max(from.x, c - 0.5) - from.x);
                    const other = x > from.x ? from.ys[e] + slope * (Math.min(x, c + 0.5) - from.x) : y;
                    top[c] = Math.min(top[c], one, other);
                    bottom[c] = Math.max(bottom[c], one, other);
                }
            });
            before = { x, ys };
        }
        return { top, bottom };
    });
}

/** Places on and near a line from which its name may start: at its peak first, then along it. */
function anchors(u, s, where) {
    const values = u.data[s];
    const [first, last] = u.series[0].idxs;
    const present = [];
    for (let i = first; i <= last; i++) {
        if (values[i] !== null && values[i] !== undefined) {
            present.push(i);
        }
    }
    if (present.length === 0) {
        return [];
    }
    const best = where === "end" ? present.at(-1)
        : present.reduce((peak, i) => (values[i] > values[peak] ? i : peak), present[0]);
    const every = Math.max(1, Math.floor(present.length / 24));
    const others = present.filter((_, n) => n % every === 0).sort((a, b) => values[b] - values[a]);
    return where === "end" ? [best] : [best, ...others];
}

function firstFree(u, s, where, width, lineHeight, isFree) {
    const box = u.bbox;
    const ratio = uPlot.pxRatio;
    for (const i of anchors(u, s, where)) {
        const x = u.valToPos(u.data[0][i], "x", true);
        const y = u.valToPos(u.data[s][i], "y", true);
        const lefts = where === "end" ? [x - width - 4 * ratio] : [x - width / 2, x + 8 * ratio, x - width - 8 * ratio];
        for (let away = 0; away < FARTHEST; away += 0.5) {
            for (const left of lefts) {
                for (const top of [y - lineHeight * (1.3 + away), y + lineHeight * (0.3 + away)]) {
                    const place = { left: Math.min(Math.max(left, box.left + 3), box.left + box.width - width - 3), top,
                        width };
                    if (isFree(place)) {
                        return place;
                    }
                }
            }
        }
    }
    return undefined;
}

/**
 * Writes the name of each line beside it where neither a line nor another name is; where there is no such place it is
 * left to the legend.
 *
 * @returns the names that were written
 */
export function drawLabels(u, series, where) {
    const { ctx } = u;
    const ratio = uPlot.pxRatio;
    const box = u.bbox;
    const lineHeight = LINE_HEIGHT * ratio;
    const clear = CLEARANCE * ratio;
    const shown = series.map((_, s) => s + 1).filter((s) => u.series[s].show);
    const lines = occupied(u, shown, box, series);
    const taken = [];
    const isFree = ({ left, top, width }) => {
        if (top < box.top + 2 || top + lineHeight > box.top + box.height - 2
            || taken.some((other) => left < other.left + other.width + clear && other.left < left + width + clear
                && Math.abs(top - other.top) < lineHeight + clear)) {
            return false;
        }
        const from = Math.max(0, Math.floor(left - box.left - clear));
        const to = Math.min(Math.ceil(box.width), Math.ceil(left - box.left + width + clear));
        return lines.every((line) => {
            for (let c = from; c <= to; c++) {
                if (line.bottom[c] > top - clear && line.top[c] < top + lineHeight + clear) {
                    return false;
                }
            }
            return true;
        });
    };
    ctx.save();
    ctx.font = `600 ${FONT_SIZE * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    const written = [];
    for (const s of shown) {
        const line = series[s - 1];
        if (!line.directLabel) {
            continue;
        }
        const width = ctx.measureText(line.label).width;
        const place = firstFree(u, s, where, width, lineHeight, isFree);
        if (place === undefined) {
            continue;
        }
        taken.push(place);
        ctx.fillStyle = line.colour;
        ctx.fillText(line.label, place.left, place.top + lineHeight / 2);
        written.push(line.label);
    }
    ctx.restore();
    return written;
}
