import EcoAccounts
import EcoParameters
import EcoUnits

/// The place in a list of cities against a place to reach, and how much is missing. Method: `RankTarget.md`.
public struct RankTarget: Appraisal {
    enum Better: String, ParameterChoice {
        case lower
        case higher

        var meaning: LocalizedText {
            switch self {
            case .lower: LocalizedText(en: "a lower value is better", zh: "数值越低越好")
            case .higher: LocalizedText(en: "a higher value is better", zh: "数值越高越好")
            }
        }
    }

    static let value = Column<FixedPoint>.exact(
        "value", range: .nonNegative, presence: .nullable,
        LocalizedText(en: "value of the list; empty where it is missing", zh: "数值"))
    static let listTable = TableDeclaration(
        id: "ranked_list", meaning: LocalizedText(en: "Values of a list, by subject and period", zh: "排名名单"),
        columns: [
            OwnColumn.subject.declaration, OwnColumn.period.declaration, value.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["subject", "period"])

    private static let listParameter = Parameter<Table>.table(
        "list", listTable, LocalizedText(en: "the whole list", zh: "全部名单"))
    private static let targetParameter = Parameter<Int>.integer(
        "target_rank", range: 1...100_000,
        LocalizedText(en: "place to reach: 158 to leave the last 10 of 168", zh: "目标名次"))
    private static let betterParameter = Parameter<Better>.choice(
        "better", default: .lower, LocalizedText(en: "which values are better", zh: "优劣方向"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "rank_target", title: LocalizedText(en: "Place in a list", zh: "排名目标"),
            meaning: LocalizedText(
                en: "Place of each city in a list, and the gap to a place to reach", zh: "城市排名及与目标名次的差距"),
            parameters: BlockIdentity.declarations + [
                listParameter.declaration, targetParameter.declaration, betterParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[targetParameter] > bound[listParameter].rowCount else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "out_of_range", at: bound.location(of: targetParameter),
                            path: bound.path(of: targetParameter),
                            LocalizedText(en: "the list is shorter than the place", zh: "名单短于目标名次"),
                            hint: LocalizedText(en: "give the whole list", zh: "请提供完整名单")))
                }
            ])
    }

    public let identity: BlockIdentity
    private let list: Table
    private let target: Int
    private let better: Better

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        list = bound[Self.listParameter]
        target = bound[Self.targetParameter]
        better = bound[Self.betterParameter]
    }

    public func scores(from evidence: Evidence) throws(DiagnosticFailure) -> AppraisalOutcome {
        var outcome = AppraisalOutcome()
        var entries: [Period: [(subject: String, value: Rational)]] = [:]
        var reader = RowReader(list, RegionTable([]))
        for row in list.rows {
            guard let period = reader.period(row, OwnColumn.period) else { continue }
            let subject = list.value(row, OwnColumn.subject)
            if let value = list.number(row, Self.value) {
                entries[period, default: []].append((subject, value))
            } else {
                outcome.warnings.append(missing(subject, row))
            }
        }
        try reader.finish()
        for (period, list) in entries.sorted(by: { $0.key < $1.key }) {
            do { try add(list, period, &outcome) } catch { throw .overflow(identity.path) }
        }
        return outcome
    }

    private func missing(_ subject: String, _ row: Int) -> Diagnostic {
        Diagnostic(
            .warning, code: "missing_data", at: list.location(row, Self.value), path: identity.path,
            LocalizedText(en: "\(subject) has no value and no place", zh: "\(subject) 缺数值，不参与排名"))
    }

    /// Equal values share the better place. The gap is what a subject is behind the value at the target place:
    /// with that value it would stand level with it.
    private func add(
        _ entries: [(subject: String, value: Rational)], _ period: Period, _ outcome: inout AppraisalOutcome
    ) throws(ArithmeticOverflow) {
        let isHigher = better == .higher
        let sorted = entries.map(\.value).sorted { isHigher ? $0 > $1 : $0 < $1 }
        let border = sorted[min(target, sorted.count) - 1]
        for entry in entries {
            let place = 1 + sorted.count { isHigher ? $0 > entry.value : $0 < entry.value }
            let isMet = place <= target
            let value = Calculation(.observation, "value", entry.value, .one)
            outcome.add(
                identity, entry.subject, period, "rank",
                Calculation(
                    .rank, "rank", Rational(place), .one,
                    note: LocalizedText(en: "of \(entries.count)", zh: "共 \(entries.count)"), inputs: [value]),
                grade: (isMet ? Verdict.met : .notMet).rawValue)
            let gap = isMet ? .zero : try (entry.value - border).magnitude
            outcome.add(
                identity, entry.subject, period, "gap",
                Calculation(
                    .difference, "gap", gap, .one,
                    inputs: [value, Calculation(.baseline, "value_at_target_rank", border, .one)]))
        }
    }
}
