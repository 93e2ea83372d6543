import { h } from "./dom.js";
import { count, number, percent, seconds } from "./format.js";

/** One line for the head of the page: how it ended, how good it is, how large it was. */
export function headline(view) {
    const { summary, templates, pixels } = view;
    const steps = view.posterior ? ["sweep", "sweeps"] : ["iteration", "iterations"];
    return [
        summary.algorithm,
        Number.isFinite(summary.passes) && summary.passes > 0
            && `${summary.converged ? "converged after" : "stopped after"} ${count(summary.passes)} ${steps[summary.passes === 1 ? 0 : 1]}`,
        explained(summary) ? `${explained(summary)} of the data explained`
            : summary.degreesOfFreedom > 0 && `χ² per degree of freedom ${number(summary.chi2 / summary.degreesOfFreedom)}`,
        `${count(templates.length)} ${templates.length === 1 ? "template" : "templates"}`,
        Number.isFinite(summary.observations) && `${count(summary.observations)} observations`,
        `${count(pixels.count)} pixels`,
    ].filter(Boolean).join(" · ");
}

/** Without weights χ² is in units of the data, and what is told is the share of Σ x² that the fit explains. */
const EXPLAINED = "Explained by the fit";

const explained = (summary) => summary.further.find(({ name }) => name === EXPLAINED)?.value;

export const initialState = () => ({});

export function render(view) {
    const { summary } = view;
    const entry = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
    const known = (value) => Number.isFinite(value);
    const entries = [
        summary.algorithm && entry("Algorithm", summary.algorithm),
        summary.stopReason && entry("Reason for stopping", summary.stopReason),
        known(summary.passes) && summary.passes > 0
            && entry(view.posterior ? "Sweeps of each chain" : "Iterations", count(summary.passes)),
        known(summary.seconds) && entry("Time", seconds(summary.seconds)),
        summary.device && entry("Computed on", summary.device),
        known(summary.chi2) && entry(explained(summary) ? "Sum of squared residuals" : "χ²", number(summary.chi2, 7)),
        !explained(summary) && known(summary.degreesOfFreedom) && entry("Degrees of freedom", count(summary.degreesOfFreedom)),
        !explained(summary) && summary.degreesOfFreedom > 0
            && entry("χ² per degree of freedom", number(summary.chi2 / summary.degreesOfFreedom, 5)),
        known(summary.observations) && entry("Observations", count(summary.observations)),
        entry("Pixels", count(view.pixels.count)),
        known(summary.missingFraction) && entry("Missing entries", percent(summary.missingFraction)),
        known(summary.negativeFraction) && entry("Negative among the observed", percent(summary.negativeFraction)),
        entry("Unused templates", summary.deadTemplates.length > 0 ? summary.deadTemplates.join(", ") : "none"),
        ...summary.further.map(({ name, value }) => entry(name, value)),
    ];
    return h("div", {},
        summary.warnings.length > 0 && h("div", { class: "warnings", role: "note" },
            h("h3", {}, summary.warnings.length === 1 ? "Warning" : "Warnings"),
            h("ul", {}, summary.warnings.map((text) => h("li", {}, text)))),
        h("dl", { class: "figures wide" }, entries));
}
