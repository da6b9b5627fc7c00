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

// The OpenBLAS kernel family to use: "Haswell" wherever the processor has AVX2, else "" for the library's own choice.
// Families round differently, so one family gives one result on every such processor; those for AVX-512 are no faster on
// AMD's, and some 1.5 times faster in large products on Intel's.
static inline const char *clapacke_common_kernels(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
    return "";
}
