import EcoAccounts
import EcoParameters
import EcoUnits

/// Capacity and cost of shared facilities among counties by their planned tonnes, with the capacity balance.
/// Method: `CostSharing.md`.
public struct CostSharing: Allocation {
    enum Columns {
        static let facility = Column<String>.text(
            "facility", kind: .identifier, LocalizedText(en: "id of the facility", zh: "设施"))
        static let capacity = Column<FixedPoint>.exact(
            "capacity_t", unit: .named("t"), range: .positive,
            LocalizedText(en: "what it can take in the period", zh: "期内处理能力（吨）"))
        static let cost = Column<FixedPoint>.yuan(
            "cost_yuan", LocalizedText(en: "cost of the period to share", zh: "分摊费用（元）"))
        static let planned = Column<FixedPoint>.exact(
            "planned_t", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "tonnes that the county plans to send", zh: "计划量（吨）"))
    }

    static let facilitiesTable = TableDeclaration(
        id: "shared_facilities", meaning: LocalizedText(en: "Shared facilities", zh: "共建共享设施"),
        columns: [
            Columns.facility.declaration, OwnColumn.region.declaration, OwnColumn.period.declaration,
            Columns.capacity.declaration, Columns.cost.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["facility", "period"])
    static let plansTable = TableDeclaration(
        id: "planned_tonnes", meaning: LocalizedText(en: "Planned tonnes of the counties", zh: "各县计划量"),
        columns: [
            Columns.facility.declaration, OwnColumn.period.declaration, OwnColumn.region.declaration,
            Columns.planned.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["facility", "period", "region"])

    private static let facilitiesParameter = Parameter<Table>.table(
        "facilities", facilitiesTable,
        LocalizedText(en: "facilities; `region` is the host", zh: "设施（region 为所在县）"))
    private static let plansParameter = Parameter<Table>.table(
        "plans", plansTable, LocalizedText(en: "planned tonnes", zh: "计划量"))
    private static let hostShareParameter = Parameter<Rational>.exactNumber(
        "host_discount", range: .fraction, default: "0",
        LocalizedText(en: "part of its own cost share that the host is spared", zh: "所在县费用减免比例"),
        source: "no document states one", status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "cost_sharing", title: LocalizedText(en: "Shared facilities", zh: "设施共建共享分摊"),
            meaning: LocalizedText(
                en: "Capacity and cost of shared facilities by planned tonnes", zh: "按计划量分配设施能力并分摊费用"),
            parameters: BlockIdentity.declarations + [
                facilitiesParameter.declaration, plansParameter.declaration, hostShareParameter.declaration,
            ])
    }

    public let identity: BlockIdentity
    private let facilities: Table
    private let plans: Table
    private let hostDiscount: Rational

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        facilities = bound[Self.facilitiesParameter]
        plans = bound[Self.plansParameter]
        hostDiscount = bound[Self.hostShareParameter]
    }

    // MARK: Allocation

    private struct Key: Hashable {
        let facility: String
        let period: Period
    }

    private struct Plan {
        let region: RegionCode
        let tonnes: Calculation
    }

    public func allocate(from evidence: Evidence) throws(DiagnosticFailure) -> AllocationOutcome {
        let plans = try readPlans(evidence.table)
        var reader = RowReader(facilities, evidence.table)
        var outcome = AllocationOutcome()
        var seen: Set<Key> = []
        for row in facilities.rows {
            guard let host = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period)
            else { continue }
            let key = Key(facility: facilities.value(row, Columns.facility), period: period)
            seen.insert(key)
            guard let own = plans[key], own.contains(where: { $0.tonnes.value > .zero }) else {
                reader.complain(
                    row, Columns.facility, "no_shares",
                    LocalizedText(en: "no county plans to send anything", zh: "没有县有计划量"),
                    hint: LocalizedText(en: "add it to the table `plans`", zh: "在 `plans` 表中补充"))
                continue
            }
            do { try share(row, key, host, own, &outcome) } catch {
                throw .overflow("\(identity.path): \(key.facility)")
            }
        }
        try reader.finish()
        try checkKnown(plans, seen)
        return outcome
    }

    private func readPlans(_ regions: RegionTable) throws(DiagnosticFailure) -> [Key: [Plan]] {
        var reader = RowReader(plans, regions)
        var result: [Key: [Plan]] = [:]
        for row in plans.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period),
                let tonnes = plans.number(row, Columns.planned)
            else { continue }
            let key = Key(facility: plans.value(row, Columns.facility), period: period)
            result[key, default: []].append(
                Plan(
                    region: region,
                    tonnes: Calculation(
                        .observation, "planned", tonnes, .named("t"),
                        origin: plans.origin(row, Columns.planned))))
        }
        try reader.finish()
        return result
    }

    private func checkKnown(_ plans: [Key: [Plan]], _ seen: Set<Key>) throws(DiagnosticFailure) {
        var reader = RowReader(self.plans, RegionTable([]))
        for row in self.plans.rows {
            guard let period = reader.period(row, OwnColumn.period) else { continue }
            let facility = self.plans.value(row, Columns.facility)
            guard !seen.contains(Key(facility: facility, period: period)) else { continue }
            reader.complain(
                row, Columns.facility, "unknown_facility",
                LocalizedText(
                    en: "no facility '\(facility)' in \(period)", zh: "\(period) 没有设施“\(facility)”"),
                hint: LocalizedText(
                    Suggestion.nearest(to: facility, in: seen.map(\.facility).sorted()) ?? ""))
        }
        try reader.finish()
    }

    private func share(
        _ row: Int, _ key: Key, _ host: RegionCode, _ plans: [Plan], _ outcome: inout AllocationOutcome
    ) throws(ArithmeticOverflow) {
        let capacity = facilities.number(row, Columns.capacity) ?? .zero
        let planned = plans.map(\.tonnes.value)
        let sum = try planned.total()
        let tonnes = Unit.named("t")
        let step = Rational(1, over: 1_000_000) ?? .one
        let given = try Apportionment.fill(capacity, needs: planned, weights: planned, step: step)
        let capacities = zip(plans, given).map { plan, amount in
            (
                recipient: plan.region.description,
                calculation: Calculation(.share, "capacity", amount, tonnes, inputs: [plan.tonnes])
            )
        }
        try outcome.add(
            identity, key.period, "capacity:\(key.facility)", available: capacity, tonnes, capacities)
        if sum > capacity { outcome.warnings.append(try short(row, key, sum - capacity)) }
        try shareCost(row, key, host, plans, &outcome)
    }

    private func short(_ row: Int, _ key: Key, _ tonnes: Rational) -> Diagnostic {
        Diagnostic(
            .warning, code: "capacity_short", at: facilities.location(row, Columns.capacity),
            path: identity.path,
            LocalizedText(
                en: "\(key.facility) is \(tonnes.text(digits: 3)) t too small in \(key.period)",
                zh: "\(key.period) \(key.facility) 能力不足 \(tonnes.text(digits: 3)) 吨"))
    }

    /// By planned tonnes, the host's at a discount; in fen, without a remainder.
    private func shareCost(
        _ row: Int, _ key: Key, _ host: RegionCode, _ plans: [Plan], _ outcome: inout AllocationOutcome
    ) throws(ArithmeticOverflow) {
        let cost = facilities.number(row, Columns.cost) ?? .zero
        var weights: [Rational] = []
        for plan in plans {
            let factor = plan.region == host ? try Rational.one - hostDiscount : .one
            weights.append(try plan.tonnes.value * factor)
        }
        if weights.allSatisfy({ $0 == .zero }) { weights = plans.map(\.tonnes.value) }
        let parts = try Apportionment.split(cost, by: weights, step: Apportionment.fen)
        let total = Calculation(
            .observation, "cost", cost, .yuan, origin: facilities.origin(row, Columns.cost))
        let costs = zip(plans, parts).map { plan, amount in
            (
                recipient: plan.region.description,
                calculation: Calculation(.share, "cost", amount, .yuan, inputs: [total, plan.tonnes])
            )
        }
        try outcome.add(identity, key.period, "cost:\(key.facility)", available: cost, .yuan, costs)
    }
}
