import uPlot from "uplot";

/** Opacities of the wide and the narrow band. */
const WIDE = 0.16;
const NARROW = 0.32;

/** Room between neighbouring points from which on bars say more than bands. */
const BAR_SPACING = 6;

function clipped(u, draw) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    draw(ctx);
    ctx.restore();
}

/** Where a value lies, held within a little more than the plot: an end at −∞ or, on a logarithmic axis, at 0 is below. */
function place(u, value) {
    const { top, height } = u.bbox;
    const y = u.valToPos(value, "y", true);
    return Number.isNaN(y) ? top + 2 * height : Math.min(top + 2 * height, Math.max(top - height, y));
}

function area(u, low, high, first, last) {
    const path = new Path2D();
    const finish = (from, to) => {
        for (let i = from; i <= to; i++) {
            const x = u.valToPos(u.data[0][i], "x", true);
            path[i === from ? "moveTo" : "lineTo"](x, place(u, high[i]));
        }
        for (let i = to; i >= from; i--) {
            path.lineTo(u.valToPos(u.data[0][i], "x", true), place(u, low[i]));
        }
        path.closePath();
    };
    let start = -1;
    for (let i = first; i <= last + 1; i++) {
        const present = i <= last && low[i] !== null && high[i] !== null;
        if (present && start < 0) {
            start = i;
        } else if (!present && start >= 0) {
            finish(start, i - 1);
            start = -1;
        }
    }
    return path;
}

/**
 * Draws where 68 % and 95 % of the draws lie, as areas.
 *
 * @param bands of one line: {low95, low68, high68, high95}, each in the order of the axis with null where there is none
 * @param ink colour
 * @param s which series it belongs to; hidden with it
 */
export function areas(bands, ink, s) {
    return (u) => {
        if (!u.series[s].show) {
            return;
        }
        const [first, last] = u.series[0].idxs;
        clipped(u, (ctx) => {
            ctx.fillStyle = ink;
            ctx.globalAlpha = WIDE;
            ctx.fill(area(u, bands.low95, bands.high95, first, last));
            ctx.globalAlpha = NARROW;
            ctx.fill(area(u, bands.low68, bands.high68, first, last));
        });
    };
}

/** The same as bars: a thin one for 95 %, a thick one for 68 %. `shift` is in units of the axis. */
export function whiskers(bands, ink, s, shift = 0) {
    return (u) => {
        const [first, last] = u.series[0].idxs;
        const ratio = uPlot.pxRatio;
        if (!u.series[s].show || u.bbox.width / ratio < BAR_SPACING * (last - first)) {
            return;
        }
        clipped(u, (ctx) => {
            ctx.fillStyle = ink;
            for (const [low, high, width, opacity] of [[bands.low95, bands.high95, 1, 0.75],
                [bands.low68, bands.high68, 3, 0.75]]) {
                ctx.globalAlpha = opacity;
                for (let i = first; i <= last; i++) {
                    if (low[i] !== null && high[i] !== null) {
                        const x = u.valToPos(u.data[0][i] + shift, "x", true);
                        const top = place(u, high[i]);
                        ctx.fillRect(x - width * ratio / 2, top, width * ratio, Math.max(ratio, place(u, low[i]) - top));
                    }
                }
            }
        });
    };
}

/** The lowest and the highest end of bands in sight, positive ones alone on a logarithmic axis. */
export function bandExtent(u, bands, yLog) {
    const [first, last] = u.series[0].idxs ?? [0, u.data[0].length - 1];
    let low = Infinity;
    let high = -Infinity;
    for (const { low95, high95 } of bands) {
        for (let i = first; i <= last; i++) {
            if (high95[i] !== null && (!yLog || high95[i] > 0)) {
                high = Math.max(high, high95[i]);
                low = Math.min(low, yLog ? high95[i] : low95[i]);
            }
        }
    }
    return [low, high];
}
