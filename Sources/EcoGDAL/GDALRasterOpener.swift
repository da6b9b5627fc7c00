import EcoGrids

/// Opens any raster that GDAL reads.
public struct GDALRasterOpener: RasterOpener {
    public init() {}

    public func open(_ request: RasterRequest) throws(GridError) -> any RasterSource {
        let source = try GDALRaster(request.path, nodata: request.nodata)
        guard let grid = request.grid else { return source }
        if case .aligned = source.grid.alignment(of: grid) { return try AlignedSource(source, onto: grid) }
        guard let method = request.resampling else { return try AlignedSource(source, onto: grid) }
        return try GDALRaster(source, onto: grid, by: method, nodata: request.nodata)
    }
}
