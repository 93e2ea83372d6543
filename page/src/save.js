/* The open part of the page as a file: a picture of pixels or of vectors, or the numbers that it shows. */
import { h } from "./dom.js";
import { figuresIn, tablesIn } from "./paper.js";
import { escaped } from "./svg.js";

/** Pixels of a PNG for each of the screen. */
const SCALE = 2;

/** The largest side of a PNG that browsers make. */
const LARGEST = 16_000;

const MARGIN = 16;

function csvField(value) {
    const text = value === null || value === undefined || Number.isNaN(value) ? "" : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Tables one below the other; those of the same first columns and length side by side. */
function csvOf(tables) {
    const blocks = [];
    for (const { columns } of tables) {
        const before = blocks.at(-1);
        const shared = columns.filter(([name, values]) => before?.some(([other, others]) =>
            other === name && others.length === values.length && values.every((v, i) => Object.is(v, others[i]))));
        if (before && before[0][1].length === columns[0][1].length && shared.includes(columns[0])) {
            before.push(...columns.filter((column) => !shared.includes(column)));
        } else {
            blocks.push([...columns]);
        }
    }
    return blocks.map((columns) => [columns.map(([name]) => csvField(name)).join(","),
        ...Array.from({ length: columns[0][1].length }, (_, i) => columns.map(([, values]) => csvField(values[i])).join(","))]
        .join("\n")).join("\n\n") + "\n";
}

/** What lies on a page of vectors as one picture: its charts, images, headings and legends where they are. */
function svgOf(paper, title) {
    const { left, top, width, height } = paper.getBoundingClientRect();
    const parts = [];
    const place = (rect) => [rect.left - left + MARGIN, rect.top - top + MARGIN + 24];
    const write = (element, rect) => {
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const [x, y] = place(rect);
        return (text) => parts.push(`<text x="${x}" y="${y + rect.height / 2 + size * 0.36}" font-size="${size}" font-family="${
            "system-ui, sans-serif"}" font-weight="${style.fontWeight}" fill="${style.color}">${escaped(text)}</text>`);
    };
    for (const svg of paper.querySelectorAll("svg")) {
        const rect = svg.getBoundingClientRect();
        const [x, y] = place(rect);
        const copy = svg.cloneNode(true);
        Object.entries({ x, y, width: rect.width, height: rect.height })
            .forEach(([name, value]) => copy.setAttribute(name, value));
        parts.push(new XMLSerializer().serializeToString(copy));
    }
    for (const canvas of paper.querySelectorAll("canvas")) {
        const rect = canvas.getBoundingClientRect();
        const [x, y] = place(rect);
        parts.push(`<image x="${x}" y="${y}" width="${rect.width}" height="${rect.height}" preserveAspectRatio="none" `
            + `style="image-rendering:pixelated" href="${canvas.toDataURL()}"/>`);
    }
    for (const mark of paper.querySelectorAll(".key span")) {
        const rect = mark.getBoundingClientRect();
        const [x, y] = place(rect);
        const style = getComputedStyle(mark);
        parts.push(`<rect x="${x}" y="${y}" width="${rect.width}" height="${rect.height}" fill="${style.backgroundColor}"/>`);
    }
    for (const element of paper.querySelectorAll("h2, h3, h3 small, figcaption, .key, .legend button, .scale span, .note, .reason")) {
        for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE && node.data.trim() !== "") {
                const range = document.createRange();
                range.selectNode(node);
                const rects = range.getClientRects();
                if (rects.length > 0) {
                    write(element, rects[0])(node.data.trimEnd().replace(/^\s+/, "\u00a0"));
                }
            }
        }
    }
    const [w, t] = [width + 2 * MARGIN, height + 2 * MARGIN + 24];
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${t}" viewBox="0 0 ${w} ${t}">`
        + `<rect width="100%" height="100%" fill="#ffffff"/><text x="${MARGIN}" y="${MARGIN + 12}" font-size="15" `
        + `font-family="system-ui, sans-serif" font-weight="600" fill="#1c2126">${escaped(title)}</text>`
        + `${parts.join("")}</svg>`;
}

const dataUrl = (type, text) => `data:${type};charset=utf-8,${encodeURIComponent(text)}`;

async function pngOf(svg) {
    const picture = new Image();
    picture.src = dataUrl("image/svg+xml", svg);
    await picture.decode();
    const scale = Math.min(SCALE, LARGEST / picture.width, LARGEST / picture.height);
    const canvas = h("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    context.drawImage(picture, 0, 0);
    return canvas.toDataURL("image/png");
}

/** A picture of what an element of the page shows, as text of an SVG file. */
export function pictureOf(panel, make, title) {
    const paper = h("div", { class: "paper", style: `width:${panel.clientWidth}px;min-height:${panel.clientHeight}px` });
    document.body.append(paper);
    try {
        figuresIn(paper, make);
        return svgOf(paper, title);
    } finally {
        paper.remove();
    }
}

/**
 * Saves what is shown.
 *
 * @param kind "png", "svg" or "csv"
 * @param panel the element that shows it
 * @param make () => its content, made anew
 * @param title heading of the picture
 */
export async function save(kind, panel, make, title) {
    const svg = kind === "csv" ? null : pictureOf(panel, make, title);
    const content = kind === "csv" ? dataUrl("text/csv", `\ufeff${csvOf(tablesIn(panel))}`)
        : kind === "svg" ? dataUrl("image/svg+xml", svg) : await pngOf(svg);
    const file = `${title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase()}.${kind}`;
    const link = h("a", { href: content, download: file }, `Save ${file}`);
    link.click();
    if (window.parent !== window) {
        offer(link, kind, content, file);
    }
}

/** A frame may be forbidden to save: what was made is shown, so that it can be taken from there. */
function offer(link, kind, content, file) {
    const dialog = h("dialog", { class: "saved", "aria-label": file, onclose: () => dialog.remove() },
        h("form", { method: "dialog" }, h("p", {}, kind === "csv"
            ? "If your browser did not save the table, copy it from here."
            : "If your browser did not save the picture, take it from here with the right mouse button."),
        link, " ", h("button", {}, "Close")),
        kind === "csv" ? h("textarea", { readonly: true, rows: 12, "aria-label": "Table" },
            decodeURIComponent(content.slice(content.indexOf(",") + 1)))
            : h("img", { src: content, alt: file }));
    document.body.append(dialog);
    dialog.showModal();
}
