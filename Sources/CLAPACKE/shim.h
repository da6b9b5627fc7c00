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
