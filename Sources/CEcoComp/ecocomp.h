/* The C interface of EcoComp.
 *
 * Scenarios are opened once and computed as often as their values change. Every array belongs to the caller; the
 * library writes into it and keeps no pointer after a call. All texts are UTF-8 and end with a zero byte.
 *
 * Functions may be called from several threads, on the same scenario too. Nothing here ends the process: null
 * pointers, wrong sizes, closed scenarios and texts that are no UTF-8 are refused with ECO_CALL. What cannot be
 * checked is whether an array is as long as its caller says.
 */
#ifndef ECOCOMP_H
#define ECOCOMP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Changes when a function or a structure changes its meaning; eco_abi_version() tells that of the library. */
#define ECO_ABI_VERSION 1

/* What a function returns; the same numbers as the exit codes of the command line. */
#define ECO_OK 0
/* The input is right, but the computation failed or a limit cannot be met. */
#define ECO_FAILED 1
/* The input is wrong. */
#define ECO_INPUT 2
/* The call is wrong: a null pointer, a wrong size, a closed scenario, a text that is no UTF-8. */
#define ECO_CALL 64
/* The caller's progress function asked to stop. */
#define ECO_CANCELLED 75

/* An open scenario; 0 is none. A number, so that a wrong one is refused. */
typedef int64_t eco_scenario;

int32_t eco_abi_version(void);

/* Texts are handed out by one rule: the length without the final zero is returned, and the text is written where
 * `capacity` is larger than this length. Else nothing is written: call again with room. `text` may be null where
 * `capacity` is 0. A negative number is -ECO_CALL. */

/* Version of the program, such as "0.1.0". */
int64_t eco_version(char *text, int64_t capacity);

/* The findings of the last call of this thread that did not return ECO_OK, as the JSON document that the command
 * line prints: {"diagnostics": [{severity, code, file, line, column, path, message, hint}, ...]}. Empty (length 0)
 * after a call that ended well. */
int64_t eco_last_error(char *text, int64_t capacity);

/* Reads a scenario and computes it once.
 *
 * path       folder with scenario.yaml, or such a file
 * overrides  `override_count` texts "PATH=VALUE", as --set takes them, for all runs; may be null where the count is 0
 * modules    the parts to compute, such as "air,compensation"; null for all that the scenario has
 * geodata    a file that `ecocomp geodata` wrote, for scenarios with rasters or outlines; null for none
 * jobs       threads of one computation, at least 1
 * scenario   receives the scenario, 0 where it could not be opened */
int32_t eco_open(const char *path, const char *const *overrides, int64_t override_count, const char *modules,
                 const char *geodata, int32_t jobs, eco_scenario *scenario);

/* Ends the scenario. Calls that still run with it end well. */
int32_t eco_close(eco_scenario scenario);

/* How many figures a run has; negative: -ECO_CALL. */
int64_t eco_figure_count(eco_scenario scenario);

/* The scenario and its figures, in the order of their values, as JSON:
 * {"engine", "scenario", "figures": [{"id", "region", "item", "unit", "meaning": {"en", "zh"}}, ...]}.
 * `region` and `item` are null where a figure has none; `unit` is written as scenario files write units, and empty
 * where the figure has none. */
int64_t eco_describe(eco_scenario scenario, char *text, int64_t capacity);

/* One run. `values` takes `value_count` doubles, which must be the number of figures; NaN where a figure is absent. */
int32_t eco_run(eco_scenario scenario, const char *const *overrides, int64_t override_count, double *values,
                int64_t value_count);

/* Receives a text of `length` bytes and a final zero; it is only valid during the call. */
typedef void (*eco_text)(void *context, const char *text, int64_t length);

/* A table of the folder that `ecocomp run` would write, by its name, such as "accounts" or "transfers": the bytes of
 * its CSV file. */
int32_t eco_table(eco_scenario scenario, const char *const *overrides, int64_t override_count, const char *name,
                  eco_text receive, void *context);

/* Writes the folder that `ecocomp run` would write, without report and workbook. */
int32_t eco_write_run(eco_scenario scenario, const char *const *overrides, int64_t override_count, const char *folder);

/* Called now and then, and at the end, on the thread that called eco_run_many. Another number than 0 stops the
 * batch: runs that have begun are finished. */
typedef int32_t (*eco_progress)(void *context, int64_t done, int64_t failed, int64_t total);

/* Called for each run that failed, on the thread that called eco_run_many; `diagnostics` as eco_last_error, and only
 * valid during the call. */
typedef void (*eco_failure)(void *context, int64_t run, int32_t status, const char *diagnostics);

/* Many runs. Values come either as numbers or as texts. */
typedef struct eco_batch {
    /* sizeof(eco_batch): tells versions of this structure apart. */
    int64_t size;
    int64_t run_count;
    int64_t path_count;
    /* Dotted paths of the values that change, `path_count` of them. */
    const char *const *paths;
    /* `run_count` rows of `path_count` numbers, row by row; null where texts are given. */
    const double *numbers;
    /* A unit for each path, such as "CNY/t"; null, or null for a path, where it has none. Goes with numbers. */
    const char *const *units;
    /* `run_count` rows of `path_count` texts as --set takes them; null where numbers are given. */
    const char *const *texts;
    /* Which figures are wanted, as places in eco_describe from 0; null for all. */
    const int64_t *figures;
    int64_t figure_count;
    /* `run_count` rows of the wanted figures; NaN where a figure is absent or a run failed. */
    double *values;
    /* Its length in doubles; must be run_count * wanted figures. */
    int64_t value_count;
    /* ECO_OK, ECO_FAILED, ECO_INPUT, or ECO_CANCELLED for each run; may be null. */
    int32_t *statuses;
    /* Runs at once, at least 1. */
    int64_t threads;
    /* May be null. */
    eco_progress progress;
    eco_failure failure;
    void *context;
} eco_batch;

/* Computes all runs. ECO_OK also where some of them failed: their statuses and `failure` tell. ECO_CANCELLED where
 * the progress function stopped it. */
int32_t eco_run_many(eco_scenario scenario, const eco_batch *batch);

#ifdef __cplusplus
}
#endif

#endif
