import { chart } from "./chart.js";
import { datesOf } from "./dates.js";
import { choice, h, toggle } from "./dom.js";
import { count, percent } from "./format.js";
import { points } from "./points.js";
import { lineColour } from "./theme.js";

export const initialState = (view) => ({
    mode: "rows",
    along: datesOf(view.coefficients.labels) ? "time" : "table",
    yLog: false,
    bands: true,
    first: 0,
    second: 1,
});

export function render(view, state, refresh) {
    const { labels, columns, bands, total } = view.coefficients;
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
    const dates = datesOf(labels);
    const controls = h("div", { class: "controls" },
        columns.length > 1 && choice("Show", [["rows", "every template by observation"],
            ["pairs", "one template against another"]], state.mode, (mode) => set({ mode })),
        !pairs && dates && choice("Along", [["time", "time"], ["table", "the table"]], state.along,
            (along) => set({ along })),
        pairs && choice("Across", options, state.first, (v) => set({ first: Number(v) })),
        pairs && choice("Up", options, state.second, (v) => set({ second: Number(v) })),
        toggle(pairs ? "Logarithmic axes" : "Logarithmic values", state.yLog, (yLog) => set({ yLog })),
        !pairs && bands.length > 0 && toggle("68 and 95 % bands", state.bands, (on) => set({ bands: on })));
    const shown = total > labels.length
        ? `The first ${count(labels.length)} of ${count(total)} observations.`
        : `${count(total)} ${total === 1 ? "observation" : "observations"}.`;
    return h("div", { class: "part" }, controls, h("p", { class: "note" }, shown),
        h("div", { class: "charts" }, pairs ? scatter(view, state)
            : strips(view, state, state.along === "time" ? dates : null)));
}

const keep = (values, positive) => Array.from(values, (v) => (Number.isFinite(v) && (!positive || v > 0) ? v : null));

function strips(view, state, dates) {
    const { labels, columns, bands } = view.coefficients;
    const order = [...labels.keys()];
    if (dates) {
        order.sort((a, b) => dates[a] - dates[b]);
    }
    const ordered = (values) => order.map((j) => values[j]);
    return columns.map((values, k) => {
        const zeros = values.reduce((n, v) => n + (v === 0 ? 1 : 0), 0) / values.length;
        const band = state.bands && bands[k] && Object.fromEntries(Object.entries(bands[k])
            .map(([name, ends]) => [name, keep(ordered(ends), false)]));
        return h("section", { class: "strip" },
            h("h3", {}, view.templates[k].label, zeros > 0 && h("small", {}, ` ${percent(zeros)} are zero`)),
            chart({
                label: `Coefficients of ${view.templates[k].label} along ${dates ? "time" : "the table"}`,
                x: dates ? ordered(dates) : labels.map((_, j) => j + 1),
                xKind: dates ? "time" : "linear",
                xTitle: dates ? "Time" : "Observation (table order)",
                named: true,
                xText: (i) => labels[order[i]],
                yLog: state.yLog,
                least: k === columns.length - 1 ? 104 : 64,
                compact: k < columns.length - 1,
                group: "coefficients",
                series: [{
                    label: view.templates[k].label,
                    values: keep(ordered(values), state.yLog),
                    colour: lineColour(k),
                    paths: points({ ink: lineColour(k) }),
                    bands: band || undefined,
                    bandsAsBars: true,
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
        xKind: state.yLog ? "log" : "linear",
        xTitle: view.templates[state.first].label,
        named: true,
        xText: (i) => `${labels[usable[i]]}`,
        yLog: state.yLog,
        yTitle: view.templates[state.second].label,
        series: [{
            label: view.templates[state.second].label,
            values: keep(usable.map((j) => up[j]), state.yLog),
            colour: lineColour(state.second),
            paths: points({ ink: lineColour(state.second) }),
        }],
    }).root;
}
