/*
 * Colours of lines. Hues after Okabe & Ito's set for colour-blind readers, darkened or lightened until each has a
 * contrast of at least 3 : 1 with its background; dashes repeat with another period, so that 40 lines differ.
 */
const LIGHT = ["#0b63b0", "#c8500a", "#00805e", "#9b4f96", "#8a6a00", "#2a2a2a", "#1583b3", "#cc2f72"];
const DARK = ["#5aa9f0", "#ff8a4c", "#3cc79c", "#d48bd0", "#e3be4e", "#f0f0f0", "#7fd3f7", "#ff7fae"];
const DASHES = [[], [9, 4], [2, 3], [9, 3, 2, 3], [16, 4]];

const system = window.matchMedia("(prefers-color-scheme: dark)");
let chosen = "auto";
const listeners = new Set();

export const isDark = () => (chosen === "auto" ? system.matches : chosen === "dark");

function apply() {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    listeners.forEach((listener) => listener());
}

system.addEventListener("change", apply);
apply();

/** "auto" (the host's appearance), "light" or "dark". */
export function chooseTheme(theme) {
    chosen = theme;
    apply();
}

export const chosenTheme = () => chosen;

/** Runs something as if the page were light, whatever it is. */
export function withLightTheme(run) {
    const before = chosen;
    chosen = "light";
    document.documentElement.dataset.theme = "light";
    try {
        run();
    } finally {
        chosen = before;
        document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    }
}

export const onThemeChange = (listener) => listeners.add(listener);

export const lineColour = (k) => (isDark() ? DARK : LIGHT)[k % LIGHT.length];

/** Lines that only accompany another. */
export const mutedLine = () => (isDark() ? "#6f7a85" : "#9aa3ad");

/** The reconstruction of an observation; its parts have the colours of their templates. */
export const reconstructionColour = () => (isDark() ? DARK : LIGHT)[7];

export const lineDash = (k) => DASHES[k % DASHES.length];

/** A colour of the style sheet, by name. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
