import EcoAccounts
import EcoGrids
import EcoParameters
import EcoQuota
import EcoScenarios

extension Geodata {
    /// What the files of a market's source-receptor matrix hold, in ug/m3 for each t/y.
    /// - Throws: `DiagnosticFailure` with the findings of all files.
    func sourceReceptor(
        of quota: QuotaParameters, in loaded: LoadedScenario
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        let (needs, regions) = (quota.sourceReceptorNeeds, loaded.scenario.regions)
        var findings: [Diagnostic] = []
        var result: [SourceReceptorCoefficient] = []
        for file in quota.sourceReceptorFiles {
            do throws(DiagnosticFailure) {
                switch file {
                case .wide(let file):
                    let table = try loaded.files.table(file.file, as: WideMatrixFile.table(regions))
                    result += try file.coefficients(table, regions: regions, needs: needs)
                case .array(let file): result += try read(file, regions, needs)
                case .grid(let file): result += try read(file, needs)
                }
            } catch {
                findings += error.diagnostics
            }
        }
        guard !findings.hasErrors else { throw DiagnosticFailure(findings.sortedByLocation()) }
        return result
    }

    private func read(
        _ file: ArrayMatrixFile, _ regions: RegionTable, _ needs: SourceReceptorNeeds
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        guard let arrays else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unreadable_file", at: file.file.location, path: "quota.source_receptor_files",
                    "this program reads no arrays", hint: "give the matrix as a table")
            ])
        }
        let source = try found(file.file) { () throws(GridError) in
            try arrays.open(file.file.path, variable: file.variable)
        }
        return try file.coefficients(
            shape: source.dimensions.map(\.count), regions: regions, needs: needs
        ) { start, count throws(DiagnosticFailure) in
            try found(file.file) { () throws(GridError) in try source.read(start: start, count: count) }
        }
    }

    private func read(
        _ file: GridMatrixFile, _ needs: SourceReceptorNeeds
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        let source = try found(file.file) { () throws(GridError) in
            try rasters.open(RasterRequest(file.rasterPath))
        }
        let cells = { (named: FileReference) throws(DiagnosticFailure) in
            try found(named) { () throws(GridError) in
                let raster = try rasters.open(RasterRequest(named.path, onto: source.grid))
                return try Self.cells(raster, band: 1)
            }
        }
        let codes = try cells(file.regions)
        var weights: [Double]?
        if let named = file.weights { weights = try cells(named) }
        return try file.coefficients(
            codes: codes, weights: weights, bandCount: source.bands.count, needs: needs
        ) { band throws(DiagnosticFailure) in
            try found(file.file) { () throws(GridError) in try Self.cells(source, band: band + 1) }
        }
    }

    private static func cells(_ source: any RasterSource, band: Int) throws(GridError) -> [Double] {
        var raster = Raster<Double>(Window(column: 0, row: 0, width: 0, height: 0))
        try source.read(source.grid.extent, band: band, into: &raster)
        return raster.cells
    }
}

/// The value of `body`, its fault told at the place that names the file.
private func found<T>(
    _ file: FileReference, _ body: () throws(GridError) -> T
) throws(DiagnosticFailure) -> T {
    do throws(GridError) {
        return try body()
    } catch {
        throw DiagnosticFailure([error.diagnostic(at: file.location, path: "quota.source_receptor_files")])
    }
}
