/// Where each kind of column and row of a quota market stands in its programme.
public struct QuotaLayout: Sendable {
    // Columns.
    public let emission: Range<Int>
    public let abatement: Range<Int>
    public let growth: Range<Int>
    public let purchase: Range<Int>
    public let sale: Range<Int>
    public let shortfall: Range<Int>
    public let flow: Range<Int>
    public let reserve: Range<Int>
    public let buyBack: Range<Int>
    public let edge: Range<Int>
    /// One for each of `QuotaProblem.bankLinks`.
    public let bank: Range<Int>
    /// One for each of `QuotaProblem.tierDraws`.
    public let tier: Range<Int>
    public let sectionLoad: Range<Int>
    public let total: Range<Int>
    // Rows.
    public let balanceRow: Range<Int>
    public let quotaRow: Range<Int>
    public let poolRow: Range<Int>
    public let reserveRow: Range<Int>
    public let buyBackRow: Range<Int>
    /// One for each of `tradableAccounts`.
    public let tradableRow: Range<Int>
    public let tierRow: Range<Int>
    public let sectionBalanceRow: Range<Int>
    /// One for each of `limitedSections`.
    public let sectionLimitRow: Range<Int>
    /// One for each of `tiedLinks`.
    public let carryOverRow: Range<Int>
    public let totalRow: Range<Int>
    /// One for each of `limits`.
    public let limitRow: Range<Int>

    /// Accounts whose sales through the pool and on edges together are limited, by position.
    public let tradableAccounts: [Int]
    /// Positions in `QuotaProblem.sectionLoads`.
    public let limitedSections: [Int]
    /// Positions in `QuotaProblem.bankLinks` of those that are tied to net sales.
    public let tiedLinks: [Int]
    /// The limits of the records, those of one rule together.
    public let limits: [MarketLimit]

    public init(_ problem: QuotaProblem) {
        var end = 0
        func next(_ count: Int) -> Range<Int> {
            defer { end += count }
            return end..<(end + count)
        }
        emission = next(problem.sources.count)
        abatement = next(problem.measures.count)
        growth = next(problem.projects.count)
        purchase = next(problem.accounts.count)
        sale = next(problem.accounts.count)
        shortfall = next(problem.accounts.count)
        flow = next(problem.poolArcs.count)
        reserve = next(problem.zonePools.count)
        buyBack = next(problem.zonePools.count)
        edge = next(problem.edges.count)
        bank = next(problem.bankLinks.count)
        tier = next(problem.tierDraws.count)
        sectionLoad = next(problem.sectionLoads.count)
        total = next(problem.records.totals.count)
        tradableAccounts = problem.accountsWithLimitedSales
        limitedSections = problem.sectionLoads.indices.filter { problem.sectionLoads[$0].limit != nil }
        tiedLinks = problem.linksTiedToSales
        limits = problem.records.limits.sorted { ($0.rule, $0.name) < ($1.rule, $1.name) }
        end = 0
        balanceRow = next(problem.sources.count)
        quotaRow = next(problem.accounts.count)
        poolRow = next(problem.zonePools.count)
        reserveRow = next(problem.rules.count)
        buyBackRow = next(problem.rules.count)
        tradableRow = next(tradableAccounts.count)
        tierRow = next(problem.tiers.count)
        sectionBalanceRow = next(problem.sectionLoads.count)
        sectionLimitRow = next(limitedSections.count)
        carryOverRow = next(tiedLinks.count)
        totalRow = next(problem.records.totals.count)
        limitRow = next(limits.count)
    }

    var columnFamilies: [MarketProgram.Family] {
        let families: [MarketProgram.Family] = [
            .init("emission", emission, unit: "t"), .init("abatement", abatement, unit: "t"),
            .init("growth", growth, unit: "t"), .init("purchase", purchase, unit: "t"),
            .init("sale", sale, unit: "t"), .init("shortfall", shortfall, unit: "t"),
            .init("flow", flow, unit: "t"), .init("reserve", reserve, unit: "t"),
            .init("buy_back", buyBack, unit: "t"), .init("edge", edge, unit: "t"),
            .init("bank", bank, unit: "t"), .init("reserve_tier", tier, unit: "t"),
            .init("section_load", sectionLoad, unit: "t"), .init("total", total, unit: "t"),
        ]
        return families.filter { !$0.range.isEmpty }
    }

    var rowFamilies: [MarketProgram.Family] {
        let families: [MarketProgram.Family] = [
            .init("emission_balance", balanceRow, unit: "t"), .init("quota", quotaRow, unit: "t"),
            .init("pool_balance", poolRow, unit: "t"), .init("reserve", reserveRow, unit: "t"),
            .init("buy_back", buyBackRow, unit: "t"), .init("tradable", tradableRow, unit: "t"),
            .init("reserve_tier", tierRow, unit: "t"),
            .init("section_balance", sectionBalanceRow, unit: "t"),
            .init("section_limit", sectionLimitRow, unit: "t"),
            .init("carry_over", carryOverRow, unit: "t"), .init("total", totalRow, unit: "t"),
        ]
        return (families + limitFamilies).filter { !$0.range.isEmpty }
    }

    /// One family for each rule.
    private var limitFamilies: [MarketProgram.Family] {
        var families: [MarketProgram.Family] = []
        var start = 0
        while start < limits.count {
            let rule = limits[start].rule
            let end = limits[start...].firstIndex { $0.rule != rule } ?? limits.count
            families.append(
                .init(
                    rule, (limitRow.lowerBound + start)..<(limitRow.lowerBound + end),
                    unit: limits[start].unit))
            start = end
        }
        return families
    }
}

extension QuotaProblem {
    /// Accounts that sell on edges and must keep part of their quota.
    var accountsWithLimitedSales: [Int] {
        Set(edges.map(\.from)).filter { accounts[$0].tradable < accounts[$0].quota }.sorted()
    }

    var linksTiedToSales: [Int] {
        let tied = Set(records.banking.filter { $0.netSalesFactor != nil }.map(\.pollutant))
        return bankLinks.indices.filter {
            !bankLinks[$0].isBorrowing && tied.contains(accounts[bankLinks[$0].earlier].pollutant)
        }
    }
}
