import EcoAccounts
import EcoParameters
import EcoUnits

/// A variable of a NetCDF file (or HDF5, Zarr) with one dimension for sources and one for receptors, and two tables
/// that say what stands at which position.
///
/// The layout of InMAP's source-receptor files is `layer_source_receptor` with the unit `ug_m3_per_ug_s`; its sources
/// and receptors are grid cells, so that a county is the mean of its cells by weight. With `years` another dimension, the
/// slowest, has one matrix for each year of weather.
public struct ArrayMatrixFile: ParameterGroup {
    public enum Order: String, ParameterChoice {
        case receptorSource = "receptor_source"
        case sourceReceptor = "source_receptor"
        case layerSourceReceptor = "layer_source_receptor"

        public var meaning: LocalizedText {
            switch self {
            case .receptorSource: LocalizedText(en: "receptors, then sources", zh: "受体 × 源")
            case .sourceReceptor: LocalizedText(en: "sources, then receptors", zh: "源 × 受体")
            case .layerSourceReceptor:
                LocalizedText(en: "layers, sources, receptors, as InMAP writes it", zh: "层 × 源 × 受体（InMAP）")
            }
        }
    }

    enum Columns {
        static let position = Column<Int>.integer(
            "position", range: 0...1_000_000_000,
            LocalizedText(en: "position in the variable, from 0", zh: "在变量中的位置（从 0 起）"))
        static let receptor = QuotaTables.SourceReceptor.receptor
        static let weight = Column<Double>.quantity(
            "weight", unit: .one, range: .nonNegative, presence: .optional,
            LocalizedText(
                en:
                    "weight among the positions of one receptor or region, such as the emission of the cell; empty means 1",
                zh: "同一受体或地区各位置的权重（如网格排放量），空表示 1"))
    }

    static let receptorsTable = TableDeclaration(
        id: "matrix_receptors", meaning: LocalizedText(en: "receptors of a matrix file", zh: "矩阵文件中的受体位置"),
        columns: [
            Columns.position.declaration, Columns.receptor.declaration, Columns.weight.declaration,
        ], uniqueBy: ["position", "receptor"])
    static let sourcesTable = TableDeclaration(
        id: "matrix_sources", meaning: LocalizedText(en: "sources of a matrix file", zh: "矩阵文件中的源位置"),
        columns: [
            Columns.position.declaration, QuotaTables.region.declaration, Columns.weight.declaration,
        ], uniqueBy: ["position", "region"])

    static let fileParameter = Parameter<FileReference>.file(
        "file", .any, LocalizedText(en: "NetCDF file", zh: "NetCDF 文件"))
    static let variableParameter = Parameter<String>.text(
        "variable", LocalizedText(en: "variable of the matrix", zh: "矩阵变量名"))
    static let pollutantParameter = Parameter<String>.text(
        "pollutant", kind: .identifier, LocalizedText(en: "pollutant that it is about", zh: "对应的污染物"))
    static let orderParameter = Parameter<Order>.choice(
        "order", default: .receptorSource, LocalizedText(en: "order of the dimensions", zh: "维的次序"))
    static let layerParameter = Parameter<Int>.integer(
        "layer", range: 0...1000, default: "0",
        LocalizedText(en: "layer of release, from 0, where there are layers", zh: "排放层（从 0 起）"))
    static let receptorsParameter = Parameter<Table>.table(
        "receptors", receptorsTable, LocalizedText(en: "what stands at which receptor position", zh: "受体位置表"))
    static let sourcesParameter = Parameter<Table>.table(
        "sources", sourcesTable, LocalizedText(en: "what stands at which source position", zh: "源位置表"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "array", title: LocalizedText(en: "Array", zh: "数组（NetCDF）"),
            meaning: LocalizedText(
                en: "a variable with one dimension for sources and one for receptors", zh: "以源、受体为维的变量"),
            parameters: [
                fileParameter.declaration, variableParameter.declaration, pollutantParameter.declaration,
                orderParameter.declaration, layerParameter.declaration,
                SourceReceptorUnit.parameter.declaration, receptorsParameter.declaration,
                sourcesParameter.declaration, MatrixWeather.weatherParameter.declaration,
                MatrixWeather.yearsParameter.declaration,
            ], rules: [MatrixWeather.isOfOneKind])
    }

    public let file: FileReference
    public let variable: String
    public let pollutant: String
    let order: Order
    let layer: Int
    let unit: SourceReceptorUnit
    let receptors: Table
    let sources: Table
    let weather: MatrixWeather

    public init(_ bound: BoundGroup) {
        file = bound[Self.fileParameter]
        variable = bound[Self.variableParameter]
        pollutant = bound[Self.pollutantParameter]
        order = bound[Self.orderParameter]
        layer = bound[Self.layerParameter]
        unit = bound[SourceReceptorUnit.parameter]
        receptors = bound[Self.receptorsParameter]
        sources = bound[Self.sourcesParameter]
        weather = MatrixWeather(bound)
    }

    public init(
        file: FileReference, variable: String, pollutant: String, order: Order = .receptorSource,
        layer: Int = 0,
        unit: SourceReceptorUnit = .perTonneYear, receptors: Table, sources: Table,
        weather: MatrixWeather = MatrixWeather()
    ) {
        self.file = file
        self.variable = variable
        self.pollutant = pollutant
        self.order = order
        self.layer = layer
        self.unit = unit
        self.receptors = receptors
        self.sources = sources
        self.weather = weather
    }

    /// Positions and weights that make up one receptor or region.
    private struct Parts {
        var positions: [Int] = []
        var weights: [Double] = []
    }

    /// The entries of the variable, of which only the positions in the tables are read.
    /// - Parameters:
    ///   - shape: counts of the dimensions, slowest first.
    ///   - read: the numbers of a block, missing ones NaN.
    /// - Throws: `DiagnosticFailure` with all findings about shape, tables and entries, or what reading throws.
    public func coefficients(
        shape: [Int], regions: RegionTable, needs: SourceReceptorNeeds,
        read: (_ start: [Int], _ count: [Int]) throws(DiagnosticFailure) -> [Double]
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        var findings: [Diagnostic] = []
        guard let sizes = sizes(shape, &findings) else { throw DiagnosticFailure(findings) }
        let receptors = parts(self.receptors, Columns.receptor, sizes.receptors, &findings)
        let sources = parts(self.sources, QuotaTables.region, sizes.sources, &findings)
        for row in self.sources.rows {
            _ = regions.code(
                self.sources.value(row, QuotaTables.region),
                at: self.sources.location(row, QuotaTables.region), path: "region", &findings)
        }
        for row in self.receptors.rows
        where !needs.receptors.contains(self.receptors.value(row, Columns.receptor)) {
            findings.append(
                Diagnostic(
                    code: "unknown_receptor", at: self.receptors.location(row, Columns.receptor),
                    path: "receptor", "unknown receptor '\(self.receptors.value(row, Columns.receptor))'",
                    hint: "add it to the receptors"))
        }
        needs.missing(
            receptors: Set(receptors.keys), regions: Set(sources.keys), pollutant: pollutant, file, &findings)
        guard findings.isEmpty else { throw DiagnosticFailure(findings.sortedByLocation()) }
        return try entries(receptors, sources, sizes, needs, read)
    }

    private func sizes(_ shape: [Int], _ findings: inout [Diagnostic]) -> (sources: Int, receptors: Int)? {
        if weather.isDimension, shape.first != weather.names.count {
            findings.append(wrongYears(shape))
            return nil
        }
        let shape = weather.isDimension ? Array(shape.dropFirst()) : shape
        let needed = order == .layerSourceReceptor ? 3 : 2
        guard shape.count == needed else {
            findings.append(
                wrong(
                    "wrong_shape", "is \(shape.count)-dimensional; the order \(order.rawValue) has \(needed)")
            )
            return nil
        }
        switch order {
        case .receptorSource: return (shape[1], shape[0])
        case .sourceReceptor: return (shape[0], shape[1])
        case .layerSourceReceptor:
            guard layer < shape[0] else {
                findings.append(wrong("wrong_shape", "has \(shape[0]) layers, none at position \(layer)"))
                return nil
            }
            return (shape[1], shape[2])
        }
    }

    private func wrongYears(_ shape: [Int]) -> Diagnostic {
        let count = shape.first ?? 0
        return Diagnostic(
            code: "wrong_shape", at: file.location, path: "quota.source_receptor_files",
            LocalizedText(
                en:
                    "the first dimension of the variable \(variable) of \(file.name) has \(count) places where \(weather.names.count) years are named",
                zh: "\(file.name) 的变量 \(variable) 首维长度为 \(count)，而列出了 \(weather.names.count) 个气象年"),
            hint: LocalizedText(
                en: "name one year for each place of the first dimension", zh: "请为首维的每个位置列出一个气象年"))
    }

    private func wrong(_ code: String, _ what: String) -> Diagnostic {
        Diagnostic(
            code: code, at: file.location, path: "quota.source_receptor_files",
            "the variable \(variable) of \(file.name) \(what)",
            hint: "set `order` and `layer` as the file has them")
    }

    private func parts(
        _ table: Table, _ label: Column<String>, _ count: Int, _ findings: inout [Diagnostic]
    ) -> [String: Parts] {
        var result: [String: Parts] = [:]
        for row in table.rows {
            let position = table.optional(row, Columns.position) ?? 0
            if position >= count {
                findings.append(
                    Diagnostic(
                        code: "out_of_range", at: table.location(row, Columns.position), path: "position",
                        "position \(position) lies outside \(file.name), which has \(count)",
                        hint: "count from 0"))
            }
            result[table.value(row, label), default: Parts()].positions.append(position)
            result[table.value(row, label), default: Parts()].weights.append(
                table.optional(row, Columns.weight) ?? 1)
        }
        for (name, parts) in result.sorted(by: { $0.key < $1.key })
        where parts.weights.allSatisfy({ $0 == 0 }) {
            findings.append(
                Diagnostic(
                    code: "no_weight", at: table.location(0), path: "weight", "all weights of \(name) are 0",
                    hint: "give at least one position a weight above 0"))
        }
        return result
    }

    private func entries(
        _ receptors: [String: Parts], _ sources: [String: Parts], _ sizes: (sources: Int, receptors: Int),
        _ needs: SourceReceptorNeeds,
        _ read: (_ start: [Int], _ count: [Int]) throws(DiagnosticFailure) -> [Double]
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        var check = EntryCheck(file)
        var result: [SourceReceptorCoefficient] = []
        let emitting = needs.regions[pollutant] ?? []
        let receptors = receptors.sorted { $0.key < $1.key }
        let sources = sources.sorted { $0.key < $1.key }.filter { emitting.contains($0.key) }
        for (year, (region, parts)) in weather.names.indices.flatMap({ year in sources.map { (year, $0) } }) {
            var sums = [Double](repeating: 0, count: receptors.count)
            for (source, weight) in zip(parts.positions, parts.weights) where weight > 0 {
                let column = try self.column(year, source, sizes.receptors, read)
                for (index, receptor) in receptors.enumerated() {
                    let near = receptor.value
                    let total = near.weights.reduce(0, +)
                    for (position, share) in zip(near.positions, near.weights) where share > 0 {
                        check.check(
                            column[position],
                            "source \(source) and receptor \(position)" + weather.suffix(year))
                        sums[index] += weight * share / total * column[position]
                    }
                }
            }
            let total = parts.weights.reduce(0, +)
            for (receptor, sum) in zip(receptors, sums) {
                result.append(
                    SourceReceptorCoefficient(
                        receptor: receptor.key, region: region, pollutant: pollutant,
                        concentrationPerTonne: sum / total * unit.perTonne, weather: weather.names[year],
                        location: file.location))
            }
        }
        var findings: [Diagnostic] = []
        check.report(&findings)
        guard findings.isEmpty else { throw DiagnosticFailure(findings) }
        return result
    }

    /// The effects of one source position at all receptor positions, in a year of `weather`.
    private func column(
        _ year: Int, _ source: Int, _ receptors: Int,
        _ read: (_ start: [Int], _ count: [Int]) throws(DiagnosticFailure) -> [Double]
    ) throws(DiagnosticFailure) -> [Double] {
        let (first, one) = weather.isDimension ? ([year], [1]) : ([], [])
        return switch order {
        case .receptorSource: try read(first + [0, source], one + [receptors, 1])
        case .sourceReceptor: try read(first + [source, 0], one + [1, receptors])
        case .layerSourceReceptor: try read(first + [layer, source, 0], one + [1, 1, receptors])
        }
    }
}
