/**
 * Makes an element. Attributes that start with "on" are listeners, null and false ones are left out, the rest are set
 * as given; children are nodes or texts, never markup.
 */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith("on")) {
            element.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            element.setAttribute(name, value === true ? "" : String(value));
        }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** A labelled choice between few values. `options` is a list of [value, text]. */
export function choice(label, options, value, onChange) {
    const select = h("select", { "aria-label": label, onchange: () => onChange(select.value) },
        options.map(([v, text]) => h("option", { value: v, selected: String(v) === String(value) }, text)));
    return h("label", { class: "control" }, h("span", {}, label), select);
}

/** A labelled tick box. */
export function toggle(label, checked, onChange) {
    const box = h("input", { type: "checkbox", checked, onchange: () => onChange(box.checked) });
    return h("label", { class: "control" }, box, h("span", {}, label));
}

/** A sample of a line, for a legend. */
export function sample(ink, dash = []) {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS(picture.namespaceURI, "path");
    const set = (element, attributes) => Object.entries(attributes).forEach(([k, v]) => element.setAttribute(k, v));
    set(picture, { viewBox: "0 0 36 8", width: 36, height: 8, class: "sample", "aria-hidden": "true" });
    set(line, { d: "M0 4H36", stroke: ink, "stroke-dasharray": dash.join(" "), "stroke-width": 2.5 });
    picture.append(line);
    return picture;
}

/** A table with a heading for each column and, in the first column, for each row. */
export function table(caption, headings, rows) {
    return h("table", {},
        h("caption", {}, caption),
        h("thead", {}, h("tr", {}, headings.map((text) => h("th", { scope: "col" }, text)))),
        h("tbody", {}, rows.map(([first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first),
            cells.map((cell) => h("td", {}, cell))))));
}
