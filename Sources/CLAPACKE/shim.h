#pragma once
// Debian's OpenBLAS header also declares openblas_set_num_threads and openblas_get_corename.
#if __has_include(<openblas-pthread/cblas.h>)
#include <openblas-pthread/cblas.h>
#else
#include <cblas.h>
#endif
#include <lapacke.h>
// lapack_int is a macro, which Swift cannot see.
typedef lapack_int LapackInt;

// The OpenBLAS kernel family that this processor can run: "SkylakeX", "Haswell", or "" where neither fits.
static inline const char *clapacke_best_kernels(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) return "SkylakeX";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
    return "";
}
