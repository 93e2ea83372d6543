// One pass over the data: moments of both sides, and the step rule, on the device. Follows sums.cl; see OpenClPass.
//
// Defined when this is built, beside what sums.cl needs:
//   PARTS     work items of a tile                      BATCH    observations between two additions to the wide sums
//   SEGMENT   most vectors of a tile summed together
//   RULE      one of the names of DeviceRule.Kind       SWEEPS   of coordinate descent
//   RESCUE    what 0/0 becomes
//   INNER     steps on the moments of a pass            FREE     bit k: template k may change
//   L1_BELOW  if the L1 penalty goes to the denominator

// (G z)_k
static WIDE row(const WIDE *gram, const WIDE *z, const int k) {
    WIDE sum = 0;
    UNROLL
    for (int l = 0; l < Q; l++) {
        sum += gram[PAIR(k, l)] * z[l];
    }
    return sum;
}

static WIDE quotient(const WIDE z, const WIDE numerator, const WIDE denominator) {
    const WIDE value = z * numerator / denominator;
    return value < (WIDE)INFINITY ? value : numerator > 0 ? (WIDE)RESCUE : z;
}

// z <- step(G, b, z); the rules are those of engine/step
static void step(WIDE *z, const WIDE *gram, const WIDE *linear, const WIDE *shift, const WIDE l1, const WIDE epsilon) {
    for (int inner = 0; inner < INNER; inner++) {
#if RULE == COORDINATE_DESCENT
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            UNROLL
            for (int k = 0; k < Q; k++) {
                const WIDE diagonal = gram[PAIR(k, k)];
                if ((FREE >> k & 1) && diagonal > 0) {
                    z[k] = fmax(z[k] - (row(gram, z, k) - linear[k]) / diagonal, (WIDE)0);
                }
            }
        }
#elif RULE == PROJECTED_GRADIENT
        WIDE trace = 0;
        WIDE largest = 0;
        WIDE slope[Q];
        UNROLL
        for (int k = 0; k < Q; k++) {
            WIDE sum = 0;
            UNROLL
            for (int l = 0; l < Q; l++) {
                if (FREE >> l & 1) {
                    sum += fabs(gram[PAIR(k, l)]);
                }
            }
            if (FREE >> k & 1) {
                trace += fabs(gram[PAIR(k, k)]);
                largest = fmax(largest, sum);
            }
            slope[k] = row(gram, z, k) - linear[k];
        }
        const WIDE bound = fmin(trace, largest);
        UNROLL
        for (int k = 0; k < Q; k++) {
            if ((FREE >> k & 1) && bound > 0) {
                z[k] = fmax(z[k] - slope[k] / bound, (WIDE)0);
            }
        }
#else
        WIDE product[Q];
        UNROLL
        for (int k = 0; k < Q; k++) {
            product[k] = row(gram, z, k);
        }
        UNROLL
        for (int k = 0; k < Q; k++) {
            if (FREE >> k & 1) {
#if RULE == NEARLY
                z[k] = quotient(z[k], fmax(linear[k], (WIDE)0), product[k] + fmax(-linear[k], (WIDE)0));
#elif RULE == MULTIPLICATIVE
                z[k] = quotient(z[k], linear[k], product[k] + l1);
#elif RULE == SHIFT
                z[k] = quotient(z[k], fmax(linear[k] + shift[k], (WIDE)0), product[k] + shift[k] + l1);
#elif RULE == REGULARISED
                if (product[k] > 0) {
                    z[k] = z[k] * fmax(linear[k], epsilon) / product[k];
                }
#else
#error RULE is none that the device knows
#endif
            }
        }
#endif
    }
}

#if CARRIED
#define ADD_WIDE(high, low, x) TWO_SUM(high, low, x, WIDE)
#define ADD_PRODUCT(high, low, a, b) { const WIDE p_ = (a) * (b); (low) += fma((a), (b), -p_); \
    TWO_SUM(high, low, p_, WIDE) }
#else
#define ADD_WIDE(high, low, x) (high) += (x);
#define ADD_PRODUCT(high, low, a, b) (high) += (a) * (b);
#endif

// makes each sum the nearest number to sum + error, and the error what is then left
static void settle(WIDE *sum, WIDE *error) {
    UNROLL
    for (int s = 0; s < SUMS; s++) {
        WIDE left = 0;
        TWO_SUM(sum[s], left, error[s], WIDE)
        error[s] = left;
    }
}

// adds the penalties to the moments; sum and error: b, then G
static void penalise(WIDE *sum, WIDE *error, const WIDE l1, const WIDE l2, const WIDE overlap) {
    UNROLL
    for (int k = 0; k < Q; k++) {
#if !L1_BELOW
        ADD_WIDE(sum[k], error[k], -l1)
#endif
        UNROLL
        for (int l = k; l < Q; l++) {
            ADD_WIDE(sum[Q + PAIR(k, l)], error[Q + PAIR(k, l)], k == l ? l2 : overlap)
        }
    }
}

// z'Gz - 2 b'z as the sum of two numbers: the objective is a small difference of large ones of this kind
static void quadratic(const WIDE *z, const WIDE *sum, const WIDE *error, const WIDE l1, __global WIDE *statistics) {
    WIDE high = 0;
    WIDE low = 0;
    UNROLL
    for (int k = 0; k < Q; k++) {
        UNROLL
        for (int l = k; l < Q; l++) {
            const WIDE g = sum[Q + PAIR(k, l)];
            const WIDE factor = k == l ? z[k] : 2 * z[k];
            const WIDE product = factor * z[l];
            ADD_PRODUCT(high, low, product, g)
#if CARRIED
            low += fma(factor, z[l], -product) * g + product * error[Q + PAIR(k, l)];
#endif
        }
        ADD_PRODUCT(high, low, -2 * z[k], sum[k])
        ADD_PRODUCT(high, low, 2 * z[k], l1)
#if CARRIED
        low -= 2 * z[k] * error[k];
#endif
    }
    statistics[0] = high;
    statistics[1] = low;
}

// the same, the squared projected gradient, and |b|^2
static void measure(const WIDE *z, const WIDE *sum, const WIDE *error, const WIDE l1, __global WIDE *statistics) {
    WIDE squares = 0;
    WIDE norm = 0;
    UNROLL
    for (int k = 0; k < Q; k++) {
        const WIDE slope = row(sum + Q, z, k) - sum[k] + l1;
        const WIDE projected = z[k] > 0 ? slope : fmin(slope, (WIDE)0);
        squares += FREE >> k & 1 ? projected * projected : 0;
        norm += sum[k] * sum[k];
    }
    quadratic(z, sum, error, l1, statistics);
    statistics[2] = squares;
    statistics[3] = norm;
}

// Forms and steps the problem of one observation; one work group each.
// templates: Q x PIXELS. from, origin, stepped, used: n x Q, of which this chunk of data begins at firstObservation.
// penalty: l1, l2, overlap, epsilon, shift. statistics: 4 an observation, see measure.
__kernel void observations(__global const REAL *data, __global const REAL *weights, __global const int *weightOf,
        __global const int *firstStrip, __global const int *tileOf, __global const REAL *templates,
        __global const WIDE *from, __global const WIDE *origin, const WIDE beta, __global WIDE *stepped,
        __global WIDE *used, __global REAL *coefficients, __global WIDE *statistics, __global const WIDE *penalty,
        const int firstObservation) {
    const int local_j = get_group_id(0);
    const int j = firstObservation + local_j;
    LOCAL_TOTALS
    WIDE sum[SUMS];
    WIDE error[SUMS];
    form(data, weights, weightOf, firstStrip, tileOf, templates, local_j, sum, error TOTALS);
    if (get_local_id(0) > 0) {
        return;
    }
    settle(sum, error);
    WIDE z[Q];
    UNROLL
    for (int k = 0; k < Q; k++) {
        z[k] = from[j * Q + k];
    }
    const WIDE *gram = sum + Q;
    WIDE *shift = sum + Q + PAIRS;
    const WIDE l1 = L1_BELOW ? penalty[0] : 0;
    penalise(sum, error, penalty[0], penalty[1], penalty[2]);
#if SHIFTED
    UNROLL
    for (int k = 0; k < Q; k++) {
        shift[k] *= penalty[4];
    }
#endif
    measure(z, sum, error, l1, statistics + 4 * j);
    step(z, gram, sum, shift, l1, penalty[3]);
    UNROLL
    for (int k = 0; k < Q; k++) {
        const WIDE moved = beta > 0 ? fmax(z[k] + beta * (z[k] - origin[j * Q + k]), (WIDE)0) : z[k];
        stepped[j * Q + k] = z[k];
        used[j * Q + k] = moved;
        coefficients[j * Q + k] = moved;
    }
}

// Adds the contributions of a chunk of the data to the moments of the pixels; PARTS work items a tile, which share it
// by segments. Strips are read along their length, as memory is fast in, while the sums of a segment stay near.
// moments, carries: SUMS x PIXELS.
__kernel void accumulate(__global const REAL *data, __global const REAL *weights, __global const int *weightOf,
        __global const int *tileStart, __global const int *observationOf, __global const int *stripOf,
        __global const REAL *coefficients, __global WIDE *moments, __global WIDE *carries, const int firstObservation) {
    const int tile = get_global_id(0) / PARTS;
    const int part = get_global_id(0) % PARTS;
    const int end = tileStart[tile + 1];
    for (int entry = tileStart[tile]; entry < end; entry += BATCH) {
        const int batchEnd = min(entry + BATCH, end);
        for (int begin = part * SEGMENT * LANES; begin < TILE; begin += PARTS * SEGMENT * LANES) {
#if SEGMENT == 1
            // known when this is built, so that sums stay in registers
            const int length = 1;
#else
            const int length = min(SEGMENT, (TILE - begin) / LANES);
#endif
            VECTOR sum[SEGMENT * SUMS];
            for (int i = 0; i < length; i++) {
                UNROLL
                for (int s = 0; s < SUMS; s++) {
                    sum[i * SUMS + s] = 0;
                }
            }
            for (int e = entry; e < batchEnd; e++) {
                const int strip = stripOf[e];
                __global const REAL *x = data + (size_t)strip * TILE + begin;
                __global const REAL *v = weights + (size_t)weightOf[strip] * TILE + begin;
                __global const REAL *h = coefficients + (firstObservation + observationOf[e]) * Q;
                REAL factors[SUMS];
                UNROLL
                for (int k = 0; k < Q; k++) {
                    factors[k] = h[k];
                    UNROLL
                    for (int l = k; l < Q; l++) {
                        factors[Q + PAIR(k, l)] = h[k] * h[l];
                    }
#if SHIFTED
                    factors[Q + PAIRS + k] = h[k];
#endif
                }
                for (int i = 0; i < length; i++) {
                    const VECTOR xi = LOAD(x, i * LANES);
                    const VECTOR vi = LOAD(v, i * LANES);
                    UNROLL
                    for (int s = 0; s < Q; s++) {
                        sum[i * SUMS + s] += factors[s] * xi;
                    }
                    UNROLL
                    for (int s = Q; s < SUMS; s++) {
                        sum[i * SUMS + s] += factors[s] * vi;
                    }
                }
            }
            for (int i = 0; i < length; i++) {
                UNROLL
                for (int s = 0; s < SUMS; s++) {
                    const size_t at = (size_t)s * PIXELS + tile * TILE + begin + i * LANES;
                    WIDE_VECTOR high = LOAD_WIDE(moments, at);
#if CARRIED
                    WIDE_VECTOR low = LOAD_WIDE(carries, at);
                    TWO_SUM(high, low, sum[i * SUMS + s], VECTOR)
                    STORE_WIDE(low, carries, at);
#else
                    high += WIDEN(sum[i * SUMS + s]);
#endif
                    STORE_WIDE(high, moments, at);
                }
            }
        }
    }
}

// Steps one pixel; one work item each. templates, stepped: Q x PIXELS. statistics: 6 a pixel,
// those of measure and quadratic.
__kernel void pixels(__global const WIDE *moments, __global const WIDE *carries, __global const WIDE *templates,
        __global WIDE *stepped, __global WIDE *statistics, __global const WIDE *penalty) {
    const int i = get_global_id(0);
    WIDE sum[SUMS];
    WIDE error[SUMS];
    UNROLL
    for (int s = 0; s < SUMS; s++) {
        sum[s] = moments[(size_t)s * PIXELS + i];
        error[s] = CARRIED ? carries[(size_t)s * PIXELS + i] : 0;
    }
    settle(sum, error);
    WIDE z[Q];
    UNROLL
    for (int k = 0; k < Q; k++) {
        z[k] = templates[(size_t)k * PIXELS + i];
    }
    const WIDE *gram = sum + Q;
    WIDE *shift = sum + Q + PAIRS;
    const WIDE l1 = L1_BELOW ? penalty[0] : 0;
    penalise(sum, error, penalty[0], penalty[1], penalty[2]);
#if SHIFTED
    UNROLL
    for (int k = 0; k < Q; k++) {
        shift[k] *= penalty[4];
    }
#endif
    measure(z, sum, error, l1, statistics + 6 * i);
    step(z, gram, sum, shift, l1, penalty[3]);
    quadratic(z, sum, error, l1, statistics + 6 * i + 4);
    UNROLL
    for (int k = 0; k < Q; k++) {
        stepped[(size_t)k * PIXELS + i] = z[k];
    }
}
