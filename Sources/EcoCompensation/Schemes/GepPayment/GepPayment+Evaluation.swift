import EcoAccounts
import EcoParameters
import EcoUnits

extension GepPayment {
    /// A service from a provider to a beneficiary in a year.
    struct Flow {
        let provider: RegionCode
        let beneficiary: Party
        let period: Period
        let service: String
        let share: Rational
        let value: Rational
        let base: Rational
        let floor: Rational?
        let ceiling: Rational?
        let row: Int
    }

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        noteSchemesElsewhere(&assessment)
        let flows = try readFlows(&assessment).filter { assessment.isSettled($0.period) }
        checkCredits(flows, &assessment)
        var claims = ClaimList(scheme: scope.id)
        do throws(ArithmeticOverflow) {
            if template == .pool {
                try appendPool(flows, &claims)
            } else {
                let due = try flows.map { flow throws(ArithmeticOverflow) in (flow, try amount(flow)) }
                for (flow, amount) in try limited(due, &assessment) { try append(flow, amount, &claims) }
            }
        } catch { throw .overflow(scope.path) }
        return claims.claims
    }

    // MARK: Amounts

    /// `theta x value`, no less than the floor and no more than the ceiling.
    private func amount(_ flow: Flow) throws(ArithmeticOverflow) -> Calculation {
        let reaching = try reachingValue(flow)
        let paid = Calculation(
            .coefficient, "theta", try reaching.value * theta, .yuan, note: "theta = \(theta)",
            inputs: [reaching])
        let whole = try flow.value * flow.share
        let ceiling = flow.ceiling ?? whole
        let floor = flow.floor ?? .zero
        let value = min(max(paid.value, floor), ceiling)
        guard value != paid.value else { return paid }
        return Calculation(
            .cap, paid.value < floor ? "floor" : "ceiling", value, .yuan, inputs: [paid])
    }

    /// The value, or its growth, as far as it reaches the payer.
    private func reachingValue(_ flow: Flow) throws(ArithmeticOverflow) -> Calculation {
        let origin: FigureOrigin =
            valueSource == .accounts
            ? .account(flow.provider, year: flow.period.year, indicator: flow.service)
            : services.origin(flow.row, Columns.value)
        let observed = Calculation(.observation, flow.service, flow.value, .yuan, origin: origin)
        let base = Calculation(
            .baseline, "base_value", flow.base, .yuan, origin: services.origin(flow.row, Columns.previous))
        let value =
            template == .spillOver
            ? observed
            : Calculation(
                .difference, "increment", max(.zero, try flow.value - flow.base), .yuan,
                inputs: [observed, base])
        return Calculation(
            .share, Self.shareStep, try value.value * flow.share, .yuan, note: "\(flow.share)",
            inputs: [value])
    }

    static let shareStep = "spill_over_share"

    // MARK: Capacity

    /// Where a beneficiary's payments of a year exceed what it can pay, all of them fall in proportion.
    private func limited(
        _ due: [(Flow, Calculation)], _ assessment: inout Assessment
    ) throws(ArithmeticOverflow) -> [(Flow, Calculation)] {
        let capacities = readCapacities(&assessment)
        var result: [(Flow, Calculation)] = []
        for (flow, amount) in due {
            let key = CapacityKey(party: flow.beneficiary, period: flow.period)
            let all = due.filter { $0.0.beneficiary == flow.beneficiary && $0.0.period == flow.period }
            let sum = try all.map(\.1.value).total()
            guard let capacity = capacities[key], sum > capacity else {
                result.append((flow, amount))
                continue
            }
            let parts = try settlement.split(capacity, by: all.map(\.1.value))
            let index = all.firstIndex { $0.0.row == flow.row } ?? 0
            result.append(
                (
                    flow,
                    Calculation(
                        .cap, "capacity", parts[index], .yuan,
                        note:
                            "\(NumberText.shortest(capacity.doubleValue)) CNY / \(NumberText.shortest(sum.doubleValue)) CNY",
                        inputs: [amount])
                ))
        }
        return result
    }

    private struct CapacityKey: Hashable {
        let party: Party
        let period: Period
    }

    private func readCapacities(_ assessment: inout Assessment) -> [CapacityKey: Rational] {
        guard let capacities else { return [:] }
        var reader = RowReader(capacities, assessment.evidence.table)
        var result: [CapacityKey: Rational] = [:]
        for row in capacities.rows {
            guard let party = reader.party(row, Columns.payer),
                let period = reader.period(row, Columns.year, .year)
            else { continue }
            result[CapacityKey(party: party, period: period)] = capacities.number(row, Columns.capacity)
        }
        for finding in reader.diagnostics { assessment.note(finding) }
        return result
    }

    // MARK: Claims

    private func append(
        _ flow: Flow, _ amount: Calculation, _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        let parts = try settlement.instalments(amount.value, count: instalments)
        for (index, part) in parts.enumerated() {
            let step =
                instalments == 1
                ? amount
                : Calculation(
                    .share, Self.instalmentStep, part, .yuan, note: "\(index + 1) / \(instalments)",
                    inputs: [amount])
            claims.pay(
                part, from: flow.beneficiary, to: .region(flow.provider), .year(flow.period.year + index),
                Self.basis, step)
        }
    }

    static let basis = "gep_service"
    static let instalmentStep = "instalment"

    /// The pool of each year in proportion to growth, from the fund.
    private func appendPool(_ flows: [Flow], _ claims: inout ClaimList) throws(ArithmeticOverflow) {
        for (period, flows) in Dictionary(grouping: flows, by: \.period).sorted(by: { $0.key < $1.key }) {
            var increments: [Calculation] = []
            for flow in flows { increments.append(try reachingValue(flow)) }
            let parts = try settlement.split(pool, by: increments.map(\.value))
            for (flow, (increment, part)) in zip(flows, zip(increments, parts)) {
                let step = Calculation(
                    .share, "pool_share", part, .yuan,
                    inputs: [increment, Calculation(.pool, "pool", pool, .yuan)])
                claims.settle(flow.provider, period, part, Self.basis, step)
            }
        }
    }
}
