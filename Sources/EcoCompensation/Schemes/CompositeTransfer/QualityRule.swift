import EcoAccounts
import EcoParameters
import EcoUnits

/// How the change of ecological quality moves the transfer: index, values of two years, factor of each degree.
struct QualityRule: ParameterGroup {
    enum Columns {
        static let previous = Column<FixedPoint>.exact(
            "previous", range: .closed(0, 100),
            LocalizedText(en: "index of the period compared with", zh: "基期指数"))
        static let current = Column<FixedPoint>.exact(
            "current", range: .closed(0, 100), LocalizedText(en: "index of the period", zh: "当期指数"))
        static let correction = Column<FixedPoint>.exact(
            "correction", range: .closed(-100, 100), presence: .optional,
            LocalizedText(
                en: "correction of the change for water, air and human activity", zh: "水、气及人为因素调节值"))
    }

    static let tableDeclaration = TableDeclaration(
        id: "ecological_quality",
        meaning: LocalizedText(en: "Index of ecological quality, by county and period", zh: "生态质量指数表"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.previous.declaration,
            Columns.current.declaration, Columns.correction.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "period"])

    private static let indexParameter = Parameter<EcologicalIndex>.choice(
        "index", LocalizedText(en: "index and its borders of change", zh: "指数及变化分级"),
        source: "HJ 192-2015 for its own borders; the others are not checked in print", status: .provisional)
    private static let tableParameter = Parameter<Table>.table(
        "values", tableDeclaration, LocalizedText(en: "values of the index", zh: "指数值"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quality_rule", title: LocalizedText(en: "Change of ecological quality", zh: "生态质量变化"),
            meaning: LocalizedText(
                en: "Factor on the transfer by the change of ecological quality", zh: "按生态质量变化调节转移支付"),
            parameters: [indexParameter.declaration, tableParameter.declaration]
                + EcologicalChange.allCases.map(\.factorParameter.declaration),
            rules: [check])
    }

    let index: EcologicalIndex
    let values: Table
    private let factors: [EcologicalChange: Rational]

    init(_ bound: BoundGroup) {
        index = bound[Self.indexParameter]
        values = bound[Self.tableParameter]
        factors = Dictionary(
            uniqueKeysWithValues: EcologicalChange.allCases.map { ($0, bound[$0.factorParameter]) })
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let degrees = EcologicalChange.allCases
        for (lower, upper) in zip(degrees, degrees.dropFirst())
        where bound[lower.factorParameter] > bound[upper.factorParameter] {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_order", at: bound.location(of: upper.factorParameter),
                    path: bound.path(of: upper.factorParameter),
                    LocalizedText(
                        en: "the factor is lower than that of `\(lower.rawValue)`",
                        zh: "系数低于“\(lower.name.zh)”的系数"),
                    hint: LocalizedText(en: "a better change may not be paid less", zh: "变好时的系数不得更低")))
        }
    }

    // MARK: Reading

    struct Key: Hashable {
        let region: RegionCode
        let period: Period
    }

    /// The change and its factor.
    struct Verdict {
        let difference: Calculation
        let factor: Calculation
    }

    func verdicts(_ regions: RegionTable) throws(DiagnosticFailure) -> [Key: Verdict] {
        var reader = RowReader(values, regions)
        var verdicts: [Key: Verdict] = [:]
        for row in values.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period)
            else { continue }
            verdicts[Key(region: region, period: period)] = try DiagnosticFailure.exactly(values.file) {
                () throws(ArithmeticOverflow) in try verdict(row)
            }
        }
        try reader.finish()
        return verdicts
    }

    private func verdict(_ row: Int) throws(ArithmeticOverflow) -> Verdict {
        let previous = values.number(row, Columns.previous) ?? .zero
        let current = values.number(row, Columns.current) ?? .zero
        let correction = values.number(row, Columns.correction) ?? .zero
        let change = index.change(try current - previous + correction)
        let difference = Calculation(
            .difference, "quality_change", try current - previous + correction, .one, note: change.name,
            inputs: [
                step(.observation, current, values.origin(row, Columns.current)),
                step(.baseline, previous, values.origin(row, Columns.previous)),
            ] + (correction == .zero ? [] : [Calculation(.adjuster, "correction", correction, .one)]))
        let factor = factors[change] ?? .one
        return Verdict(
            difference: difference,
            factor: Calculation(
                .coefficient, "quality_factor", factor, .one, note: change.name, inputs: [difference]))
    }

    private func step(_ step: Calculation.Step, _ value: Rational, _ origin: FigureOrigin) -> Calculation {
        Calculation(step, index.rawValue, value, .one, note: index.name(of: value), origin: origin)
    }
}

/// How last year's appraisal moves this year's transfer.
struct PerformanceRule: ParameterGroup {
    private static let appraisalParameter = Parameter<String>.text(
        "appraisal", kind: .identifier,
        LocalizedText(en: "id of the appraisal whose grades count", zh: "所采用绩效评价的标识"))
    private static let lagParameter = Parameter<Int>.integer(
        "lag_years", range: 0...5, default: "1",
        LocalizedText(en: "years from the appraised period to the transfer", zh: "评价结果滞后应用年数"))

    private static func factor(_ grade: Grade) -> Parameter<Rational> {
        .exactNumber(
            grade.rawValue, range: .closed(0, 2),
            LocalizedText(en: "factor for the grade \(grade.name.en)", zh: "\(grade.name.zh)等级的系数"))
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "performance_rule", title: LocalizedText(en: "Result of the appraisal", zh: "绩效结果应用"),
            meaning: LocalizedText(
                en: "Factor on the transfer by the grade of an earlier appraisal", zh: "按前期绩效等级调节转移支付"),
            parameters: [appraisalParameter.declaration, lagParameter.declaration]
                + Grade.allCases.map { factor($0).declaration })
    }

    let appraisal: String
    private let lag: Int
    private let factors: [Grade: Rational]

    init(_ bound: BoundGroup) {
        appraisal = bound[Self.appraisalParameter]
        lag = bound[Self.lagParameter]
        factors = Dictionary(uniqueKeysWithValues: Grade.allCases.map { ($0, bound[Self.factor($0)]) })
    }

    /// `nil` where the county has no grade.
    func factor(_ region: RegionCode, _ period: Period, _ scores: [Score]) -> Calculation? {
        let appraised = period.inYear(period.year - lag)
        let found = scores.first {
            $0.appraisal == appraisal && $0.subject == region.description && $0.period == appraised
                && $0.indicator == Score.total
        }
        guard let found, let grade = Grade(rawValue: found.grade), let factor = factors[grade] else {
            return nil
        }
        let origin = FigureOrigin.score(appraisal: appraisal, subject: found.subject, appraised)
        return Calculation(
            .coefficient, "performance_factor", factor, .one, note: grade.name,
            inputs: [
                Calculation(.observation, appraisal, found.value ?? .zero, found.unit, origin: origin)
            ])
    }
}
