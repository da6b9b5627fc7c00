import EcoAccounts
import EcoParameters
import EcoUnits

/// The figures that targets are compared with: from the table, over members, or from the evaluated air.
struct TrackedValues {
    struct Key: Hashable {
        let subject: String
        let period: Period
        let indicator: String
    }

    private struct Figure {
        let actual: Rational
        let base: Rational?
        let origin: FigureOrigin?
    }

    private struct Member {
        let subject: String
        let weight: Rational
    }

    private typealias Columns = TargetTracking.Columns
    private var figures: [Key: Figure] = [:]
    private var members: [String: [Member]] = [:]
    private let readsAir: Bool
    private let standard: String?
    private let evidence: Evidence

    init(_ tracking: TargetTracking, _ evidence: Evidence) throws(DiagnosticFailure) {
        readsAir = tracking.readsAir
        standard = tracking.standard
        self.evidence = evidence
        if let table = tracking.values { try read(table) }
        if let table = tracking.members { try readMembers(table) }
    }

    private mutating func read(_ table: Table) throws(DiagnosticFailure) {
        var reader = RowReader(table, evidence.table)
        for row in table.rows {
            guard let subject = reader.subject(row), let period = reader.period(row, OwnColumn.period),
                let actual = table.number(row, Columns.actual)
            else { continue }
            let key = Key(subject: subject, period: period, indicator: table.value(row, OwnColumn.indicator))
            figures[key] = Figure(
                actual: actual, base: table.number(row, Columns.base),
                origin: table.origin(row, Columns.actual))
        }
        try reader.finish()
    }

    private mutating func readMembers(_ table: Table) throws(DiagnosticFailure) {
        var reader = RowReader(table, evidence.table)
        for row in table.rows {
            guard let group = reader.subject(row, Columns.group), let subject = reader.subject(row) else {
                continue
            }
            members[group, default: []].append(
                Member(subject: subject, weight: table.number(row, Columns.weight) ?? .one))
        }
        try reader.finish()
    }

    // MARK: Values

    /// `nil` where a figure, or one of a member, is missing.
    func value(_ key: Key, _ kind: TargetTracking.Kind, _ unit: Unit) throws(ArithmeticOverflow)
        -> Calculation?
    {
        if let own = figure(key) { return try value([own], [.one], key.indicator, kind, unit) }
        guard let members = members[key.subject] else { return nil }
        let found = members.map { member in
            figure(Key(subject: member.subject, period: key.period, indicator: key.indicator))
        }
        let figures = found.compactMap(\.self)
        guard figures.count == members.count else { return nil }
        return try value(figures, members.map(\.weight), key.indicator, kind, unit)
    }

    private func figure(_ key: Key) -> Figure? {
        if let figure = figures[key] { return figure }
        guard readsAir, let indicator = AssessedIndicator(rawValue: key.indicator),
            let region = RegionCode(key.subject)
        else { return nil }
        let airKey = Evidence.Key(indicator: indicator, region: region, period: key.period)
        let found = evidence.observations(airKey, standard: standard).filter { $0.value != nil }
        guard Set(found.map(\.standard)).count <= 1, let value = found.first?.value else { return nil }
        return Figure(
            actual: value, base: nil, origin: .air(region, key.period, indicator: indicator.rawValue))
    }

    private func value(
        _ figures: [Figure], _ weights: [Rational], _ name: String, _ kind: TargetTracking.Kind,
        _ unit: Unit
    ) throws(ArithmeticOverflow) -> Calculation? {
        let steps = figures.map { figure in
            Calculation(.observation, name, figure.actual, unit, origin: figure.origin)
        }
        if kind == .value { return try mean(figures, weights, name, unit, steps) }
        let bases = figures.compactMap(\.base)
        guard bases.count == figures.count else { return nil }
        let ratio = try figures.map(\.actual).total() / bases.total()
        let value = kind == .rate ? try ratio * Rational(100) : ratio
        let parts = steps + bases.map { Calculation(.baseline, "base", $0, unit) }
        return Calculation(.sum, name, value, unit, note: kind.meaning, inputs: parts)
    }

    private func mean(
        _ figures: [Figure], _ weights: [Rational], _ name: String, _ unit: Unit, _ steps: [Calculation]
    ) throws(ArithmeticOverflow) -> Calculation? {
        if figures.count == 1 { return steps[0] }
        var sum = Rational.zero
        for (figure, weight) in zip(figures, weights) { sum = try sum + figure.actual * weight }
        let weight = try weights.total()
        guard weight > .zero else { return nil }
        return Calculation(
            .sum, name, try sum / weight, unit,
            note: LocalizedText(
                en: "weighted mean of \(figures.count)", zh: "\(figures.count) 项加权平均"), inputs: steps)
    }
}
