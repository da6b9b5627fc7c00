import EcoParameters
import EcoUnits

/// Surface-runoff coefficients by class: the scenario's own rows over those of a published table.
struct RunoffCoefficients {
    enum Columns {
        static let ecosystem = Column<String>.text(
            "ecosystem", kind: .identifier,
            LocalizedText(en: "subtype of the legend or ecosystem type", zh: "图例子类型或生态系统类型"))
        static let percent = Column<Double>.quantity(
            "runoff_percent", unit: .named("%"), range: .closed(0, 100),
            LocalizedText(en: "share of precipitation that runs off on the surface", zh: "地表径流系数"))
        static let status = FigureStatus.column
        static let source = Column<String>.text(
            "source", LocalizedText(en: "where the coefficient comes from", zh: "来源"))
    }

    static let declaration = TableDeclaration(
        id: "runoff_coefficients",
        meaning: LocalizedText(en: "Surface-runoff coefficients of ecosystems", zh: "生态系统地表径流系数"),
        columns: [
            Columns.ecosystem.declaration, Columns.percent.declaration, Columns.status.declaration,
            Columns.source.declaration,
        ], uniqueBy: ["ecosystem"])

    /// A coefficient with where it comes from.
    struct Row {
        let percent: Double
        let meaning: LocalizedText
        let source: String
        let status: String
        let isProvisional: Bool
    }

    private let table: RunoffTable?
    /// Row of the published table by subtype.
    private let stands: [String: String]
    private let own: [String: Row]

    init(table: RunoffTable?, stands: [String: String], own: Table?) {
        self.table = table
        self.stands = stands
        var rows: [String: Row] = [:]
        for row in own?.rows ?? 0..<0 {
            guard let own else { continue }
            let status = FigureStatus(rawValue: own.value(row, Columns.status)) ?? .provisional
            rows[own.value(row, Columns.ecosystem)] = Row(
                percent: own.value(row, Columns.percent), meaning: Self.declaration.meaning,
                source: own.value(row, Columns.source), status: status.rawValue,
                isProvisional: status.isProvisional)
        }
        self.own = rows
    }

    /// The key and row of a class; nil where neither table has one.
    func row(of land: LandCoverClass) -> (key: String, row: Row)? {
        if let subtype = land.subtype {
            if let row = own[subtype] { return (subtype, row) }
            if let row = published(stands[subtype] ?? subtype) { return row }
        }
        return own[land.ecosystem.rawValue].map { (land.ecosystem.rawValue, $0) }
    }

    private func published(_ key: String) -> (key: String, row: Row)? {
        guard let table, let percent = table.percent(key) else { return nil }
        let row = Row(
            percent: percent, meaning: table.meaning, source: table.source, status: table.status.rawValue,
            isProvisional: table.status == .provisional)
        return (key, row)
    }

    /// A fraction; nil where no row stands for the class.
    func coefficient(of land: LandCoverClass) -> Double? { row(of: land).map { $0.row.percent / 100 } }

    func register(_ legend: LandCoverLegend) -> [RegisterEntry] {
        var rows: [String: Row] = [:]
        for land in legend.classes { if let own = row(of: land) { rows[own.key] = own.row } }
        return rows.sorted { $0.key < $1.key }.map { key, row in
            RegisterEntry(
                path: "accounts.indicators.water_retention.runoff_table.\(key)",
                value: "\(NumberText.shortest(row.percent)) %", meaning: row.meaning, source: row.source,
                status: row.status, isProvisional: row.isProvisional)
        }
    }

    /// Rows that stand for nothing: a misspelt subtype would else go unnoticed.
    func findings(_ legend: LandCoverLegend, at location: SourceLocation, path: String) -> [Diagnostic] {
        let subtypes = Set(legend.classes.compactMap(\.subtype)).sorted()
        guard !legend.classes.isEmpty else { return [] }
        return stands.keys.sorted().filter { !subtypes.contains($0) }.map { key in
            let near = Suggestion.nearest(to: key, in: subtypes).map { "did you mean `\($0)`?" }
            return Diagnostic(
                code: "unknown_subtype", at: location, path: "\(path).\(key)",
                "the legend has no subtype '\(key)'",
                hint: near ?? "its subtypes are \(subtypes.joined(separator: ", "))")
        }
    }
}
