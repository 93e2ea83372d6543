/*
 * Figures that are not on the screen: while they are made, charts draw themselves as vectors on a light ground, at the
 * size that the style sheet gives them.
 */
import { withLightTheme } from "./theme.js";

let drawings = null;

/** Whether what is made now is for paper or a file. */
export const onPaper = () => drawings !== null;

/** A chart hands in what draws it once its size is known. */
export const drawLater = (draw) => drawings.push(draw);

/** Tables of what figures show, by their root elements. */
const tables = new WeakMap();

/** @param table () => {heading, columns: [[name, values], …]} of the figure with this root */
export const keepTable = (root, table) => tables.set(root, table);

export const tablesIn = (element) => [...element.querySelectorAll("[data-figure]")].map((root) => tables.get(root)())
    .filter(({ columns }) => columns.length > 0);

/**
 * Makes figures as vectors within an element of the page.
 *
 * @param host where to put them; emptied before
 * @param make () => elements
 */
export function figuresIn(host, make) {
    withLightTheme(() => {
        drawings = [];
        try {
            host.replaceChildren(...make());
            drawings.forEach((draw) => draw());
        } finally {
            drawings = null;
        }
    });
}
