import { h } from "./dom.js";
import { number } from "./format.js";
import { keepTable } from "./paper.js";

/* Key colours of viridis (dark to bright, even in lightness) and of a blue–white–orange scale for signed values. */
const SEQUENTIAL = [[68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137],
    [53, 183, 121], [109, 205, 89], [180, 222, 44], [253, 231, 37]];
const DIVERGING = [[5, 48, 97], [33, 102, 172], [67, 147, 195], [146, 197, 222], [247, 247, 247], [253, 190, 133],
    [230, 130, 50], [190, 80, 10], [127, 39, 4]];

function shade(scale, share) {
    const place = Math.max(0, Math.min(1, share)) * (scale.length - 1);
    const low = Math.min(scale.length - 2, Math.floor(place));
    return scale[low].map((c, i) => c + (scale[low + 1][i] - c) * (place - low));
}

const gradient = (scale) => `linear-gradient(to right, ${scale.map((c) => `rgb(${c.join(",")})`).join(",")})`;

/**
 * One image with its colour scale and a read-out at the mouse or, with the arrow keys, at a chosen pixel.
 *
 * @param options.label caption
 * @param options.values one a pixel, row by row; NaN and null stay transparent
 * @param options.rows, options.columns shape; a last row that is not full is allowed
 * @param options.range [low, high] of the colour scale; without it from 0 (or the lowest) to the highest
 * @param options.signed whether the scale is that of signed values
 */
export function image({ label, values, rows, columns, range, signed = false }) {
    const present = Array.from(values).filter(Number.isFinite);
    const highest = present.reduce((a, b) => Math.max(a, b), 0);
    const lowest = present.reduce((a, b) => Math.min(a, b), 0);
    const [low, high] = range ?? [lowest, highest];
    const scale = signed ? DIVERGING : SEQUENTIAL;
    const canvas = h("canvas", {
        width: columns,
        height: rows,
        tabindex: "0",
        role: "img",
        "aria-label": `${label}: image of ${rows} by ${columns} pixels, values from ${number(lowest)} to ${
            number(highest)}. Arrow keys read out pixels.`,
    });
    const context = canvas.getContext("2d");
    const pixels = context.createImageData(columns, rows);
    values.forEach((value, i) => {
        if (Number.isFinite(value)) {
            const [red, green, blue] = shade(scale, high > low ? (value - low) / (high - low) : 0);
            pixels.data.set([red, green, blue, 255], 4 * i);
        }
    });
    context.putImageData(pixels, 0, 0);

    const readout = h("output", { class: "readout", "aria-live": "polite" });
    const chosen = { row: 0, column: 0 };
    const read = (row, column) => {
        chosen.row = Math.max(0, Math.min(rows - 1, row));
        chosen.column = Math.max(0, Math.min(columns - 1, column));
        const value = values[chosen.row * columns + chosen.column];
        readout.textContent = `row ${chosen.row + 1}, column ${chosen.column + 1}: ${number(value ?? NaN)}`;
    };
    canvas.addEventListener("mousemove", (event) => {
        const box = canvas.getBoundingClientRect();
        read(Math.floor((event.clientY - box.top) / box.height * rows),
            Math.floor((event.clientX - box.left) / box.width * columns));
    });
    canvas.addEventListener("mouseleave", () => readout.replaceChildren());
    canvas.addEventListener("keydown", (event) => {
        const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
        if (move) {
            event.preventDefault();
            read(chosen.row + move[0], chosen.column + move[1]);
        }
    });
    const root = h("figure", { class: "image", "data-figure": "" },
        h("figcaption", {}, label),
        canvas,
        h("div", { class: "scale" }, h("span", {}, number(low, 3)),
            h("i", { style: `background:${gradient(scale)}` }), h("span", {}, number(high, 3))),
        readout);
    keepTable(root, () => ({
        heading: label,
        columns: [["Row", Array.from(values, (_, i) => Math.floor(i / columns) + 1)],
            ["Column", Array.from(values, (_, i) => i % columns + 1)], [label, values]],
    }));
    return root;
}
