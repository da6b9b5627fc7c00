/// What the market means for one region, yuan.
public struct RegionStatement: Sendable, Equatable {
    public let region: String
    /// Cost of its measures.
    public internal(set) var measureCost = 0.0
    /// Value added of its accepted projects.
    public internal(set) var projectValue = 0.0
    /// Value of enclave projects: what it keeps of projects that it sent elsewhere, less what it leaves to the
    /// origins of those that it hosts.
    public internal(set) var enclaveValue = 0.0
    /// Tax of accepted projects that stays here, with its part of that of projects that it sent elsewhere; not
    /// in the net cost, which counts value added.
    public internal(set) var tax = 0.0
    /// Emission without quota at the penalty.
    public internal(set) var shortfallCost = 0.0
    /// Paid for quota, with what the way between zones costs.
    public internal(set) var quotaPaid = 0.0
    public internal(set) var quotaReceived = 0.0
    public internal(set) var feesPaid = 0.0
    /// What it would cost the region alone: measures and shortfall less value, without any trade; `nil` where
    /// the regions cannot meet the limits alone.
    public internal(set) var costAlone: Double?

    init(_ region: String) { self.region = region }

    /// Measures, shortfall and what is paid, less value and what is received.
    public var netCost: Double {
        measureCost + shortfallCost - projectValue - enclaveValue + quotaPaid + feesPaid - quotaReceived
    }

    /// What the region gains by the market; below 0 where it loses.
    public var gain: Double? { costAlone.map { $0 - netCost } }

    mutating func pay(_ amount: Double, _ basis: QuotaPayment.Basis) {
        if basis == .buyFee || basis == .sellFee { feesPaid += amount } else { quotaPaid += amount }
    }
}

/// What a fund of the market takes in and what its service costs, yuan; the rest is rent.
public struct FundStatement: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Fees of buyers and sellers.
        case exchange
        /// The way between zones.
        case transferFund = "transfer_fund"
        /// Reserve sold, less what the government buys back.
        case reserve = "provincial_reserve"
    }

    public let kind: Kind
    /// Received less paid.
    public internal(set) var income = 0.0
    /// What the plan counts as the cost of it: fees, fees of the way, the reserve's price less the floor price of
    /// what is bought back.
    public internal(set) var cost = 0.0

    public var rent: Double { income - cost }
}

/// The settlement of a market, region by region and fund by fund.
///
/// Budget identity: the gains of the regions and the rents of the funds add to what trade saves, because every
/// payment has one payer and one payee.
public struct MarketStatement: Sendable {
    /// By code.
    public let regions: [RegionStatement]
    public let funds: [FundStatement]

    /// - Parameters:
    ///   - payments: of `solution`.
    ///   - alone: the same market without any trade, solved; `nil` where it cannot meet the limits.
    public init(
        _ problem: QuotaProblem, _ solution: QuotaSolution, payments: [QuotaPayment],
        alone: (problem: QuotaProblem, solution: QuotaSolution)?
    ) {
        var regions = problem.ownCosts(solution, alone)
        var funds = Dictionary(
            uniqueKeysWithValues: FundStatement.Kind.allCases.map { ($0.rawValue, FundStatement(kind: $0)) })
        for payment in payments {
            let amount = problem.periods[payment.period].discount * payment.amount
            regions[payment.payer]?.pay(amount, payment.basis)
            regions[payment.payee]?.quotaReceived += amount
            funds[payment.payer]?.income -= amount
            funds[payment.payee]?.income += amount
        }
        for (kind, cost) in problem.serviceCosts(solution) { funds[kind.rawValue]?.cost = cost }
        // All that is paid in fees is their cost: a fee by the price of the deal is no rent.
        let exchange = FundStatement.Kind.exchange.rawValue
        let fees = funds[exchange]?.income ?? 0
        funds[exchange]?.cost = fees
        self.regions = regions.values.sorted { $0.region < $1.region }
        self.funds = FundStatement.Kind.allCases.compactMap { funds[$0.rawValue] }
    }

    /// What trade saves: the gains of the regions and the rents of the funds.
    public var saving: Double? {
        let gains = regions.compactMap(\.gain)
        guard gains.count == regions.count else { return nil }
        return gains.reduce(0, +) + funds.reduce(0) { $0 + $1.rent }
    }
}

extension QuotaProblem {
    /// Measures, projects and shortfall of each region, and what it would cost alone.
    func ownCosts(
        _ solution: QuotaSolution, _ alone: (problem: QuotaProblem, solution: QuotaSolution)?
    ) -> [String: RegionStatement] {
        var statements = ownCosts(solution)
        guard let alone else { return statements }
        let costs = alone.problem.ownCosts(alone.solution)
        for code in statements.keys { statements[code]?.costAlone = costs[code]?.netCost ?? 0 }
        return statements
    }

    private func ownCosts(_ solution: QuotaSolution) -> [String: RegionStatement] {
        var statements: [String: RegionStatement] = [:]
        for record in sources { statements[record.region] = RegionStatement(record.region) }
        for (index, project) in projects.enumerated() { addEnclave(index, project, solution, &statements) }
        for (source, record) in sources.enumerated() {
            var statement = statements[record.region] ?? RegionStatement(record.region)
            let discount = periods[record.period].discount
            for index in measuresOfSource[source] {
                let amount = solution.abated[index]
                let cost = (measures[index].cost + measures[index].slope * amount / 2) * amount
                statement.measureCost += discount * cost
            }
            for index in projectsOfSource[source] {
                statement.projectValue += projectEffects[index].value * solution.grown[index]
            }
            statements[record.region] = statement
        }
        for (account, shortfall) in zip(accounts, solution.shortfall) {
            statements[account.region]?.shortfallCost +=
                periods[account.period].discount * shortfallPenalty * shortfall
        }
        return statements
    }

    /// Tax and the parts of origin and host.
    private func addEnclave(
        _ index: Int, _ project: GrowthProject, _ solution: QuotaSolution,
        _ statements: inout [String: RegionStatement]
    ) {
        let value = projectEffects[index].value * solution.grown[index]
        // Tax is paid whenever value is made, and discounted alike.
        let tax =
            project.value > 0 ? value * project.tax / project.value : project.tax * solution.grown[index]
        let origin = project.origin ?? project.region
        let (valueAway, taxAway) =
            origin == project.region
            ? (0, 0) : (project.originValueShare * value, project.originTaxShare * tax)
        statements[project.region]?.enclaveValue -= valueAway
        statements[project.region]?.tax += tax - taxAway
        guard origin != project.region else { return }
        statements[origin, default: RegionStatement(origin)].enclaveValue += valueAway
        statements[origin, default: RegionStatement(origin)].tax += taxAway
    }

    /// What the plan counts for the services of the funds, without fees.
    fileprivate func serviceCosts(_ solution: QuotaSolution) -> [FundStatement.Kind: Double] {
        var costs: [FundStatement.Kind: Double] = [:]
        for (arc, flow) in zip(poolArcs, solution.flows) {
            costs[.transferFund, default: 0] += periods[zonePools[arc.from].period].discount * arc.fee * flow
        }
        for (edge, sent) in zip(edges, solution.sentDirectly) {
            let discount = periods[accounts[edge.from].period].discount
            costs[.transferFund, default: 0] += discount * edge.cost * sent
        }
        for (index, zone) in zonePools.enumerated() {
            let rule = rules[zone.rule]
            let cost =
                rule.reservePrice * solution.reserveDrawn[index]
                - rule.floorPrice * solution.boughtBack[index]
            costs[.reserve, default: 0] += periods[zone.period].discount * cost
        }
        for (draw, drawn) in zip(tierDraws, solution.tierDrawn) {
            let tier = tiers[draw.tier]
            costs[.reserve, default: 0] += periods[tier.period].discount * tier.price * drawn
        }
        return costs
    }
}
