import EcoAccounts
import EcoParameters
import EcoUnits

/// Turns the claims of one scheme into transfers, period by period.
///
/// The scheme has applied tier, weight, coefficient and adjuster; here follow cap and rounding, in that
/// order. A cap holds in whole steps: the largest multiple of the step within it.
struct Settlement: Sendable {
    let scheme: String
    let rules: SettlementRules
    private let regions: RegionTable
    /// Whether ``settled`` is kept, and whether warnings are put into words.
    private let keepsClaims: Bool
    private let isExplained: Bool
    private(set) var ledger = Ledger()
    private(set) var settled: [SettledClaim] = []
    private(set) var balances: [SchemeBalance] = []
    private(set) var warnings: [Diagnostic] = []
    /// Deferred amounts, of payers and to receivers.
    private(set) var owedByRegions: [RegionCode: Money] = [:]
    private(set) var owedToRegions: [RegionCode: Money] = [:]

    /// - Parameter regions: for the names of counties in warnings.
    init(
        scheme: String, rules: SettlementRules, _ regions: RegionTable = RegionTable([]),
        keepsClaims: Bool = true, isExplained: Bool = true
    ) {
        self.keepsClaims = keepsClaims
        self.isExplained = isExplained
        self.scheme = scheme
        self.rules = rules
        self.regions = regions
    }

    mutating func settle(_ adjusted: AdjustedClaims) throws(ArithmeticOverflow) {
        let byPeriod = Dictionary(grouping: adjusted.claims, by: \.period)
        let setAside = Dictionary(grouping: adjusted.setAside, by: \.period)
        for period in Set(byPeriod.keys).union(setAside.keys).sorted() {
            try payDirectly((byPeriod[period] ?? []).filter { $0.counterparty != nil })
            let claims = (byPeriod[period] ?? []).filter { $0.counterparty == nil }
            var balance = SchemeBalance(scheme: scheme, period: period)
            try setAsideMoney(setAside[period] ?? [], &balance)
            balance.paidIn = try collectPayments(claims.filter { $0.amount.isNegative }, period)
            for claim in claims where claim.amount == .zero { record(claim, .zero, due: .zero) }
            let receipts = claims.filter { $0.amount > .zero }
            switch rules.funding {
            case .pool(let share): try sharePool(receipts, share, &balance)
            case .guaranteed(let surplus, let budget): try payClaims(receipts, surplus, budget, &balance)
            }
            balances.append(balance)
        }
    }

    // MARK: Past the fund

    /// Payments between the two parties of an agreement, each rounded for itself.
    private mutating func payDirectly(_ claims: [Claim]) throws(ArithmeticOverflow) {
        for claim in claims {
            guard let counterparty = claim.counterparty else { continue }
            let amount = try rules.rounded(claim.amount.magnitude)
            let isPaying = claim.amount.isNegative
            transfer(
                claim.period, from: isPaying ? .region(claim.region) : counterparty,
                to: isPaying ? counterparty : .region(claim.region), amount, claim.basis)
            record(claim, isPaying ? try amount.negated() : amount, due: amount)
        }
    }

    /// What adjusters withhold for a named fund; it counts as carried.
    private mutating func setAsideMoney(
        _ amounts: [SetAside], _ balance: inout SchemeBalance
    ) throws(ArithmeticOverflow) {
        for part in amounts {
            let amount = try rules.rounded(part.amount)
            transfer(part.period, from: .fund(rules.fund), to: .fund(part.fund), amount, part.basis)
            balance.setAside = try balance.setAside + amount
        }
    }

    // MARK: Paying in

    /// Debts of earlier periods first, then the claims in their order, as far as the cap allows.
    private mutating func collectPayments(_ claims: [Claim], _ period: Period) throws(ArithmeticOverflow)
        -> Money
    {
        var room: [RegionCode: Money] = [:]
        let cap = try rules.paymentCap.map { value throws(ArithmeticOverflow) in
            try Money(yuan: value, step: rules.step, .down)
        }
        var total = Money.zero
        for (region, debt) in owedByRegions.sorted(by: { $0.key < $1.key }) {
            let paid = min(debt, cap ?? debt)
            if let cap { room[region] = try cap - paid }
            owedByRegions[region] = try debt - paid
            total = try total + paid
            transfer(period, from: .region(region), to: .fund(rules.fund), paid, "deferred_payment")
        }
        for claim in claims {
            let due = try rules.rounded(claim.amount.magnitude)
            let paid = min(due, room[claim.region] ?? cap ?? due)
            if let cap { room[claim.region] = try (room[claim.region] ?? cap) - paid }
            if paid < due { try deferPayment(due - paid, claim) }
            total = try total + paid
            transfer(period, from: .region(claim.region), to: .fund(rules.fund), paid, claim.basis)
            record(claim, try paid.negated(), due: due)
        }
        owedByRegions = owedByRegions.filter { $0.value != .zero }
        return total
    }

    private mutating func deferPayment(_ rest: Money, _ claim: Claim) throws(ArithmeticOverflow) {
        owedByRegions[claim.region] = try (owedByRegions[claim.region] ?? .zero) + rest
        guard isExplained else { return }
        let (name, basis) = (regions.nameAndCode(claim.region), TransferBasis.name(claim.basis))
        warn(
            "payment_deferred",
            LocalizedText(
                en:
                    "\(name.en) reaches its payment cap in \(claim.period): \(rest) yuan of \(basis.en) deferred",
                zh: "\(name.zh) \(claim.period) 达到缴纳上限：\(basis.zh) \(rest) 元顺延"))
    }

    // MARK: Pool

    /// The share of the payments goes to the receivers in proportion to their claims, exact to the step.
    private mutating func sharePool(
        _ claims: [Claim], _ share: Rational, _ balance: inout SchemeBalance
    ) throws(ArithmeticOverflow) {
        let means = try balance.paidIn - balance.setAside
        let pool = try rules.rounded(means.yuan * share)
        balance.retained = try means - pool
        let step = try rules.stepInFen()
        for (claim, count) in try poolShares(Int128(pool.fen) / step, claims) {
            let amount = try Money(steps: count, of: step)
            transfer(claim.period, from: .fund(rules.fund), to: .region(claim.region), amount, claim.basis)
            recordShare(claim, amount, pool)
        }
        if claims.isEmpty { balance.carried = pool } else { balance.paidOut = pool }
        if claims.isEmpty, pool != .zero, isExplained {
            let fund = StandardFund.name(rules.carriedFund)
            warn(
                "pool_carried_forward",
                LocalizedText(
                    en: "nobody receives in \(balance.period): the pool of \(pool) yuan goes to \(fund.en)",
                    zh: "\(balance.period) 无获得方：资金池 \(pool) 元转入\(fund.zh)"))
        }
        close(balance)
    }

    /// The pool split by basis, then each part by claim: sums of one basis share a denominator, so exact
    /// arithmetic holds for large fields, and each part is whole steps.
    private func poolShares(_ steps: Int128, _ claims: [Claim]) throws(ArithmeticOverflow) -> [(
        Claim, Int128
    )] {
        var bases: [String] = []
        for claim in claims where !bases.contains(claim.basis) { bases.append(claim.basis) }
        let groups = bases.map { basis in claims.filter { $0.basis == basis } }
        var sums: [Rational] = []
        for group in groups {
            var sum = Rational.zero
            for claim in group { sum = try sum + claim.amount }
            sums.append(sum)
        }
        var shares: [(Claim, Int128)] = []
        for (group, part) in zip(groups, try Apportionment.largestRemainder(steps, by: sums)) {
            shares += zip(group, try Apportionment.largestRemainder(part, by: group.map(\.amount)))
        }
        return shares
    }

    private mutating func recordShare(_ claim: Claim, _ amount: Money, _ pool: Money) {
        guard keepsClaims else { return }
        let poolStep = Calculation(
            .pool, rules.fund, pool.yuan, .yuan,
            note: LocalizedText(
                en: "share of the payments of the period, rounded", zh: "当期缴纳额按比例取整"))
        settled.append(
            SettledClaim(
                claim: claim, amount: amount,
                calculation: Calculation(
                    .rounding, claim.basis, amount.yuan, .yuan,
                    note: LocalizedText(
                        en: "largest remainder in steps of \(rules.step) CNY",
                        zh: "最大余数法，单位 \(rules.step) 元"),
                    inputs: [claim.calculation, poolStep])))
    }

    // MARK: Guaranteed claims

    /// Claims and earlier arrears in full; in proportion where payments and budget do not suffice.
    private mutating func payClaims(
        _ claims: [Claim], _ surplus: SettlementRules.Surplus, _ budget: Rational?,
        _ balance: inout SchemeBalance
    ) throws(ArithmeticOverflow) {
        let arrears = owedToRegions.sorted { $0.key < $1.key }
        var due = arrears.map(\.value)
        for claim in claims {
            due.append(try rules.rounded(claim.amount))
        }
        let paid = try rules.limited(due, to: budget, means: balance.paidIn - balance.setAside)
        for (index, (region, debt)) in arrears.enumerated() {
            owedToRegions[region] = try debt - paid[index]
            transfer(
                balance.period, from: .fund(rules.fund), to: .region(region), paid[index], "deferred_receipt")
        }
        for (index, claim) in claims.enumerated() {
            let (amount, claimed) = (paid[arrears.count + index], due[arrears.count + index])
            transfer(claim.period, from: .fund(rules.fund), to: .region(claim.region), amount, claim.basis)
            if amount < claimed { try deferReceipt(claimed - amount, claim) }
            record(claim, amount, due: claimed)
        }
        owedToRegions = owedToRegions.filter { $0.value != .zero }
        balance.paidOut = try paid.total()
        let spent = try balance.paidOut + balance.setAside
        if spent > balance.paidIn {
            balance.toppedUp = try spent - balance.paidIn
        } else {
            let rest = try balance.paidIn - spent
            if surplus == .retained { balance.retained = rest } else { balance.carried = rest }
        }
        close(balance)
    }

    private mutating func deferReceipt(_ rest: Money, _ claim: Claim) throws(ArithmeticOverflow) {
        owedToRegions[claim.region] = try (owedToRegions[claim.region] ?? .zero) + rest
        guard isExplained else { return }
        let (name, basis) = (regions.nameAndCode(claim.region), TransferBasis.name(claim.basis))
        warn(
            "receipt_deferred",
            LocalizedText(
                en:
                    "the budget of \(claim.period) is spent: \(rest) yuan of \(basis.en) to \(name.en) deferred",
                zh: "\(claim.period) 预算已用完：应付\(name.zh)的\(basis.zh) \(rest) 元顺延"))
    }

    // MARK: Pieces

    /// Empties the fund to, or fills it from, the upper level and the carried fund.
    private mutating func close(_ balance: SchemeBalance) {
        let fund = Party.fund(rules.fund)
        let upper = Party.fund(rules.upperLevel)
        transfer(balance.period, from: fund, to: upper, balance.retained, "retained")
        transfer(balance.period, from: fund, to: .fund(rules.carriedFund), balance.carried, "carried_forward")
        transfer(balance.period, from: upper, to: fund, balance.toppedUp, "topped_up")
    }

    private mutating func transfer(
        _ period: Period, from payer: Party, to payee: Party, _ amount: Money, _ basis: String
    ) {
        ledger.append(
            Transfer(period: period, scheme: scheme, payer: payer, payee: payee, amount: amount, basis: basis)
        )
    }

    private mutating func record(_ claim: Claim, _ amount: Money, due: Money) {
        guard keepsClaims else { return }
        let isCapped = amount.fen.magnitude < due.fen.magnitude
        settled.append(
            SettledClaim(
                claim: claim, amount: amount,
                calculation: Calculation(
                    isCapped ? .cap : .rounding, claim.basis, amount.yuan, .yuan,
                    note: isCapped
                        ? LocalizedText(
                            en: "limited from \(due) CNY; the rest is deferred", zh: "应付 \(due) 元，超限部分顺延")
                        : LocalizedText(
                            en: "\(rules.rounding.rawValue) in steps of \(rules.step) CNY",
                            zh: "\(rules.rounding.meaning.zh)，单位 \(rules.step) 元"),
                    inputs: [claim.calculation])))
    }

    private mutating func warn(_ code: String, _ message: LocalizedText) {
        warnings.append(Diagnostic(.warning, code: code, path: scheme, message))
    }
}
