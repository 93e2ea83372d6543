// The moments of observations: b_j = W'(V X)_j, the upper triangle of G_j = W' diag(V_j) W, and W' V_j for a shift.
//
// Defined when this is built:
//   REAL      type of the data and of the products      WIDE     type of the sums: double where the device has it
//   LANES     length of a vector of REAL (1 on GPUs)    THREADS  work items of an observation
//   Q         rank                                      TILE     width of a tile, a multiple of LANES
//   PIXELS    tiles * TILE                              GRAM     if G is wanted
//   SHIFTED   if the shift moments are wanted
//   COMPENSATED  if REAL is float: long sums of it carry their rounding errors
//   CARRIED   if WIDE is float: so do the wide sums

#ifdef FP64
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif
// rounding errors can be carried only if no product is fused into the additions that recover them
#pragma OPENCL FP_CONTRACT OFF

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#if LANES == 1
#define VECTOR REAL
#define WIDE_VECTOR WIDE
#define LOAD(p, i) (p)[i]
#define LOAD_WIDE(p, i) (p)[i]
#define STORE_WIDE(v, p, i) (p)[i] = (v)
#define WIDEN(v) ((WIDE)(v))
#else
#define VECTOR JOIN(REAL, LANES)
#define WIDE_VECTOR JOIN(WIDE, LANES)
#define LOAD(p, i) JOIN(vload, LANES)(0, (p) + (i))
#define LOAD_WIDE(p, i) JOIN(vload, LANES)(0, (p) + (i))
#define STORE_WIDE(v, p, i) JOIN(vstore, LANES)(v, 0, (p) + (i))
#define WIDEN(v) JOIN(convert_, WIDE_VECTOR)(v)
#endif

// before loops over templates and sums: arrays whose indices are known when this is built stay in registers
#if defined(__clang__) || defined(__NV_CL_C_VERSION)
#define UNROLL _Pragma("unroll")
#else
#define UNROLL
#endif

// strips of an observation between two additions to its long sums
#define STRIPS 4

#define PAIRS (GRAM ? Q * (Q + 1) / 2 : 0)
#define SHIFT_SUMS (SHIFTED ? Q : 0)
#define SUMS (Q + PAIRS + SHIFT_SUMS)
#define PAIR(k, l) ((k) < (l) ? (k) * Q - (k) * ((k) - 1) / 2 + (l) - (k) : (l) * Q - (l) * ((l) - 1) / 2 + (k) - (l))

// adds x to the sum high + low; Knuth's two-sum
#define TWO_SUM(high, low, x, type) { const type y_ = (x); const type t_ = (high) + y_; const type z_ = t_ - (high); \
    (low) += ((high) - (t_ - z_)) + (y_ - z_); (high) = t_; }
#if COMPENSATED
#define ADD(high, low, x, type) TWO_SUM(high, low, x, type)
#else
#define ADD(high, low, x, type) (high) += (x);
#endif

#if THREADS == 1
#define LOCAL_TOTALS
#define TOTALS
#else
#define LOCAL_TOTALS __local WIDE totals[(1 + CARRIED) * SUMS * THREADS];
#define TOTALS , totals
#endif

// Forms the moments of one observation of the chunk; called by all work items of its group, of which the first gets
// them as sum + error. templates: Q x PIXELS.
static void form(__global const REAL *data, __global const REAL *weights, __global const int *weightOf,
        __global const int *firstStrip, __global const int *tileOf, __global const REAL *templates, const int local_j,
        WIDE *sum, WIDE *error
#if THREADS > 1
        , __local WIDE *totals
#endif
        ) {
    const int thread = get_local_id(0);
    VECTOR high[SUMS];
    VECTOR low[SUMS];
    UNROLL
    for (int s = 0; s < SUMS; s++) {
        high[s] = 0;
        low[s] = 0;
    }
    const int end = firstStrip[local_j + 1];
    for (int first = firstStrip[local_j]; first < end; first += STRIPS) {
        VECTOR part[SUMS];
        UNROLL
        for (int s = 0; s < SUMS; s++) {
            part[s] = 0;
        }
        for (int strip = first; strip < min(first + STRIPS, end); strip++) {
            __global const REAL *x = data + (size_t)strip * TILE;
#if GRAM || SHIFTED
            __global const REAL *v = weights + (size_t)weightOf[strip] * TILE;
#endif
            __global const REAL *w = templates + (size_t)tileOf[strip] * TILE;
            for (int i = thread * LANES; i < TILE; i += THREADS * LANES) {
                const VECTOR xi = LOAD(x, i);
#if GRAM || SHIFTED
                const VECTOR vi = LOAD(v, i);
#endif
                VECTOR wi[Q];
                UNROLL
                for (int k = 0; k < Q; k++) {
                    wi[k] = LOAD(w, (size_t)k * PIXELS + i);
                }
                UNROLL
                for (int k = 0; k < Q; k++) {
                    part[k] += wi[k] * xi;
#if GRAM || SHIFTED
                    const VECTOR weighted = wi[k] * vi;
#endif
#if GRAM
                    UNROLL
                    for (int l = k; l < Q; l++) {
                        part[Q + PAIR(k, l)] += weighted * wi[l];
                    }
#endif
#if SHIFTED
                    part[Q + PAIRS + k] += weighted;
#endif
                }
            }
        }
        UNROLL
        for (int s = 0; s < SUMS; s++) {
            ADD(high[s], low[s], part[s], VECTOR)
        }
    }
#if THREADS == 1
    UNROLL
    for (int s = 0; s < SUMS; s++) {
        const REAL *lanes = (const REAL *)&high[s];
        const REAL *errors = (const REAL *)&low[s];
        sum[s] = 0;
        error[s] = 0;
        for (int i = 0; i < LANES; i++) {
            TWO_SUM(sum[s], error[s], (WIDE)lanes[i], WIDE)
            error[s] += errors[i];
        }
    }
#else
    UNROLL
    for (int s = 0; s < SUMS; s++) {
#if CARRIED
        totals[s * THREADS + thread] = high[s];
        totals[(SUMS + s) * THREADS + thread] = low[s];
#else
        totals[s * THREADS + thread] = (WIDE)high[s] + (WIDE)low[s];
#endif
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int s = thread; s < SUMS; s += THREADS) {
        WIDE total = 0;
        WIDE lost = 0;
        for (int i = 0; i < THREADS; i++) {
            TWO_SUM(total, lost, totals[s * THREADS + i], WIDE)
#if CARRIED
            lost += totals[(SUMS + s) * THREADS + i];
#endif
        }
        totals[s * THREADS] = total;
        totals[s * THREADS + 1] = lost;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (thread == 0) {
        UNROLL
        for (int s = 0; s < SUMS; s++) {
            sum[s] = totals[s * THREADS];
            error[s] = totals[s * THREADS + 1];
        }
    }
#endif
}
