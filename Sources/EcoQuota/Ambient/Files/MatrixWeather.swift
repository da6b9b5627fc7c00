import EcoParameters
import EcoUnits

/// The weather of a matrix file: of one year (or of all) as a whole, or one matrix for each of several years.
public struct MatrixWeather: Sendable, Equatable {
    static let weatherParameter = Parameter<String>.text(
        "weather",
        LocalizedText(
            en: "year of weather that the file holds for; empty means each", zh: "文件所属气象年，空表示各年相同")
    ).optional
    static let yearsParameter = Parameter<[String]>.texts(
        "years", .any,
        LocalizedText(
            en: "years of weather that the file has one matrix for, in their order", zh: "文件按次序包含的各气象年"))

    /// Years in the order of the file; one name, which may be empty, where the file has one matrix.
    public let names: [String]
    /// Whether the file has a matrix for each of `names`.
    public let isDimension: Bool

    /// One matrix, for a year or, where that is empty, for each.
    public init(of year: String = "") { (names, isDimension) = ([year], false) }

    /// One matrix for each of the years.
    public init(years: [String]) { (names, isDimension) = (years, true) }

    init(_ bound: BoundGroup) {
        let years = bound[Self.yearsParameter]
        self = years.isEmpty ? Self(of: bound[Self.weatherParameter] ?? "") : Self(years: years)
    }

    /// What tells a year apart in a finding.
    func suffix(_ year: Int) -> String { names[year].isEmpty ? "" : " (\(names[year]))" }

    /// A file is of one year or has several, each once.
    static let isOfOneKind: GroupDeclaration.Rule = { bound, diagnostics in
        let years = bound[yearsParameter]
        func report(_ code: String, _ message: LocalizedText, _ hint: LocalizedText) {
            diagnostics.append(
                Diagnostic(
                    code: code, at: bound.location(of: yearsParameter), path: bound.path(of: yearsParameter),
                    message, hint: hint))
        }
        if bound[weatherParameter] != nil, !years.isEmpty {
            report(
                "conflicting_values",
                LocalizedText(
                    en: "`weather` makes the whole file one year, `years` tells of several",
                    zh: "weather 表示整个文件属于一个气象年，years 表示文件包含多个气象年"),
                LocalizedText(en: "leave out one of them", zh: "请删去其一"))
        }
        if Set(years).count < years.count {
            report(
                "duplicate_id",
                LocalizedText(en: "a year of weather is named twice", zh: "气象年重复"),
                LocalizedText(en: "name each year once", zh: "每个气象年只列一次"))
        }
    }
}
