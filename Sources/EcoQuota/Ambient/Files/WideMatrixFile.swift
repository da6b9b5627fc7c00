import EcoAccounts
import EcoParameters
import EcoUnits

/// A CSV table with one row for each receptor and pollutant and one column for each region, in ug/m3 for each t/y; a
/// column `weather` may part the rows by year.
public struct WideMatrixFile: ParameterGroup {
    static let fileParameter = Parameter<FileReference>.file(
        "file", .any,
        LocalizedText(
            en: "CSV table: receptor, pollutant, then one column for each region code",
            zh: "CSV 宽表：receptor、pollutant 两列，其后每个地区代码一列"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "wide", title: LocalizedText(en: "Wide table", zh: "宽表（CSV）"),
            meaning: LocalizedText(
                en: "one row for each receptor and pollutant, one column for each region", zh: "行为受体与污染物，列为地区"
            ),
            parameters: [fileParameter.declaration, MatrixWeather.weatherParameter.declaration])
    }

    public let file: FileReference
    /// Of the rows that name no year; empty means each.
    let weather: String

    public init(_ bound: BoundGroup) {
        file = bound[Self.fileParameter]
        weather = bound[MatrixWeather.weatherParameter] ?? ""
    }

    public init(file: FileReference, weather: String = "") {
        self.file = file
        self.weather = weather
    }

    private static let receptor = QuotaTables.SourceReceptor.receptor
    private static let year = QuotaTables.SourceReceptor.weather

    /// The table of a scenario: every region has a column.
    public static func table(_ regions: RegionTable) -> TableDeclaration {
        TableDeclaration(
            id: "quota_source_receptor_wide",
            meaning: LocalizedText(en: "source-receptor matrix, regions in columns", zh: "源—受体矩阵（宽表）"),
            columns: [receptor.declaration, QuotaTables.pollutant.declaration, year.declaration]
                + regions.codes.map { column($0).declaration },
            uniqueBy: ["receptor", "pollutant", "weather"])
    }

    private static func column(_ code: RegionCode) -> Column<Double> {
        .quantity(
            code.description, unit: .named("ug/m3/t"), range: .nonNegative,
            LocalizedText(en: "what one tonne a year of the region adds", zh: "该地区单位排放的浓度贡献"))
    }

    /// The entries of the table for the regions that emit the pollutant.
    /// - Throws: `DiagnosticFailure` for receptors and pollutants that the market does not know or the table lacks.
    public func coefficients(
        _ table: Table, regions: RegionTable, needs: SourceReceptorNeeds
    ) throws(DiagnosticFailure) -> [SourceReceptorCoefficient] {
        var findings: [Diagnostic] = []
        var result: [SourceReceptorCoefficient] = []
        var found: [[String]: Set<String>] = [:]
        for row in table.rows {
            let receptor = table.value(row, Self.receptor)
            let pollutant = table.value(row, QuotaTables.pollutant)
            let weather = table.optional(row, Self.year) ?? self.weather
            found[[pollutant, weather], default: []].insert(receptor)
            if !needs.receptors.contains(receptor) {
                findings.append(
                    Diagnostic(
                        code: "unknown_receptor", at: table.location(row, Self.receptor), path: "receptor",
                        "unknown receptor '\(receptor)'", hint: "add it to the receptors"))
            }
            for code in regions.codes where needs.regions[pollutant]?.contains(code.description) ?? false {
                result.append(
                    SourceReceptorCoefficient(
                        receptor: receptor, region: code.description, pollutant: pollutant,
                        concentrationPerTonne: table.value(row, Self.column(code)), weather: weather,
                        location: table.location(row, Self.column(code))))
            }
        }
        let all = Set(regions.codes.map(\.description))
        for (key, receptors) in found.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            needs.missing(receptors: receptors, regions: all, pollutant: key[0], file, &findings)
        }
        guard findings.isEmpty else { throw DiagnosticFailure(findings.sortedByLocation()) }
        return result
    }
}
