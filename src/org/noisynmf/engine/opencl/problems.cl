// The problems of observations, for solving elsewhere. Follows sums.cl; see OpenClProblems.

// Forms the moments of one observation of the chunk; one work group each.
// moments: (1 + CARRIED) * SUMS an observation, sums first, then their errors.
__kernel void problems(__global const REAL *data, __global const REAL *weights, __global const int *weightOf,
        __global const int *firstStrip, __global const int *tileOf, __global const REAL *templates,
        __global WIDE *moments) {
    LOCAL_TOTALS
    WIDE sum[SUMS];
    WIDE error[SUMS];
    const int local_j = get_group_id(0);
    form(data, weights, weightOf, firstStrip, tileOf, templates, local_j, sum, error TOTALS);
    if (get_local_id(0) > 0) {
        return;
    }
    __global WIDE *own = moments + (size_t)local_j * (1 + CARRIED) * SUMS;
    for (int s = 0; s < SUMS; s++) {
#if CARRIED
        own[s] = sum[s];
        own[SUMS + s] = error[s];
#else
        own[s] = sum[s] + error[s];
#endif
    }
}
