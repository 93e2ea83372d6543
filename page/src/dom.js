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
