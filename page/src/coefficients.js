import { stackHeights } from "./axis.js";
import { chart } from "./chart.js";
import { choice, h, toggle } from "./dom.js";
import { count, percent } from "./format.js";
import { points } from "./points.js";
import { lineColour } from "./theme.js";

export const initialState = () => ({ mode: "rows", yLog: false, first: 0, second: 1 });

export function render(view, state, refresh) {
    const { labels, columns, total } = view.coefficients;
    if (columns.length === 0 || labels.length === 0) {
        return h("p", { class: "state" }, "There are no coefficients to show.");
    }
    const set = (change) => {
        Object.assign(state, change);
        refresh();
    };
    const names = view.templates.map((t) => t.label);
    const options = names.map((label, k) => [k, label]);
    const pairs = state.mode === "pairs" && columns.length > 1;
    const controls = h("div", { class: "controls" },
        columns.length > 1 && choice("Show", [["rows", "every template along the table"],
            ["pairs", "one template against another"]], state.mode, (mode) => set({ mode })),
        pairs && choice("Across", options, state.first, (v) => set({ first: Number(v) })),
        pairs && choice("Up", options, state.second, (v) => set({ second: Number(v) })),
        toggle(pairs ? "Logarithmic axes" : "Logarithmic values", state.yLog, (yLog) => set({ yLog })));
    const shown = total > labels.length
        ? `The first ${count(labels.length)} of ${count(total)} observations.` : `${count(total)} observations.`;
    return h("div", {}, controls, h("p", { class: "note" }, shown),
        pairs ? scatter(view, state) : strips(view, state));
}

const keep = (values, positive) => Array.from(values, (v) => (Number.isFinite(v) && (!positive || v > 0) ? v : null));

function strips(view, state) {
    const { labels, columns } = view.coefficients;
    const height = stackHeights(columns.length);
    return columns.map((values, k) => {
        const zeros = values.reduce((n, v) => n + (v === 0 ? 1 : 0), 0) / values.length;
        return h("section", { class: "strip" },
            h("h3", {}, view.templates[k].label, zeros > 0 && h("small", {}, ` ${percent(zeros)} are zero`)),
            chart({
                label: `Coefficients of ${view.templates[k].label} along the table`,
                x: labels.map((_, j) => j + 1),
                xTitle: "Observation (table order)",
                xText: (j) => labels[j],
                yLog: state.yLog,
                height: height(k),
                compact: k < columns.length - 1,
                group: "coefficients",
                series: [{
                    label: view.templates[k].label,
                    values: keep(values, state.yLog),
                    colour: lineColour(k),
                    paths: points({ ink: lineColour(k) }),
                }],
            }).root);
    });
}

function scatter(view, state) {
    const { labels, columns } = view.coefficients;
    const across = columns[state.first];
    const up = columns[state.second];
    const usable = [...labels.keys()].filter((j) => Number.isFinite(across[j]) && (!state.yLog || across[j] > 0))
        .sort((a, b) => across[a] - across[b]);
    if (usable.length === 0) {
        return h("p", { class: "state" }, "No observation has a positive coefficient here.");
    }
    return chart({
        label: `Coefficients of ${view.templates[state.second].label} against ${view.templates[state.first].label}`,
        x: usable.map((j) => across[j]),
        xTitle: view.templates[state.first].label,
        xText: (i) => `${labels[usable[i]]}`,
        xLog: state.yLog,
        yLog: state.yLog,
        yTitle: view.templates[state.second].label,
        height: 430,
        series: [{
            label: view.templates[state.second].label,
            values: keep(usable.map((j) => up[j]), state.yLog),
            colour: lineColour(state.second),
            paths: points({ ink: lineColour(state.second) }),
        }],
    }).root;
}
