#pragma once
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <gdalwarper.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

// Variadic functions and function-like macros are not visible to Swift.
static inline void cgdal_raise(CPLErr errorClass, int number, const char *message) {
    CPLError(errorClass, number, "%s", message);
}
static inline GDALRasterIOExtraArg cgdal_raster_io_extra(void) {
    GDALRasterIOExtraArg extra;
    INIT_RASTERIO_EXTRA_ARG(extra);
    return extra;
}
