import EcoAccounts
import EcoParameters
import EcoUnits

/// A raster (GeoTIFF, or a NetCDF variable) on a grid of source cells with one band for each receptor: the cell holds
/// what one unit emitted there adds at the receptor. A second raster says to which region each cell belongs; a region
/// is the mean of its cells, weighted by a third raster where there is one, such as the emission of each cell. With
/// `years` the bands of all receptors stand once for each year of weather, year by year.
public struct GridMatrixFile: ParameterGroup {
    static let fileParameter = Parameter<FileReference>.file(
        "file", .raster, LocalizedText(en: "raster with one band for each receptor", zh: "每个受体一个波段的栅格"))
    static let variableParameter = Parameter<String>.text(
        "variable", LocalizedText(en: "variable, where the file is a NetCDF file", zh: "NetCDF 变量名")
    ).optional
    static let pollutantParameter = ArrayMatrixFile.pollutantParameter
    static let receptorsParameter = Parameter<[String]>.texts(
        "receptors", .any, minimumCount: 1,
        LocalizedText(en: "receptors in the order of the bands", zh: "按波段次序列出的受体"))
    static let regionsParameter = Parameter<FileReference>.file(
        "regions", .raster,
        LocalizedText(en: "raster of region codes on the same cells", zh: "同一网格的地区代码栅格"))
    static let weightsParameter = Parameter<FileReference>.file(
        "weights", .raster,
        LocalizedText(en: "raster of weights on the same cells, such as emissions", zh: "同一网格的权重栅格，如排放量")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "grid", title: LocalizedText(en: "Grid of sources", zh: "源网格（GeoTIFF、NetCDF）"),
            meaning: LocalizedText(
                en: "a raster on a grid of source cells with one band for each receptor", zh: "源网格上每个受体一个波段"),
            parameters: [
                fileParameter.declaration, variableParameter.declaration, pollutantParameter.declaration,
                SourceReceptorUnit.parameter.declaration, receptorsParameter.declaration,
                regionsParameter.declaration, weightsParameter.declaration,
                MatrixWeather.weatherParameter.declaration, MatrixWeather.yearsParameter.declaration,
            ], rules: [MatrixWeather.isOfOneKind])
    }

    public let file: FileReference
    public let variable: String?
    public let pollutant: String
    let unit: SourceReceptorUnit
    public let receptors: [String]
    public let regions: FileReference
    public let weights: FileReference?
    let weather: MatrixWeather

    public init(_ bound: BoundGroup) {
        file = bound[Self.fileParameter]
        variable = bound[Self.variableParameter]
        pollutant = bound[Self.pollutantParameter]
        unit = bound[SourceReceptorUnit.parameter]
        receptors = bound[Self.receptorsParameter]
        regions = bound[Self.regionsParameter]
        weights = bound[Self.weightsParameter]
        weather = MatrixWeather(bound)
    }

    public init(
        file: FileReference, variable: String? = nil, pollutant: String,
        unit: SourceReceptorUnit = .perTonneYear, receptors: [String], regions: FileReference,
        weights: FileReference? = nil, weather: MatrixWeather = MatrixWeather()
    ) {
        self.file = file
        self.variable = variable
        self.pollutant = pollutant
        self.unit = unit
        self.receptors = receptors
        self.regions = regions
        self.weights = weights
        self.weather = weather
    }

    /// The path by which GDAL opens the raster.
    public var rasterPath: String { variable.map { "NETCDF:\"\(file.path)\":\($0)" } ?? file.path }

    /// The entries of the rasters.
    /// - Parameters:
    ///   - codes: region of each cell, row by row; NaN where the cell belongs to none.
    ///   - weights: weight of each cell; nil where all weigh the same.
    ///   - bandCount: bands of the raster.
    ///   - band: cells of a band, from 0; missing ones NaN.
    /// - Throws: `DiagnosticFailure` with all findings about bands, regions and entries, or what reading throws.
    public func coefficients(
        codes: [Double], weights: [Double]?, bandCount: Int, needs: SourceReceptorNeeds,
        band: (Int) throws(DiagnosticFailure) -> [Double]
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        var findings: [Diagnostic] = []
        let emitting = needs.regions[pollutant] ?? []
        let cells = self.cells(codes, weights, emitting, &findings)
        checkReceptors(bandCount, needs, &findings)
        needs.missing(
            receptors: Set(receptors), regions: Set(cells.keys), pollutant: pollutant, file, &findings)
        guard findings.isEmpty else { throw DiagnosticFailure(findings.sortedByLocation()) }
        var check = EntryCheck(file)
        var result: [SourceReceptorCoefficient] = []
        let bands = weather.names.indices.flatMap { year in receptors.map { (year, $0) } }
        for (index, (year, receptor)) in bands.enumerated() {
            let values = try band(index)
            for (region, list) in cells.sorted(by: { $0.key < $1.key }) {
                var sum = 0.0
                for (cell, weight) in list {
                    check.check(
                        values[cell], "receptor \(receptor) in a cell of \(region)" + weather.suffix(year))
                    sum += weight * values[cell]
                }
                let total = list.reduce(0) { $0 + $1.weight }
                result.append(
                    SourceReceptorCoefficient(
                        receptor: receptor, region: region, pollutant: pollutant,
                        concentrationPerTonne: sum / total * unit.perTonne, weather: weather.names[year],
                        location: file.location))
            }
        }
        check.report(&findings)
        guard findings.isEmpty else { throw DiagnosticFailure(findings) }
        return result
    }

    private func checkReceptors(
        _ bandCount: Int, _ needs: SourceReceptorNeeds, _ findings: inout [Diagnostic]
    ) {
        func report(_ code: String, _ message: String, _ hint: String) {
            findings.append(
                Diagnostic(
                    code: code, at: file.location, path: "quota.source_receptor_files", message, hint: hint))
        }
        let years = weather.names.count
        if weather.isDimension, bandCount != years * receptors.count {
            findings.append(
                Diagnostic(
                    code: "wrong_shape", at: file.location, path: "quota.source_receptor_files",
                    LocalizedText(
                        en:
                            "\(file.name) has \(bandCount) bands where \(years) years of \(receptors.count) receptors are named",
                        zh: "\(file.name) 有 \(bandCount) 个波段，而列出了 \(years) 个气象年、\(receptors.count) 个受体"),
                    hint: LocalizedText(
                        en: "give the bands of all receptors for each year, year by year",
                        zh: "请按气象年依次给出全部受体的波段")))
        } else if !weather.isDimension, bandCount != receptors.count {
            report(
                "wrong_shape",
                "\(file.name) has \(bandCount) bands where \(receptors.count) receptors are named",
                "name one receptor for each band, in their order")
        }
        for receptor in Set(receptors).subtracting(needs.receptors).sorted() {
            report("unknown_receptor", "unknown receptor '\(receptor)'", "add it to the receptors")
        }
        if Set(receptors).count < receptors.count {
            report("duplicate_id", "a receptor is named for two bands", "name each receptor once")
        }
    }

    /// Cells above weight 0 of each region that emits.
    private func cells(
        _ codes: [Double], _ weights: [Double]?, _ emitting: Set<String>, _ findings: inout [Diagnostic]
    ) -> [String: [(cell: Int, weight: Double)]] {
        var check = EntryCheck(self.weights ?? regions)
        var result: [String: [(cell: Int, weight: Double)]] = [:]
        for (cell, code) in codes.enumerated() where code >= 100_000 && code < 1_000_000 {
            let region = String(Int(code))
            let weight = weights?[cell] ?? 1
            guard emitting.contains(region) else { continue }
            check.check(weight, "a cell of \(region)")
            if weight > 0 { result[region, default: []].append((cell, weight)) }
        }
        check.report(&findings)
        return result
    }
}
