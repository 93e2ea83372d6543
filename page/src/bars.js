import uPlot from "uplot";

/** Share of its place that a group of bars fills. */
const FILLED = 0.8;

/**
 * Draws values as bars from 0, or on a logarithmic axis from the bottom.
 *
 * @param ink colour
 * @param k which of the bars that stand side by side at each place
 * @param of how many do
 * @param opacity 0 to 1
 * @returns what a series of a chart takes as `paths`
 */
export function bars(ink, k = 0, of = 1, opacity = 0.85) {
    return (u, s, first, last) => {
        const { ctx, bbox } = u;
        const values = u.data[s];
        const unit = u.valToPos(1, "x", true) - u.valToPos(0, "x", true);
        const width = Math.max(uPlot.pxRatio, unit * FILLED / of);
        const bottom = bbox.top + bbox.height;
        const zero = u.scales.y.distr === 3 ? bottom : Math.min(bottom, u.valToPos(0, "y", true));
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
        ctx.clip();
        ctx.fillStyle = ink;
        ctx.globalAlpha = opacity;
        for (let n = first; n <= last; n++) {
            if (values[n] !== null && values[n] !== undefined) {
                const x = u.valToPos(u.data[0][n] + barShift(k, of), "x", true);
                const y = u.valToPos(values[n], "y", true);
                ctx.fillRect(x - width / 2, Math.min(y, zero), width, Math.max(Math.abs(zero - y), values[n] === 0 ? 0 : 1));
            }
        }
        ctx.restore();
        return null;
    };
}

/** How far from its place a bar stands, in units of the axis. */
export const barShift = (k, of) => FILLED * ((k + 0.5) / of - 0.5);
