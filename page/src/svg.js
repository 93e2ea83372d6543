/*
 * Charts as vectors. uPlot draws on a canvas; while something is recorded, its canvas hands out a context that writes
 * down as SVG what is drawn, and paths keep what they are made of.
 */

const short = (v) => String(Math.round(v * 100) / 100);

export const escaped = (text) => String(text).replace(/[&<>"]/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const measuring = document.createElement("canvas").getContext("2d");

/** What uPlot and the drawings of this page use of Path2D. */
class RecordedPath {
    constructor() {
        this.d = "";
    }

    moveTo(x, y) {
        this.d += `M${short(x)} ${short(y)}`;
    }

    /** As on a canvas, a path that begins with a line begins at its end. */
    lineTo(x, y) {
        this.d += `${this.d === "" ? "M" : "L"}${short(x)} ${short(y)}`;
    }

    bezierCurveTo(...numbers) {
        this.d += `C${numbers.map(short).join(" ")}`;
    }

    rect(x, y, width, height) {
        this.d += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
    }

    arc(x, y, radius, from, to) {
        if (to - from > 6.28) {
            this.d += `M${short(x + radius)} ${short(y)}a${short(radius)} ${short(radius)} 0 1 1 ${short(-2 * radius)} 0`
                + `a${short(radius)} ${short(radius)} 0 1 1 ${short(2 * radius)} 0`;
        }
    }

    closePath() {
        this.d += "Z";
    }
}

const STATE = { m: [1, 0, 0, 1, 0, 0], clips: [], fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt",
    lineJoin: "miter", dash: [], globalAlpha: 1, font: "12px sans-serif", textAlign: "start",
    textBaseline: "alphabetic" };

/** The part of a canvas's context that is used here, written down. */
class RecordedContext {
    #stack = [];

    #out = [];

    #path = new RecordedPath();

    /** Squares of one look, which are many, become one path. */
    #squares = null;

    constructor(canvas, ids) {
        this.canvas = canvas;
        this.ids = ids;
        Object.assign(this, structuredClone(STATE));
    }

    #names() {
        return Object.keys(STATE);
    }

    save() {
        this.#stack.push(Object.fromEntries(this.#names().map((n) =>
            [n, Array.isArray(this[n]) ? [...this[n]] : this[n]])));
    }

    restore() {
        Object.assign(this, this.#stack.pop() ?? {});
    }

    translate(x, y) {
        const [a, b, c, d, e, f] = this.m;
        this.m = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
    }

    rotate(angle) {
        const [a, b, c, d, e, f] = this.m;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        this.m = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
    }

    setLineDash(dash) {
        this.dash = dash;
    }

    beginPath() {
        this.#path = new RecordedPath();
    }

    moveTo(...a) {
        this.#path.moveTo(...a);
    }

    lineTo(...a) {
        this.#path.lineTo(...a);
    }

    rect(...a) {
        this.#path.rect(...a);
    }

    arc(...a) {
        this.#path.arc(...a);
    }

    closePath() {
        this.#path.closePath();
    }

    clip(path) {
        const { d } = path instanceof RecordedPath ? path : this.#path;
        const known = this.ids.get(d + this.m) ?? `c${this.ids.prefix}-${this.ids.size}`;
        if (!this.ids.has(d + this.m)) {
            this.ids.set(d + this.m, known);
            this.#out.push(`<clipPath id="${known}"><path d="${d}"${this.#transform()}/></clipPath>`);
        }
        this.clips = [...this.clips, known];
    }

    #transform() {
        return this.m.join() === "1,0,0,1,0,0" ? "" : ` transform="matrix(${this.m.map(short).join(" ")})"`;
    }

    #opacity() {
        return this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : "";
    }

    #emit(element) {
        this.#finishSquares();
        this.#write(element(this.#transform()), this.clips);
    }

    #write(text, clips) {
        this.#out.push(clips.reduceRight((inner, id) => `<g clip-path="url(#${id})">${inner}</g>`, text));
    }

    #finishSquares() {
        if (this.#squares) {
            const { look, d, clips } = this.#squares;
            this.#squares = null;
            this.#write(`<path d="${d}"${look}/>`, clips);
        }
    }

    stroke(path) {
        const { d } = path instanceof RecordedPath ? path : this.#path;
        if (d !== "" && this.lineWidth > 0) {
            const dash = this.dash.length > 0 ? ` stroke-dasharray="${this.dash.map(short).join(" ")}"` : "";
            this.#emit((t) => `<path d="${d}" fill="none" stroke="${this.strokeStyle}" stroke-width="${
                short(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${dash}${this.#opacity()}${t}/>`);
        }
    }

    fill(path) {
        const { d } = path instanceof RecordedPath ? path : this.#path;
        if (d !== "") {
            this.#emit((t) => `<path d="${d}" fill="${this.fillStyle}"${this.#opacity()}${t}/>`);
        }
    }

    fillRect(x, y, width, height) {
        const look = ` fill="${this.fillStyle}"${this.#opacity()}${this.#transform()}`;
        if (this.#squares?.look !== look || this.#squares.clips.join() !== this.clips.join()) {
            this.#finishSquares();
            this.#squares = { look, d: "", clips: this.clips };
        }
        this.#squares.d += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
    }

    clearRect() {
        // nothing was there
    }

    measureText(text) {
        measuring.font = this.font;
        return measuring.measureText(text);
    }

    #text(text, x, y, paint) {
        const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] ?? "start";
        const [, style, size, family] = /^(.*?)([\d.]+)px (.*)$/.exec(this.font) ?? ["", "", 12, "sans-serif"];
        const weight = /bold|\d{3}/.exec(style)?.[0];
        // many programs ignore dominant-baseline
        const down = size * ({ middle: 0.36, top: 0.86, bottom: -0.22 }[this.textBaseline] ?? 0);
        this.#emit((t) => `<text x="${short(x)}" y="${short(y + down)}" font-size="${size}" font-family="${escaped(family)}"${
            weight ? ` font-weight="${weight}"` : ""} text-anchor="${anchor}"${paint}${t}>${
            escaped(text)}</text>`);
    }

    fillText(text, x, y) {
        if (text !== "" && text !== null) {
            this.#text(text, x, y, ` fill="${this.fillStyle}"`);
        }
    }

    /** The halo of a label: what is drawn next lies on it. */
    strokeText(text, x, y) {
        this.#text(text, x, y, ` aria-hidden="true" fill="none" stroke="${this.strokeStyle}" stroke-width="${
            short(this.lineWidth)}" stroke-linejoin="round"`);
    }

    svg(width, height, ratio) {
        this.#finishSquares();
        return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${
            short(width * ratio)} ${short(height * ratio)}">${this.#out.join("")}</svg>`;
    }
}

let recordings = 0;

/**
 * Runs a drawing and says what was drawn.
 *
 * @param draw () => anything, draws on a canvas that it makes itself
 * @param width, height of the canvas, in the units of the page
 * @param ratio pixels of the canvas a unit
 * @returns SVG of that size
 */
export function recorded(draw, width, height, ratio) {
    const { getContext } = HTMLCanvasElement.prototype;
    const { Path2D } = window;
    const ids = Object.assign(new Map(), { prefix: ++recordings });
    let last = null;
    HTMLCanvasElement.prototype.getContext = function recording() {
        last = new RecordedContext(this, ids);
        return last;
    };
    window.Path2D = RecordedPath;
    try {
        draw();
        return last.svg(width, height, ratio);
    } finally {
        HTMLCanvasElement.prototype.getContext = getContext;
        window.Path2D = Path2D;
    }
}
