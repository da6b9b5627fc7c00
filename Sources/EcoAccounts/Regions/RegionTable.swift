import EcoParameters
import EcoUnits

/// The counties of a scenario, in the order of the file.
public struct RegionTable: Sendable {
    public let regions: [Region]
    /// In the order of the regions.
    public let codes: [RegionCode]
    /// Positions of the regions, ordered by code.
    public let placesByCode: [Int]
    /// Renamed, merged and split counties; they tell to whom the history under older codes belongs.
    public let changes: [RegionChange]
    private let indexes: [RegionCode: Int]

    /// - Precondition: codes are unique; the declared table refuses duplicates.
    public init(_ regions: [Region], changes: [RegionChange] = []) {
        self.regions = regions
        self.changes = changes
        let codes = regions.map(\.code)
        self.codes = codes
        placesByCode = codes.indices.sorted { codes[$0] < codes[$1] }
        indexes = Dictionary(
            regions.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public var count: Int { regions.count }

    public func contains(_ code: RegionCode) -> Bool { indexes[code] != nil }
    public func index(of code: RegionCode) -> Int? { indexes[code] }
    public subscript(code: RegionCode) -> Region? { indexes[code].map { regions[$0] } }

    /// Name and code, for texts; the code alone where the table has no such county.
    public func nameAndCode(_ code: RegionCode) -> LocalizedText {
        guard let name = self[code]?.name else { return LocalizedText(code.description) }
        return LocalizedText(en: "\(name.en) (\(code))", zh: "\(name.zh)（\(code)）")
    }

    /// The counties whose history makes up that of `code` in a period: itself, or its predecessors with
    /// their shares where the period ends before the change.
    public func history(of code: RegionCode, in period: Period) -> [(region: RegionCode, share: Rational)] {
        let parts = changes.filter { $0.to == code && period.ends(before: $0.effective) }
        return parts.isEmpty ? [(code, .one)] : parts.map { ($0.from, $0.weight) }
    }

    /// Whether data may stand under this code: a county, or one that belongs to another by now.
    public func hasHistory(_ code: RegionCode) -> Bool {
        contains(code) || changes.contains { $0.from == code }
    }

    /// The code of a table cell, or a finding where the scenario has no such county.
    public func code(
        _ text: String, at location: SourceLocation, path: String, _ diagnostics: inout [Diagnostic]
    ) -> RegionCode? {
        if let code = RegionCode(text) {
            if contains(code) { return code }
            if let successor = soleSuccessor(of: code) { return successor }
        }
        let near = Suggestion.nearest(to: text, in: codes.map(\.description))
        diagnostics.append(
            Diagnostic(
                code: "unknown_region", at: location, path: path, "the scenario has no county '\(text)'",
                hint: successorHint(text) ?? near.map {
                    "did you mean \($0) (\(RegionCode($0).flatMap { self[$0]?.name.zh } ?? ""))?"
                }
                    ?? "add it to the table of regions or leave the row out"))
        return nil
    }

    /// A county that merely changed its code stands for its new one everywhere.
    private func soleSuccessor(of code: RegionCode) -> RegionCode? {
        let successors = changes.filter { $0.from == code }
        guard successors.count == 1, changes.count(where: { $0.to == successors[0].to }) == 1 else {
            return nil
        }
        return successors[0].to
    }

    private func successorHint(_ text: String) -> String? {
        let changes = changes.filter { $0.from.description == text }
        guard let first = changes.first else { return nil }
        let names = changes.map(\.to.description).joined(separator: ", ")
        return "it passed to \(names) on \(first.effective); write the successor"
    }
}

extension RegionTable {
    /// The columns of a table of regions.
    public enum Columns {
        public static let region = Column<String>.text(
            "region", kind: .regionCode,
            LocalizedText(en: "GB/T 2260 code of the county", zh: "县级行政区划代码 (GB/T 2260)"))
        public static let nameZh = Column<String>.text(
            "name_zh", LocalizedText(en: "Chinese name", zh: "中文名称"))
        public static let nameEn = Column<String>.text(
            "name_en", LocalizedText(en: "English name", zh: "英文名称"))
        public static let city = Column<String>.text(
            "city", kind: .regionCode, presence: .optional,
            LocalizedText(en: "GB/T 2260 code of the prefecture-level city", zh: "地级市代码"))
        public static let cityZh = Column<String>.text(
            "city_zh", presence: .optional, LocalizedText(en: "Chinese name of the city", zh: "地级市中文名称"))
        public static let cityEn = Column<String>.text(
            "city_en", presence: .optional, LocalizedText(en: "English name of the city", zh: "地级市英文名称"))
        public static let area = Column<Double>.quantity(
            "area_km2", unit: .named("km2"), range: .positive, presence: .optional,
            LocalizedText(en: "official area", zh: "行政区面积"))
        public static let longitude = Column<Double>.quantity(
            "longitude", unit: .one, range: .closed(-180, 180), presence: .optional,
            LocalizedText(en: "longitude of the centroid, degrees", zh: "中心点经度"))
        public static let latitude = Column<Double>.quantity(
            "latitude", unit: .one, range: .closed(-90, 90), presence: .optional,
            LocalizedText(en: "latitude of the centroid, degrees", zh: "中心点纬度"))
        public static let population = Column<Double>.quantity(
            "population", unit: .named("person"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "resident population (常住人口)", zh: "常住人口"))
        public static let populationStatus = Column<String>.text(
            "population_status", presence: .optional,
            LocalizedText(en: "how the population is founded", zh: "人口数据性质"))
        public static let revenue = Column<Double>.quantity(
            "budget_revenue_wan_yuan", unit: .named("万元"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "general public budget revenue", zh: "一般公共预算收入"))
        public static let gdp = Column<Double>.quantity(
            "gdp_wan_yuan", unit: .named("万元"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "gross regional product", zh: "地区生产总值"))
        public static let status = Column<String>.text(
            "status", presence: .optional,
            LocalizedText(en: "measured, published, derived or assumed", zh: "实测、公布、推算或假定"))
        public static let note = Column<String>.text(
            "note", presence: .optional, LocalizedText(en: "source or formula", zh: "来源或计算方法"))
    }

    public static let declaration = TableDeclaration(
        id: "regions",
        meaning: LocalizedText(en: "The counties that take part, one row each", zh: "参与县区，每县一行"),
        columns: [
            Columns.region.declaration, Columns.nameZh.declaration, Columns.nameEn.declaration,
            Columns.city.declaration, Columns.cityZh.declaration, Columns.cityEn.declaration,
            Columns.area.declaration, Columns.longitude.declaration, Columns.latitude.declaration,
            Columns.population.declaration, Columns.populationStatus.declaration, Columns.revenue.declaration,
            Columns.gdp.declaration, Columns.status.declaration, Columns.note.declaration,
        ],
        uniqueBy: ["region"])

    /// The counties of a table read by ``declaration``.
    public init(_ table: Table, changes: [RegionChange] = []) {
        self.init(
            table.rows.compactMap { row in
                guard let code = RegionCode(table.value(row, Columns.region)) else { return nil }
                return Region(
                    code: code,
                    name: LocalizedText(
                        en: table.value(row, Columns.nameEn), zh: table.value(row, Columns.nameZh)),
                    city: LocalizedText(
                        en: table.value(row, Columns.cityEn), zh: table.value(row, Columns.cityZh)),
                    areaSquareKilometres: table.optional(row, Columns.area),
                    population: table.optional(row, Columns.population),
                    longitude: table.optional(row, Columns.longitude),
                    latitude: table.optional(row, Columns.latitude),
                    revenueWanYuan: table.optional(row, Columns.revenue),
                    location: table.location(row, Columns.region))
            }, changes: changes)
    }
}
