import uPlot from "uplot";
import { areBars, canBeLog, imageShape, pixelAxis } from "./axis.js";
import { bars } from "./bars.js";
import { chart } from "./chart.js";
import { along, reconstruct } from "./data.js";
import { choice, h, toggle } from "./dom.js";
import { count, number, percent } from "./format.js";
import { image } from "./images.js";
import { points } from "./points.js";
import { colour, lineColour, lineDash, reconstructionColour } from "./theme.js";

/** Opacities of points, from the least to the most certain: few enough to be drawn in a few strokes, none too pale. */
const OPACITIES = [0.4, 0.52, 0.64, 0.76, 0.88, 1];

/** Residuals beyond so many σ are marked. */
const FAR = 3;

/** Share of a normal distribution beyond ±3 σ. */
const SHARE_BEYOND = 0.0027;

export const initialState = (view) => ({
    selected: 0,
    parts: false,
    xLog: false,
    mode: view.pixels.columns > 0 ? "images" : "lines",
});

/** What a picture of this part is called. */
export const heading = (view, state) => view.observations[state.selected]?.label ?? "Observations";

export function render(view, state, refresh) {
    const { observations, pixels } = view;
    if (observations.length === 0) {
        return h("p", { class: "state" }, "No observations are stored with this result.");
    }
    const set = (change) => {
        Object.assign(state, change);
        refresh();
    };
    const step = (by) => set({ selected: (state.selected + by + observations.length) % observations.length });
    const observation = observations[state.selected];
    const lines = state.mode === "lines";
    const controls = h("div", { class: "controls" },
        h("span", { class: "stepper" },
            h("button", { type: "button", "aria-label": "Previous observation", onclick: () => step(-1) }, "‹"),
            choice("Observation", observations.map((o, j) => [j, o.label]), state.selected,
                (value) => set({ selected: Number(value) })),
            h("button", { type: "button", "aria-label": "Next observation", onclick: () => step(1) }, "›")),
        choice("Show", [["lines", "as lines"], ["images", "as images"]], state.mode, (mode) => set({ mode })),
        lines && toggle("Contribution of each template", state.parts, (parts) => set({ parts })),
        lines && canBeLog(pixels) && toggle("Logarithmic axis", state.xLog, (xLog) => set({ xLog })));

    const fitted = fit(view, observation);
    return h("div", { class: "part" }, controls, h("div", { class: "beside" }, statistics(observation, fitted),
        lines ? charts(view, state, observation, fitted) : images(view, fitted)));
}

/** Data, reconstruction and residuals of one observation; a pixel without weight has no residual. */
function fit(view, observation) {
    const { data, inverseVariances, coefficients } = observation.unpack();
    const model = reconstruct(view, coefficients);
    const weight = (i) => (inverseVariances ? inverseVariances[i] : 1);
    const observed = (i) => weight(i) > 0 && Number.isFinite(data[i]);
    const seen = Float64Array.from(data, (x, i) => (observed(i) ? x : NaN));
    const residual = Float64Array.from(seen, (x, i) => (x - model[i]) * Math.sqrt(weight(i)));
    return { seen, residual, model, inverseVariances, coefficients, unit: inverseVariances ? " σ" : "" };
}

function statistics(observation, { seen, residual, coefficients, inverseVariances }) {
    const present = residual.filter(Number.isFinite);
    const mean = present.reduce((sum, r) => sum + r, 0) / present.length;
    const deviation = Math.sqrt(present.reduce((sum, r) => sum + (r - mean) ** 2, 0) / present.length);
    const chi2 = Number.isFinite(observation.chi2) ? observation.chi2 : present.reduce((sum, r) => sum + r * r, 0);
    const { degreesOfFreedom } = observation;
    const entry = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
    const squares = seen.filter(Number.isFinite).reduce((sum, x) => sum + x * x, 0);
    const beyond = present.filter((r) => Math.abs(r) > FAR).length;
    // without weights χ² is in units of the data: its number of degrees of freedom says nothing
    return h("dl", { class: "figures" },
        inverseVariances ? [
            entry("χ²", number(chi2, 5)),
            degreesOfFreedom > 0 && entry("Degrees of freedom", count(degreesOfFreedom)),
            degreesOfFreedom > 0 && entry("χ² per degree", number(chi2 / degreesOfFreedom)),
        ] : [
            entry("Sum of squared residuals", number(chi2, 5)),
            squares > 0 && entry("Explained", percent(1 - chi2 / squares)),
        ],
        entry("Observed pixels", `${count(present.length)} of ${count(residual.length)}`),
        entry(inverseVariances ? "Residual / σ, mean ± SD" : "Residual, mean ± SD",
            `${number(mean, 3)} ± ${number(deviation, 3)}`),
        inverseVariances && entry("Beyond ±3 σ", `${count(beyond)}, by chance ${number(SHARE_BEYOND * present.length, 2)}`),
        coefficients.length <= 6 && entry("Coefficients", Array.from(coefficients, (c) => number(c)).join(", ")));
}

/**
 * For each pixel of the axis which of the opacities it has, −1 where it has no value: the faintest for the largest σ, in
 * proportion to the median σ of this observation over that of the pixel.
 */
function opacityClasses(pixels, seen, inverseVariances) {
    const sigmas = inverseVariances ? Float64Array.from(inverseVariances, (v) => 1 / Math.sqrt(v)) : null;
    const sorted = sigmas ? sigmas.filter((_, i) => Number.isFinite(seen[i])).sort() : [];
    const median = sorted.length > 0 ? sorted[Math.floor((sorted.length - 1) / 2)] : 1;
    const least = OPACITIES[0];
    return Array.from({ length: pixels.count }, (_, n) => {
        const i = pixels.at(n);
        if (!Number.isFinite(seen[i])) {
            return -1;
        }
        const share = sigmas ? (Math.min(1, median / sigmas[i]) - least) / (1 - least) : 1;
        return Math.max(0, Math.round(share * (OPACITIES.length - 1)));
    });
}

/** Shades every stretch without observed pixels. */
function shadeGaps(classes) {
    return (u) => {
        const { ctx, bbox } = u;
        const edge = (n) => (n <= 0 ? u.data[0][0] : n >= classes.length ? u.data[0][classes.length - 1]
            : (u.data[0][n - 1] + u.data[0][n]) / 2);
        ctx.save();
        ctx.beginPath();
        ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
        ctx.clip();
        ctx.fillStyle = colour("shade");
        for (let n = 0; n < classes.length; n++) {
            if (classes[n] < 0) {
                const start = n;
                while (n < classes.length && classes[n] < 0) {
                    n++;
                }
                const left = u.valToPos(edge(start), "x", true);
                ctx.fillRect(left, bbox.top, u.valToPos(edge(n), "x", true) - left, bbox.height);
            }
        }
        ctx.restore();
    };
}

/** Ticks for residuals in units of σ: 0, ±3 and, where residuals are large or room is small, few multiples of that. */
function multiplesOfThree(min, max, height) {
    const step = 3 * Math.ceil(max / 3 / Math.max(1, Math.min(4, Math.floor(height / 32))));
    const most = Math.floor(max / step);
    return Array.from({ length: 2 * most + 1 }, (_, n) => (n - most) * step);
}

/** Lines at 0 and ±1, ±3 σ. */
function sigmaLines(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = colour("text-muted");
    [[0, []], [-1, [2, 4]], [1, [2, 4]], [-3, [6, 4]], [3, [6, 4]]].forEach(([level, dash]) => {
        if (level > u.scales.y.min && level < u.scales.y.max) {
            const y = u.valToPos(level, "y", true);
            ctx.setLineDash(dash.map((d) => d * uPlot.pxRatio));
            ctx.globalAlpha = level === 0 ? 0.9 : 0.6;
            ctx.beginPath();
            ctx.moveTo(bbox.left, y);
            ctx.lineTo(bbox.left + bbox.width, y);
            ctx.stroke();
        }
    });
    ctx.restore();
}

function charts(view, state, observation, { seen, residual, model, inverseVariances, coefficients, unit }) {
    const { pixels, templates } = view;
    const axis = pixelAxis(pixels, state.xLog);
    const classes = opacityClasses(pixels, seen, inverseVariances);
    const errors = inverseVariances && Array.from(classes, (_, n) => 1 / Math.sqrt(inverseVariances[pixels.at(n)]));
    const ink = colour("text");
    const style = { ink, opacities: OPACITIES, classes };
    const gaps = shadeGaps(classes);
    const parts = state.parts ? templates.map(({ label, values }, k) => ({
        label,
        values: along(pixels, values.map((v) => v * coefficients[k])),
        colour: lineColour(k),
        dash: lineDash(k),
        width: 1.2,
        directLabel: true,
    })).filter((_, k) => coefficients[k] > 0) : [];
    const common = { ...axis, group: "observation" };
    const far = inverseVariances ? { marked: (r) => Math.abs(r) > FAR, markInk: colour("error") } : {};
    const asBars = areBars(pixels);
    const reconstruction = { label: "Reconstruction", values: along(pixels, model), colour: reconstructionColour(),
        width: 2.2 };
    const upper = chart({
        ...common,
        label: `Data and reconstruction of ${observation.label}`,
        yTitle: pixels.valueTitle || "Data",
        fromZero: areBars(pixels),
        least: 80,
        share: 2,
        compact: true,
        labelsAt: parts.length > 0 ? "peak" : undefined,
        under: gaps,
        series: [
            ...(asBars ? [{ ...reconstruction, paths: bars(reconstructionColour(), 0, 1, 0.4) }] : []),
            { label: "Data", values: along(pixels, seen), colour: ink, paths: points({ ...style, errors }) },
            ...parts,
            ...(asBars ? [] : [reconstruction]),
        ],
    });
    const lower = chart({
        ...common,
        label: `Residual${inverseVariances ? " in units of sigma" : ""} of ${observation.label}`,
        yTitle: inverseVariances ? "Residual / σ" : "Residual",
        least: axis.xNames ? 130 : 86,
        yRange: (min, max) => {
            const extent = Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0), inverseVariances ? 3.5 : 0) || 1;
            return [-1.05 * extent, 1.05 * extent];
        },
        ySplits: inverseVariances ? multiplesOfThree : undefined,
        under: (u) => {
            gaps(u);
            sigmaLines(u);
        },
        series: [{
            label: "Residual",
            unit,
            values: along(pixels, residual),
            colour: ink,
            paths: points({ ...style, ...far }),
        }],
    });
    const key = h("p", { class: "key" },
        h("span", { class: "dot" }), "data", inverseVariances && ", fainter = less certain",
        h("span", { class: "line", style: `background:${reconstructionColour()}` }), "reconstruction",
        inverseVariances && [h("span", { class: "dot far" }), "residual beyond ±3 σ"],
        classes.includes(-1) && [h("span", { class: "gap" }), "not observed"]);
    return h("div", { class: "charts" }, key, upper.root, lower.root);
}

function images(view, { seen, residual, model, unit }) {
    const { columns } = imageShape(view.pixels);
    const rows = Math.ceil(view.pixels.count / columns);
    const present = [...Array.from(seen).filter(Number.isFinite), ...model];
    const range = [present.reduce((a, b) => Math.min(a, b), 0), present.reduce((a, b) => Math.max(a, b), 0)];
    const extent = Array.from(residual).filter(Number.isFinite).reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
    return h("div", { class: "images large" },
        image({ label: "Data", values: seen, rows, columns, range }),
        image({ label: "Reconstruction", values: model, rows, columns, range }),
        image({ label: `Residual${unit && " / σ"}`, values: residual, rows, columns, range: [-extent, extent],
            signed: true }));
}
