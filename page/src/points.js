import uPlot from "uplot";

/** Error bars are drawn where two neighbouring points are this far apart on the screen. */
const ERROR_BAR_SPACING = 5;

/** Sides of the squares for up to so many points in sight. */
const SIZES = [{ upTo: 400, size: 4 }, { upTo: 5000, size: 3 }, { upTo: Infinity, size: 2 }];

/** From this many points on, single ones are translucent, so that their density shows. */
const MANY_POINTS = 500;

/**
 * Draws points as small squares, which is fast enough for a hundred thousand.
 *
 * @param options.ink colour
 * @param options.opacities opacities, from the faintest; without them one that suits the number of points
 * @param options.classes for each point which of the opacities it has, −1 = not drawn; without them all have the last
 * @param options.errors half the length of each point's error bar, drawn where there is room; null = none
 * @param options.marked (value) => whether a point is marked, larger and in another colour
 * @param options.markInk that colour
 * @returns what a series of a chart takes as `paths`
 */
export function points({ ink, opacities, classes = null, errors = null, marked = null, markInk }) {
    return (u, s, first, last) => {
        const { ctx, bbox } = u;
        const ratio = uPlot.pxRatio;
        const values = u.data[s];
        const size = SIZES.find(({ upTo }) => last - first < upTo).size * ratio;
        const bars = errors && bbox.width / ratio > ERROR_BAR_SPACING * (last - first);
        const levels = opacities ?? [values.length > MANY_POINTS ? 0.6 : 1];
        const each = (draw) => {
            for (let n = first; n <= last; n++) {
                if (values[n] !== null) {
                    draw(n, u.valToPos(u.data[0][n], "x", true), u.valToPos(values[n], "y", true));
                }
            }
        };
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left - size, bbox.top - size, bbox.width + 2 * size, bbox.height + 2 * size);
        ctx.clip();
        ctx.fillStyle = ink;
        levels.forEach((opacity, level) => {
            ctx.globalAlpha = opacity;
            each((n, x, y) => {
                if (classes === null || classes[n] === level) {
                    ctx.fillRect(x - size / 2, y - size / 2, size, size);
                    if (bars) {
                        const top = u.valToPos(values[n] + errors[n], "y", true);
                        ctx.fillRect(x - ratio / 2, top, ratio, 2 * (y - top));
                    }
                }
            });
        });
        if (marked) {
            ctx.globalAlpha = 1;
            ctx.fillStyle = markInk;
            const large = size + 3 * ratio;
            each((n, x, y) => marked(values[n]) && ctx.fillRect(x - large / 2, y - large / 2, large, large));
        }
        ctx.restore();
        return null;
    };
}
