import EcoAccounts
import EcoParameters
import EcoUnits

/// Indicators with their points, and the targets and results of the appraised, from two tables.
struct ScoreSheet {
    enum Columns {
        static let points = Column<FixedPoint>.exact(
            "points", range: .nonNegative, LocalizedText(en: "full marks of the indicator", zh: "满分"))
        static let rule = Column<String>.choice(
            "rule", ScoringRule.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "how the result turns into points", zh: "评分规则"))
        static let dimension = Column<String>.text(
            "dimension", presence: .optional,
            LocalizedText(en: "decision, process, output, benefit", zh: "决策、过程、产出、效益"))
        static let target = Column<FixedPoint>.exact(
            "target", range: .nonNegative, LocalizedText(en: "target", zh: "目标值"))
        static let actual = Column<FixedPoint>.exact(
            "actual", range: .nonNegative, presence: .nullable,
            LocalizedText(en: "result in the same unit; empty where it is missing", zh: "实际值"))
    }

    static let indicatorsTable = TableDeclaration(
        id: "scored_indicators",
        meaning: LocalizedText(en: "Indicators with their points", zh: "评分指标表"),
        columns: [
            OwnColumn.indicator.declaration, Columns.points.declaration, Columns.rule.declaration,
            Columns.dimension.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["indicator"])

    static let resultsTable = TableDeclaration(
        id: "indicator_results",
        meaning: LocalizedText(en: "Targets and results by subject, period and indicator", zh: "指标完成情况表"),
        columns: [
            OwnColumn.subject.declaration, OwnColumn.period.declaration, OwnColumn.indicator.declaration,
            Columns.target.declaration, Columns.actual.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["subject", "period", "indicator"])

    private struct Item {
        let id: String
        let points: Rational
        let rule: ScoringRule
    }

    struct Key: Hashable {
        let subject: String
        let period: Period
    }

    private let items: [Item]
    private var rows: [Key: [String: Int]] = [:]
    private let results: Table
    private let terms: ScoringTerms
    private(set) var warnings: [Diagnostic] = []

    /// - Throws: unknown counties, malformed periods and indicators that nobody scores.
    init(
        _ indicators: Table, _ results: Table, _ terms: ScoringTerms, regions: RegionTable
    ) throws(DiagnosticFailure) {
        items = indicators.rows.map { row in
            Item(
                id: indicators.value(row, OwnColumn.indicator),
                points: indicators.number(row, Columns.points) ?? .zero,
                rule: ScoringRule(rawValue: indicators.value(row, Columns.rule)) ?? .proportional)
        }
        self.results = results
        self.terms = terms
        let known = items.map(\.id)
        var reader = RowReader(results, regions)
        for row in results.rows {
            let indicator = results.value(row, OwnColumn.indicator)
            if !known.contains(indicator) {
                let near = Suggestion.nearest(to: indicator, in: known) ?? known.joined(separator: ", ")
                reader.complain(
                    row, OwnColumn.indicator, "unknown_indicator",
                    LocalizedText(en: "no points are set for '\(indicator)'", zh: "指标“\(indicator)”未设分值"),
                    hint: LocalizedText(en: "one of \(near)", zh: "应为 \(near)"))
            }
            guard let subject = reader.subject(row), let period = reader.period(row, OwnColumn.period) else {
                continue
            }
            rows[Key(subject: subject, period: period), default: [:]][indicator] = row
        }
        try reader.finish()
    }

    var keys: [Key] { rows.keys.sorted { ($0.period, $0.subject) < ($1.period, $1.subject) } }

    /// The points of each indicator, `nil` where the result is missing, and their sum where none is.
    mutating func scores(_ key: Key) throws(ArithmeticOverflow) -> (
        parts: [Calculation?], total: Calculation?
    ) {
        var parts: [Calculation?] = []
        for item in items { parts.append(try part(item, key)) }
        let found = parts.compactMap(\.self)
        guard found.count == items.count else { return (parts, nil) }
        return (
            parts, Calculation(.sum, Score.total, try found.map(\.value).total(), .one, inputs: found)
        )
    }

    var indicators: [String] { items.map(\.id) }

    private mutating func part(_ item: Item, _ key: Key) throws(ArithmeticOverflow) -> Calculation? {
        guard let row = rows[key]?[item.id], let actual = results.number(row, Columns.actual),
            let target = results.number(row, Columns.target)
        else {
            warn(
                "missing_data", rows[key]?[item.id],
                LocalizedText(
                    en: "no result of \(item.id) for \(key.subject) in \(key.period): no total",
                    zh: "\(key.subject) \(key.period) 缺 \(item.id)，不计总分"))
            return nil
        }
        guard let attainment = try item.rule.attainment(actual, of: target) else {
            warn(
                "zero_target", row,
                LocalizedText(
                    en: "\(item.id) of \(key.subject) has the target 0: no share of it can be had",
                    zh: "\(key.subject) 的 \(item.id) 目标为0，无法计算完成率"))
            return nil
        }
        if attainment > terms.explainedAbove, results.optional(row, OwnColumn.note) == nil {
            warn(
                "over_achievement", row,
                LocalizedText(
                    en: "\(item.id) of \(key.subject) is far above its target and has no note",
                    zh: "\(key.subject) 的 \(item.id) 大幅超额，未说明原因"))
        }
        let part = item.rule.part(attainment, zeroBelow: terms.zeroBelow)
        return Calculation(
            .weight, item.id, try (item.points * part).rounded(toDigits: terms.digits), .one,
            note: LocalizedText(
                en: "of \(item.points.text(digits: 2)); \(item.rule.meaning.en)",
                zh: "满分 \(item.points.text(digits: 2))；\(item.rule.meaning.zh)"),
            inputs: [
                Calculation(
                    .observation, "actual", actual, .one, origin: results.origin(row, Columns.actual)),
                Calculation(.baseline, "target", target, .one, origin: results.origin(row, Columns.target)),
            ])
    }

    private mutating func warn(_ code: String, _ row: Int?, _ message: LocalizedText) {
        let place = row.map { results.location($0, Columns.actual) }
        warnings.append(
            Diagnostic(.warning, code: code, at: place, path: Columns.actual.key, message))
    }
}

/// What an appraisal by points takes besides its tables.
struct ScoringTerms: Sendable {
    private static let zeroBelowParameter = Parameter<Rational>.exactNumber(
        "zero_below", range: .fraction, default: "0.6",
        LocalizedText(en: "a proportional indicator reached below this part gets nothing", zh: "完成率低于此值不得分"),
        source: "财预〔2020〕10号; its scoring practice is not checked in print", status: .provisional)
    private static let explainedAboveParameter = Parameter<Rational>.exactNumber(
        "explained_above", range: NumberRange(minimum: 1), default: "1.3",
        LocalizedText(en: "a result above this multiple of its target needs a note", zh: "超过目标此倍数须说明"),
        source: "财预〔2020〕10号; its scoring practice is not checked in print", status: .provisional)
    private static let digitsParameter = Parameter<Int>.integer(
        "digits", range: 0...4, default: "2",
        LocalizedText(en: "decimals of an indicator's points (GB/T 8170)", zh: "得分保留小数位"))
    private static let fullMarksParameter = Parameter<Rational>.exactNumber(
        "full_marks", range: .positive, default: "100",
        LocalizedText(en: "what the points of all indicators add up to", zh: "总分"))
    private static let indicatorsParameter = Parameter<Table>.table(
        "indicators", ScoreSheet.indicatorsTable,
        LocalizedText(en: "indicators with their points", zh: "评分指标"))
    private static let resultsParameter = Parameter<Table>.table(
        "results", ScoreSheet.resultsTable, LocalizedText(en: "targets and results", zh: "完成情况"))

    static var declarations: [ParameterDeclaration] {
        [
            indicatorsParameter.declaration, resultsParameter.declaration, fullMarksParameter.declaration,
            zeroBelowParameter.declaration, explainedAboveParameter.declaration, digitsParameter.declaration,
        ] + GradeBorders.declarations
    }

    let indicators: Table
    let results: Table
    let zeroBelow: Rational
    let explainedAbove: Rational
    let digits: Int
    let fullMarks: Rational
    let borders: GradeBorders

    init(_ bound: BoundGroup) {
        indicators = bound[Self.indicatorsParameter]
        results = bound[Self.resultsParameter]
        zeroBelow = bound[Self.zeroBelowParameter]
        explainedAbove = bound[Self.explainedAboveParameter]
        digits = bound[Self.digitsParameter]
        fullMarks = bound[Self.fullMarksParameter]
        borders = GradeBorders(bound)
    }

    func grade(_ total: Rational) throws(ArithmeticOverflow) -> Grade {
        borders.grade(try total / fullMarks * Rational(100))
    }

    static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let table = bound[indicatorsParameter]
        WholeCheck.check(
            table.rows.compactMap { table.number($0, ScoreSheet.Columns.points) },
            is: bound[fullMarksParameter], of: LocalizedText(en: "the points", zh: "分值"),
            at: table.rows.isEmpty ? nil : table.location(0, ScoreSheet.Columns.points),
            path: table.path(ScoreSheet.Columns.points), &diagnostics)
        GradeBorders.check(bound, &diagnostics)
    }
}
