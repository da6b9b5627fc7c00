import CGDAL
import EcoGrids

/// Opens variables of any format that GDAL reads as arrays: NetCDF, HDF5, Zarr.
public struct GDALArrayOpener: ArrayOpener {
    public init() {}

    public func open(_ path: String, variable: String) throws(GridError) -> any ArraySource {
        try GDALArray(path, variable: variable)
    }
}

/// A variable that GDAL reads block by block. Not to be used from two tasks at a time.
final class GDALArray: ArraySource {
    let name: String
    let dimensions: [ArrayDimension]
    let unit: String
    private let path: String
    private let dataset: GDALDatasetH
    private let array: GDALMDArrayH
    private let missing: Double?
    private let scale: Double
    private let offset: Double

    init(_ path: String, variable: String) throws(GridError) {
        let opened = GDALRuntime.capturing {
            GDALOpenEx(path, UInt32(GDAL_OF_MULTIDIM_RASTER | GDAL_OF_VERBOSE_ERROR), nil, nil, nil)
        }
        guard let dataset = opened.result else {
            throw isMissing(path)
                ? GridError(
                    .rasterMissing, file: path, "there is no file \(path)",
                    hint: "check the path; it is taken relative to the file that names it")
                : GridError(
                    .rasterUnreadable, file: path,
                    "GDAL \(GDALRuntime.version) cannot open the file as arrays"
                        + GDALRuntime.quoted(opened.messages),
                    hint: "check with gdalmdiminfo that the file is whole, NetCDF or another format of arrays"
                )
        }
        let found = GDALRuntime.capturing { Self.find(variable, in: dataset) }.result
        guard let array = found.array else {
            _ = GDALRuntime.capturing { GDALClose(dataset) }
            throw GridError(
                .rasterBandMissing, file: path, "the file has no variable '\(variable)'",
                hint: "its variables are \(found.names.joined(separator: ", "))")
        }
        var (hasMissing, hasScale, hasOffset): (Int32, Int32, Int32) = (0, 0, 0)
        let facts = GDALRuntime.capturing {
            (
                Self.dimensions(array), text(GDALMDArrayGetUnit(array)),
                GDALMDArrayGetNoDataValueAsDouble(array, &hasMissing), GDALMDArrayGetScale(array, &hasScale),
                GDALMDArrayGetOffset(array, &hasOffset)
            )
        }.result
        self.path = path
        self.dataset = dataset
        self.array = array
        name = "\(path):\(variable)"
        dimensions = facts.0
        unit = facts.1
        missing = hasMissing != 0 ? facts.2 : nil
        scale = hasScale != 0 ? facts.3 : 1
        offset = hasOffset != 0 ? facts.4 : 0
    }

    deinit {
        _ = GDALRuntime.capturing {
            GDALMDArrayRelease(array)
            GDALClose(dataset)
        }
    }

    private static func find(
        _ variable: String, in dataset: GDALDatasetH
    ) -> (array: GDALMDArrayH?, names: [String]) {
        guard let root = GDALDatasetGetRootGroup(dataset) else { return (nil, []) }
        defer { GDALGroupRelease(root) }
        let full = variable.hasPrefix("/") ? variable : "/" + variable
        if let array = GDALGroupOpenMDArrayFromFullname(root, full, nil) { return (array, []) }
        let list = GDALGroupGetMDArrayNames(root, nil)
        defer { CSLDestroy(list) }
        return (nil, (0..<Int(CSLCount(list))).map { text(list?[$0]) }.sorted())
    }

    private static func dimensions(_ array: GDALMDArrayH) -> [ArrayDimension] {
        var count = 0
        guard let list = GDALMDArrayGetDimensions(array, &count) else { return [] }
        defer { GDALReleaseDimensions(list, count) }
        return (0..<count).compactMap { index in
            list[index].map { ArrayDimension(text(GDALDimensionGetName($0)), Int(GDALDimensionGetSize($0))) }
        }
    }

    func read(start: [Int], count: [Int]) throws(GridError) -> [Double] {
        let fits = start.count == dimensions.count && count.count == dimensions.count
        guard fits,
            zip(zip(start, count), dimensions).allSatisfy({ $0.0 >= 0 && $0.1 > 0 && $0.0 + $0.1 <= $1.count }
            )
        else {
            throw GridError(
                .windowOutside, file: path,
                "the block from \(start) of \(count) lies outside \(name), which is \(dimensions.map(\.count))",
                hint: "name positions within the variable")
        }
        var values = [Double](repeating: 0, count: count.reduce(1, *))
        let starts = start.map { UInt64($0) }
        let outcome = GDALRuntime.capturing {
            let type = GDALExtendedDataTypeCreate(GDT_Float64)
            defer { GDALExtendedDataTypeRelease(type) }
            return GDALMDArrayRead(array, starts, count, nil, nil, type, &values, nil, 0)
        }
        guard outcome.result != 0 else {
            throw GridError(
                .rasterUnreadable, file: path,
                "the numbers of \(name) cannot be read" + GDALRuntime.quoted(outcome.messages),
                hint: "the file is damaged or cut short; fetch or make it again")
        }
        for index in values.indices {
            values[index] = values[index] == missing ? .nan : values[index] * scale + offset
        }
        return values
    }
}
