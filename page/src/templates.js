import { canBeLog, imageShape, pixelAxis, pointsFor, stackHeights } from "./axis.js";
import { chart } from "./chart.js";
import { along } from "./data.js";
import { choice, h, toggle } from "./dom.js";
import { image } from "./images.js";
import { lineColour, lineDash } from "./theme.js";

/** More lines than this on one chart hide each other, so they start one below the other. */
const MOST_OVERLAID = 6;

export const initialState = (view) => ({
    mode: view.pixels.columns > 0 ? "images" : view.templates.length > MOST_OVERLAID ? "stacked" : "overlaid",
    yLog: false,
    xLog: false,
    unitPeak: false,
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
    const scaled = templates.map(({ values }) => {
        const peak = state.unitPeak ? largest(values) || 1 : 1;
        return peak === 1 ? values : values.map((v) => v / peak);
    });
    const lines = state.mode !== "images";
    const controls = h("div", { class: "controls" },
        choice("Show", [["overlaid", "in one chart"], ["stacked", "one below the other"], ["images", "as images"]],
            state.mode, (mode) => set({ mode })),
        toggle("Scale each to 1", state.unitPeak, (unitPeak) => set({ unitPeak })),
        lines && toggle("Logarithmic values", state.yLog, (yLog) => set({ yLog })),
        lines && canBeLog(pixels) && toggle("Logarithmic axis", state.xLog, (xLog) => set({ xLog })),
        !lines && columnsControl(pixels, state, set));

    if (!lines) {
        return h("div", {}, controls, h("div", { class: "images" }, scaled.map((values, k) => image({
            label: name(k),
            values,
            columns: state.columns,
            rows: Math.ceil(pixels.count / state.columns),
        }))));
    }

    const drawable = scaled.map((values) => along(pixels, values,
        state.yLog ? (v) => v > 0 && Number.isFinite(v) : Number.isFinite));
    const common = {
        ...pixelAxis(pixels),
        yTitle: state.unitPeak ? "Template / peak" : "Template",
        yLog: state.yLog,
        xLog: state.xLog,
        group: "templates",
    };
    if (state.mode === "stacked") {
        const height = stackHeights(templates.length);
        return h("div", {}, controls, templates.map((_, k) => h("section", { class: "strip" },
            h("h3", {}, name(k)),
            chart({
                ...common,
                label: name(k),
                yTitle: undefined,
                height: height(k),
                compact: k < templates.length - 1,
                series: [{ label: name(k), values: drawable[k], colour: lineColour(k), points: pointsFor(pixels) }],
            }).root)));
    }
    const overlay = chart({
        ...common,
        label: `Templates ${templates.map((_, k) => name(k)).join(", ")}`,
        height: 430,
        labelsAt: "peak",
        series: templates.map((_, k) => ({
            label: name(k),
            values: drawable[k],
            colour: lineColour(k),
            dash: lineDash(k),
            width: 1.8,
            points: pointsFor(pixels),
            directLabel: true,
            shown: !state.hidden.has(k),
        })),
    });
    return h("div", {}, controls, overlay.root, legend(templates.map((_, k) => name(k)), state.hidden, overlay));
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
function legend(names, hidden, overlay) {
    return h("div", { class: "legend", role: "group", "aria-label": "Lines shown" }, names.map((label, k) => {
        const sample = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        sample.setAttribute("viewBox", "0 0 36 8");
        sample.setAttribute("aria-hidden", "true");
        const line = document.createElementNS(sample.namespaceURI, "path");
        line.setAttribute("d", "M0 4H36");
        line.setAttribute("stroke", lineColour(k));
        line.setAttribute("stroke-dasharray", lineDash(k).join(" "));
        line.setAttribute("stroke-width", "2.5");
        sample.append(line);
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
        }, sample, label);
        return button;
    }));
}
