import EcoAccounts
import EcoParameters
import EcoUnits

/// The declared order of a scheme that pays by rank: by indicators of the air, by scores of a table, or both.
struct RankingRules: Sendable {
    struct IndicatorRule: Sendable {
        let indicator: AssessedIndicator
        let weights: [Measure: Rational]
        let smallestBase: Rational
    }

    enum Columns {
        static let component = Column<String>.text(
            "component", kind: .identifier, LocalizedText(en: "id of the component", zh: "分项标识"))
        static let value = Column<FixedPoint>.exact(
            "value", presence: .nullable,
            LocalizedText(en: "score or rank of the component; empty where it is missing", zh: "得分或名次"))
    }

    static let scoresTable = TableDeclaration(
        id: "rank_scores",
        meaning: LocalizedText(en: "Scores or ranks by region, period and component", zh: "分项得分或名次表"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.component.declaration,
            Columns.value.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "period", "component"])

    private static let scoresParameter = Parameter<Table>.table(
        "scores", scoresTable, LocalizedText(en: "scores or ranks that are given", zh: "给定的得分或名次")
    ).optional
    private static let scoringParameter = Parameter<Ranking.Scoring>.choice(
        "scoring", default: .ranks,
        LocalizedText(en: "what the components of a region add up to", zh: "综合得分口径"))
    private static let tieBreakParameter = Parameter<[String]>.texts(
        "tie_break", .identifier,
        LocalizedText(
            en: "components whose rank parts equal scores, in order: pm25, pm25_change_rate or of the table",
            zh: "总分相同时依次比较的分项"))
    private static let higherParameter = Parameter<[String]>.texts(
        "higher_is_better", .identifier,
        LocalizedText(en: "components of the table of which more is better", zh: "数值越大越好的分项"))
    private static let weightsParameter = Parameter<[String: Rational]>(
        ParameterDeclaration(
            key: "component_weights", shape: .map(key: .identifier, value: .number(range: .positive)),
            presence: .optional,
            meaning: LocalizedText(en: "weights of the table's components; 1 where absent", zh: "分项权重，缺省为 1"))
    ) { bound in
        guard case .map(let entries)? = bound else { return [:] }
        return entries.compactMapValues { $0.value.exactNumber }
    }

    private static func weight(_ measure: Measure) -> Parameter<Rational?> {
        Parameter<Rational>.exactNumber(
            "\(measure.rawValue)_weight", range: .positive,
            LocalizedText(en: "weight of: \(measure.meaning.en)", zh: "权重：\(measure.meaning.zh)")
        ).optional
    }

    private static let indicatorsParameter = Parameter<[IndicatorRule]>.indicators(
        LocalizedText(en: "indicators of the order, with the weights of their measures", zh: "排名指标及权重")
    ) { indicator in
        Measure.allCases.map { weight($0).declaration } + [Measure.smallestBase(indicator).declaration]
    } make: { indicator, bound in
        var weights: [Measure: Rational] = [:]
        for measure in Measure.allCases { weights[measure] = bound[weight(measure)] }
        return IndicatorRule(
            indicator: indicator, weights: weights, smallestBase: bound[Measure.smallestBase(indicator)])
    }

    static var declarations: [ParameterDeclaration] {
        [
            indicatorsParameter.declaration, scoresParameter.declaration, weightsParameter.declaration,
            higherParameter.declaration, scoringParameter.declaration, tieBreakParameter.declaration,
        ]
    }

    let indicators: [IndicatorRule]
    private let scores: Table?
    private let componentWeights: [String: Rational]
    private let higherIsBetter: [String]
    private let scoring: Ranking.Scoring
    private let tieBreak: [String]

    init(_ bound: BoundGroup) {
        indicators = bound[Self.indicatorsParameter]
        scores = bound[Self.scoresParameter]
        componentWeights = bound[Self.weightsParameter]
        higherIsBetter = bound[Self.higherParameter]
        scoring = bound[Self.scoringParameter]
        tieBreak = bound[Self.tieBreakParameter]
    }

    var inputs: Set<EvidenceSource> { indicators.isEmpty ? [] : [.air] }

    static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if bound.indicatorBlocks.isEmpty, bound[scoresParameter] == nil {
            bound.requireValues(["indicators"], &diagnostics)
        }
        for block in bound.indicatorBlocks
        where !Measure.allCases.contains(where: { block.group.fields["\($0.rawValue)_weight"] != nil }) {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: block.group.location, path: bound.indicatorPath(block.id),
                    "no measure of the indicator has a weight",
                    hint: "give `level_weight`, `change_weight` or `change_rate_weight`"))
        }
        bound.checkUniqueIndicators(&diagnostics)
        checkTieBreak(bound, &diagnostics)
    }

    private static func checkTieBreak(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        var known: [String] = bound[indicatorsParameter].flatMap { rule in
            rule.weights.keys.map { $0.id(of: rule.indicator) }
        }
        if let table = bound[scoresParameter] {
            known += table.rows.map { table.value($0, Columns.component) }
        }
        for id in bound[tieBreakParameter] where !known.contains(id) {
            diagnostics.append(
                Diagnostic(
                    code: "unknown_choice", at: bound.location(of: tieBreakParameter),
                    path: bound.path(of: tieBreakParameter), "the order has no component '\(id)'",
                    hint: "one of \(Set(known).sorted().joined(separator: ", "))"))
        }
    }
}

// MARK: Evaluation

extension RankingRules {
    /// The periods to settle: of the air, and of the table's rows.
    func periods(
        _ kind: PeriodKind, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Period] {
        guard indicators.isEmpty, let scores else {
            return try assessment.periods(kind, of: indicators.map(\.indicator))
        }
        var reader = RowReader(scores, assessment.evidence.table)
        var found: Set<Period> = []
        for row in scores.rows {
            _ = reader.region(row, OwnColumn.region)
            if let period = reader.period(row, OwnColumn.period, kind) { found.insert(period) }
        }
        try reader.finish()
        let named = assessment.scope.periods
        return found.filter { named.isEmpty || named.contains($0) }.sorted()
    }

    /// The order in a period; regions that lack a component stand outside it, as `missing_data` allows.
    func positions(
        _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Ranking.Position] {
        let ranking = Ranking(
            scoring: scoring,
            components: airComponents(period, &assessment) + (try tableComponents(period, &assessment)),
            tieBreak: tieBreak)
        return try DiagnosticFailure.exactly("\(assessment.scope.path): \(period)") {
            () throws(ArithmeticOverflow) in try ranking.positions()
        }
    }

    private func airComponents(_ period: Period, _ assessment: inout Assessment) -> [Ranking.Component] {
        indicators.flatMap { rule in
            Measure.allCases.compactMap { measure in
                rule.weights[measure].map { weight in
                    Ranking.Component(
                        id: measure.id(of: rule.indicator), weight: weight,
                        isBetterHigher: rule.indicator.isBetterHigher,
                        values: assessment.measured(
                            measure, rule.indicator, in: period, smallestBase: rule.smallestBase))
                }
            }
        }
    }

    private func tableComponents(
        _ period: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> [Ranking.Component] {
        guard let scores else { return [] }
        var reader = RowReader(scores, assessment.evidence.table)
        var values: [String: [RegionCode: Calculation]] = [:]
        for row in scores.rows {
            let component = scores.value(row, Columns.component)
            let (region, rowPeriod) = (
                reader.region(row, OwnColumn.region), reader.period(row, OwnColumn.period)
            )
            guard let region, rowPeriod == period, assessment.regions.contains(region),
                let value = scores.number(row, Columns.value)
            else { continue }
            values[component, default: [:]][region] = Calculation(
                .observation, component, value, .one, origin: scores.origin(row, Columns.value))
        }
        try reader.finish()
        for component in Set(scores.rows.map({ scores.value($0, Columns.component) })).sorted() {
            for region in assessment.regions where values[component]?[region] == nil {
                assessment.noteMissing(component, region, period)
            }
        }
        return values.sorted { $0.key < $1.key }.map { id, values in
            Ranking.Component(
                id: id, weight: componentWeights[id] ?? .one, isBetterHigher: higherIsBetter.contains(id),
                values: values)
        }
    }
}
