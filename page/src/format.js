const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

const minus = (text) => text.replace("-", "−");

/** Thin spaces between the thousands of a number of five digits or more. */
const grouped = (text) => text.replace(/\d{5,}/, (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f"));

export const power = (exponent) => "10" + [...String(exponent)].map((c) => SUPERSCRIPTS[c]).join("");

/** A number for reading: `digits` significant digits, powers of ten beyond 10⁶ and below 10⁻³. */
export function number(value, digits = 4) {
    if (!Number.isFinite(value)) {
        return Number.isNaN(value) || value === null || value === undefined ? "–" : value > 0 ? "∞" : "−∞";
    }
    if (value === 0) {
        return "0";
    }
    const magnitude = Math.abs(value);
    if (magnitude >= 1e6 || magnitude < 1e-3) {
        const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
        return minus(`${Number(mantissa)}×`) + power(Number(exponent));
    }
    const [whole, fraction] = String(Number(value.toPrecision(digits))).split(".");
    return minus(grouped(whole)) + (fraction ? `.${fraction}` : "");
}

export const count = (value) => minus(grouped(String(Math.round(value))));

/** A share of 1 in per cent; one that is neither none nor all is never rounded to 0 or 100. */
export function percent(share) {
    if (!Number.isFinite(share)) {
        return "–";
    }
    if (share > 0 && share < 0.0005) {
        return "< 0.1 %";
    }
    if (share < 1 && share > 0.9995) {
        return "> 99.9 %";
    }
    return `${(share * 100).toFixed(1)} %`;
}

export function seconds(value) {
    if (!Number.isFinite(value)) {
        return "–";
    }
    if (value < 120) {
        return `${number(value, 3)} s`;
    }
    const minutes = Math.floor(value / 60);
    return minutes < 120 ? `${minutes} min ${Math.round(value % 60)} s`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Labels for evenly spaced ticks: as many decimals as the step needs, one power of ten for all. */
export function ticks(values) {
    const present = values.filter((v) => v !== null && Number.isFinite(v));
    if (present.length === 0) {
        return values.map(() => "");
    }
    const largest = Math.max(...present.map(Math.abs));
    const step = present.length > 1 ? Math.abs(present[1] - present[0]) : largest;
    const exponent = largest >= 1e6 || (largest > 0 && largest < 1e-3) ? Math.floor(Math.log10(largest)) : 0;
    const unit = step / 10 ** exponent;
    let decimals = 0;
    while (decimals < 12 && Math.abs(unit * 10 ** decimals - Math.round(unit * 10 ** decimals)) > 1e-6 * 10 ** decimals * unit) {
        decimals++;
    }
    const suffix = exponent === 0 ? "" : "×" + power(exponent);
    return values.map((v) => {
        if (v === null || v === undefined) {
            return "";
        }
        if (v === 0) {
            return "0";
        }
        const [whole, fraction] = (v / 10 ** exponent).toFixed(decimals).split(".");
        return minus(grouped(whole)) + (fraction ? `.${fraction}` : "") + suffix;
    });
}

/** Labels for ticks of a logarithmic axis: all as powers of ten where one of them would be too long without. */
export function logTicks(values) {
    const present = values.filter((v) => v !== null && Number.isFinite(v));
    const plain = present.every((v) => v < 1e5 && v >= 1e-3);
    return values.map((v) => {
        if (v === null) {
            return "";
        }
        const exponent = Math.floor(Math.log10(v) + 1e-9);
        const mantissa = Number((v / 10 ** exponent).toPrecision(3));
        return plain ? number(v, 3) : (mantissa === 1 ? "" : `${mantissa}×`) + power(exponent);
    });
}
