import { areBars, canBeLog, imageShape, pixelAxis, pointsFor } from "./axis.js";
import { bars, barShift } from "./bars.js";
import { chart } from "./chart.js";
import { along, bandsAlong } from "./data.js";
import { choice, h, sample, toggle } from "./dom.js";
import { image } from "./images.js";
import { colour, lineColour, lineDash } from "./theme.js";

/** More lines than this on one chart hide each other, so they start one below the other. */
const MOST_OVERLAID = 6;

/** So many bars side by side can still be told apart. */
const MOST_GROUPED = 40;

const overlaidAtFirst = ({ pixels, templates }) => (areBars(pixels)
    ? templates.length <= 1 : templates.length <= MOST_OVERLAID);

export const initialState = (view) => ({
    mode: view.pixels.columns > 0 ? "images" : overlaidAtFirst(view) ? "overlaid" : "stacked",
    yLog: false,
    xLog: false,
    unitPeak: false,
    bands: true,
    columns: imageShape(view.pixels).columns,
    hidden: new Set(),
});

const largest = (values) => values.reduce((a, b) => (b > a ? b : a), 0);

export function render(view, state, refresh) {
    const { pixels, templates } = view;
    if (templates.length === 0) {
        return h("p", { class: "state" }, "There are no templates to show.");
    }
    const set = (change) => {
        Object.assign(state, change);
        refresh();
    };
    const dead = new Set(view.summary.deadTemplates);
    const name = (k) => templates[k].label + (dead.has(templates[k].label) ? " (unused)" : "");
    const peaks = templates.map(({ values }) => (state.unitPeak ? largest(values) || 1 : 1));
    const scaled = templates.map(({ values }, k) => (peaks[k] === 1 ? values : values.map((v) => v / peaks[k])));
    const lines = state.mode !== "images";
    const banded = templates.some(({ band }) => band);
    const controls = h("div", { class: "controls" },
        choice("Show", [["overlaid", "in one chart"], ["stacked", "one below the other"], ["images", "as images"]],
            state.mode, (mode) => set({ mode })),
        toggle("Scale each to 1", state.unitPeak, (unitPeak) => set({ unitPeak })),
        lines && toggle("Logarithmic values", state.yLog, (yLog) => set({ yLog })),
        lines && canBeLog(pixels) && toggle("Logarithmic axis", state.xLog, (xLog) => set({ xLog })),
        lines && banded && toggle("68 and 95 % bands", state.bands, (bands) => set({ bands })),
        !lines && columnsControl(pixels, state, set));

    if (!lines) {
        return h("div", { class: "part" }, controls, h("div", { class: "images" }, scaled.map((values, k) => image({
            label: name(k),
            values,
            columns: state.columns,
            rows: Math.ceil(pixels.count / state.columns),
        }))));
    }

    const keep = state.yLog ? (v) => v > 0 && Number.isFinite(v) : Number.isFinite;
    const asBars = areBars(pixels);
    const grouped = asBars && state.mode === "overlaid" && pixels.count * templates.length <= MOST_GROUPED * 8;
    const line = (k) => ({
        label: name(k),
        values: along(pixels, scaled[k], keep),
        colour: lineColour(k),
        points: pointsFor(pixels),
        bands: state.bands ? bandsAlong(pixels, templates[k].band, 1 / peaks[k]) : undefined,
        ...(asBars && (grouped || state.mode === "stacked") ? bar(k, grouped ? templates.length : 1) : {}),
    });
    const common = {
        ...pixelAxis(pixels, state.xLog),
        yTitle: state.unitPeak ? "Template / peak" : pixels.valueTitle || "Template",
        yLog: state.yLog,
        group: "templates",
    };
    if (state.mode === "stacked") {
        return h("div", { class: "part" }, controls, h("div", { class: asBars ? "charts named" : "charts" },
            templates.map((_, k) => h("section", { class: "strip" },
                h("h3", {}, name(k)),
                chart({
                    ...common,
                    label: name(k),
                    yTitle: undefined,
                    least: k < templates.length - 1 ? 64 : asBars ? 130 : 104,
                    compact: k < templates.length - 1,
                    series: [line(k)],
                }).root))));
    }
    const overlay = chart({
        ...common,
        label: `Templates ${templates.map((_, k) => name(k)).join(", ")}`,
        labelsAt: asBars ? undefined : "peak",
        series: templates.map((_, k) => ({
            ...line(k),
            dash: lineDash(k),
            width: 1.8,
            directLabel: true,
            shown: !state.hidden.has(k),
        })),
    });
    return h("div", { class: "part" }, controls, h("div", { class: "charts" }, overlay.root),
        templates.length > 1 && legend(templates.map((_, k) => name(k)), state.hidden, overlay, asBars));
}

/** A template among so many as bars; their errors stand on them as bars too. */
function bar(k, of) {
    const place = of > 1 ? k : 0;
    return {
        paths: bars(lineColour(k), place, of),
        points: { show: false },
        bandsAsBars: true,
        whiskerInk: colour("text"),
        shift: barShift(place, of),
    };
}

function columnsControl(pixels, state, set) {
    const field = h("input", {
        type: "number", min: 1, max: pixels.count, value: state.columns,
        onchange: () => {
            const columns = Math.round(Number(field.value));
            set({ columns: columns >= 1 && columns <= pixels.count ? columns : imageShape(pixels).columns });
        },
    });
    return h("label", { class: "control" }, h("span", {}, "Pixels a row"), field);
}

/** Buttons that show and hide the lines of a chart, each with a sample of its line. */
function legend(names, hidden, overlay, solid) {
    return h("div", { class: "legend", role: "group", "aria-label": "Lines shown" }, names.map((label, k) => {
        const button = h("button", {
            type: "button",
            "aria-pressed": String(!hidden.has(k)),
            onclick: () => {
                const shown = hidden.has(k);
                if (shown) {
                    hidden.delete(k);
                } else {
                    hidden.add(k);
                }
                button.setAttribute("aria-pressed", String(shown));
                overlay.show(k, shown);
            },
        }, sample(lineColour(k), solid ? [] : lineDash(k)), label);
        return button;
    }));
}
