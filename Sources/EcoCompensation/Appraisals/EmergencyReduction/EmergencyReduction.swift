import EcoAccounts
import EcoParameters
import EcoUnits

/// Emission cuts of firms in a heavy-pollution alert, by their performance grade.
/// Method: `EmergencyReduction.md`.
public struct EmergencyReduction: Appraisal {
    enum Columns {
        static let firm = Column<String>.text("firm", LocalizedText(en: "name of the firm", zh: "企业"))
        static let grade = Column<String>.text(
            "grade", LocalizedText(en: "performance grade: A, B, C, D, leading", zh: "绩效等级"))
        static let pollutant = Column<String>.text(
            "pollutant", kind: .identifier, LocalizedText(en: "pollutant", zh: "污染物"))
        static let daily = Column<FixedPoint>.exact(
            "emission_t_per_day", unit: .named("t/d"), range: .nonNegative,
            LocalizedText(en: "emission without an alert", zh: "正常日排放量"))
        static let level = Column<String>.text(
            "level", kind: .identifier, LocalizedText(en: "alert level: yellow, orange, red", zh: "预警级别"))
        static let cut = Column<FixedPoint>.exact(
            "cut_percent", unit: .named("%"), range: .closed(0, 100),
            LocalizedText(en: "cut of the emission", zh: "减排比例"))
    }

    static let firmsTable = TableDeclaration(
        id: "alert_firms", meaning: LocalizedText(en: "Firms with grade and daily emission", zh: "企业清单"),
        columns: [
            Columns.firm.declaration, OwnColumn.region.declaration, Columns.grade.declaration,
            Columns.pollutant.declaration, Columns.daily.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["firm", "pollutant"])

    static let cutsTable = TableDeclaration(
        id: "alert_cuts",
        meaning: LocalizedText(en: "Cut by grade and alert level, best grade first", zh: "分级减排比例表，由优到差"),
        columns: [
            Columns.grade.declaration, Columns.level.declaration, Columns.cut.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["grade", "level"])

    private static let firmsParameter = Parameter<Table>.table(
        "firms", firmsTable, LocalizedText(en: "firms", zh: "企业清单"))
    private static let cutsParameter = Parameter<Table>.table(
        "cuts", cutsTable, LocalizedText(en: "cuts by grade and level", zh: "减排比例"))
    private static let levelParameter = Parameter<String>.text(
        "alert_level", kind: .identifier, LocalizedText(en: "level of the alert", zh: "预警级别"))
    private static let daysParameter = Parameter<Rational>.exactNumber(
        "days", range: .positive, LocalizedText(en: "days of the alert", zh: "预警天数"))
    private static let periodParameter = Parameter<String>.text(
        "period", kind: .period, LocalizedText(en: "period in which the alert falls", zh: "时期"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "emergency_reduction", title: LocalizedText(en: "Emergency reduction", zh: "绩效分级应急减排"),
            meaning: LocalizedText(
                en: "Tonnes that firms cut in an alert, by performance grade", zh: "重污染预警期间按绩效等级核算减排量"),
            parameters: BlockIdentity.declarations + [
                firmsParameter.declaration, cutsParameter.declaration, levelParameter.declaration,
                daysParameter.declaration, periodParameter.declaration,
            ], rules: [check])
    }

    public let identity: BlockIdentity
    private let firms: Table
    private let cuts: Table
    private let level: String
    private let days: Rational
    private let period: Period

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        firms = bound[Self.firmsParameter]
        cuts = bound[Self.cutsParameter]
        level = bound[Self.levelParameter]
        days = bound[Self.daysParameter]
        period = Period(bound[Self.periodParameter]) ?? .year(0)
    }

    /// A grade that stands later in the table may not be cut less.
    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if Period(bound[periodParameter]) == nil {
            diagnostics.append(
                Diagnostic(
                    code: "wrong_type", at: bound.location(of: periodParameter),
                    path: bound.path(of: periodParameter),
                    "'\(bound[periodParameter])' is no settlement period", hint: "write 2023 or 2023-01"))
        }
        let table = bound[cutsParameter]
        var last: [String: Rational] = [:]
        for row in table.rows {
            let (level, cut) = (table.value(row, Columns.level), table.number(row, Columns.cut) ?? .zero)
            if let better = last[level], cut < better {
                diagnostics.append(
                    Diagnostic(
                        code: "out_of_order", at: table.location(row, Columns.cut),
                        path: table.path(Columns.cut),
                        LocalizedText(
                            en: "a worse grade would be cut less at \(level)", zh: "\(level) 级别下较差等级减排更少"),
                        hint: LocalizedText(en: "list grades from the best to the worst", zh: "请由优到差排列等级")))
            }
            last[level] = cut
        }
    }

    // MARK: Evaluation

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        var reader = RowReader(firms, evidence.table)
        var outcome = AppraisalOutcome()
        var byRegion: [RegionCode: [String: [Calculation]]] = [:]
        for row in firms.rows {
            guard let region = reader.region(row, OwnColumn.region), let cut = cut(row, &reader) else {
                continue
            }
            let pollutant = firms.value(row, Columns.pollutant)
            do {
                let tonnes = try tonnes(row, cut)
                outcome.add(
                    identity, firms.value(row, Columns.firm), period, "\(pollutant)_cut", tonnes,
                    grade: firms.value(row, Columns.grade))
                byRegion[region, default: [:]][pollutant, default: []].append(tonnes)
            } catch { throw .overflow(identity.path) }
        }
        try reader.finish()
        for (region, sums) in byRegion.sorted(by: { $0.key < $1.key }) {
            for (pollutant, parts) in sums.sorted(by: { $0.key < $1.key }) {
                let sum = try DiagnosticFailure.exactly(identity.path) { () throws(ArithmeticOverflow) in
                    try parts.map(\.value).total()
                }
                outcome.add(
                    identity, region.description, period, "\(pollutant)_cut",
                    Calculation(.sum, "\(pollutant)_cut", sum, .named("t"), inputs: parts))
            }
        }
        return outcome
    }

    private func cut(_ row: Int, _ reader: inout RowReader) -> Rational? {
        let grade = firms.value(row, Columns.grade)
        let found = cuts.rows.first {
            cuts.value($0, Columns.grade) == grade && cuts.value($0, Columns.level) == level
        }
        if let found { return cuts.number(found, Columns.cut) }
        reader.complain(
            row, Columns.grade, "unknown_grade",
            LocalizedText(en: "no cut of grade '\(grade)' at \(level)", zh: "缺 \(grade) 级在 \(level) 预警下的比例"),
            hint: LocalizedText(en: "add it to the table `cuts`", zh: "在 `cuts` 表中补充"))
        return nil
    }

    private func tonnes(_ row: Int, _ cut: Rational) throws(ArithmeticOverflow) -> Calculation {
        let daily = firms.number(row, Columns.daily) ?? .zero
        let value = try daily * days * cut / Rational(100)
        return Calculation(
            .coefficient, "cut", value, .named("t"),
            note: "\(days.text(digits: 1)) d x \(cut.text(digits: 1)) %",
            inputs: [
                Calculation(
                    .observation, firms.value(row, Columns.pollutant), daily, .named("t/d"),
                    origin: firms.origin(row, Columns.daily))
            ])
    }
}
