import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoQuota
import EcoUnits

extension FigureList {
    // MARK: Accounts

    /// Values and quantities of every service and total, by region and over all regions.
    init(_ accounts: AccountResult) {
        var sums: [(key: FigureKey, value: Double)] = []
        var positions: [String: Int] = [:]
        func take(_ entry: AccountEntry, _ item: String, _ measure: String, _ unit: String, _ value: Double?)
        {
            add(FigureKey(block: .gep, region: entry.region, item: item, measure: measure, unit: unit), value)
            let name = item + measure
            let position = positions[name] ?? sums.count
            if position == sums.count {
                positions[name] = position
                sums.append((FigureKey(block: .gep, item: item, measure: measure, unit: unit), 0))
            }
            // A sum without one of its parts is no sum.
            sums[position].value += value ?? .nan
        }
        let total = accounts.rulePack.total.id
        for entry in accounts.entries where entry.ecosystem == nil && entry.account != .extent {
            let isTotal = entry.account == .total && entry.indicator == total
            let item =
                isTotal ? "" : entry.indicator == "total" ? entry.account.rawValue : entry.indicator
            take(entry, item, "value_yuan", "CNY", entry.valueYuan)
            guard entry.account != .total, entry.indicator != "total" else { continue }
            take(entry, item, "quantity_\(entry.unit.word)", entry.unit.symbol, entry.quantity)
        }
        for sum in sums { add(sum.key, sum.value) }
    }

    // MARK: Air

    /// Figures of the settlement standard over the longest periods that were evaluated.
    init(_ air: AirResult, year: Int) {
        let rows = air.rows.filter { $0.standard == air.settlementStandard }
        let longest = rows.map(\.period.months.count).max()
        for row in rows where row.period.months.count == longest {
            let isOfYear = row.period == .year(year)
            add(
                FigureKey(
                    block: .air, region: row.region, item: row.pollutant,
                    part: isOfYear ? "" : row.period.description,
                    measure: isOfYear ? "annual_\(row.statistic)" : row.statistic, unit: row.unit.symbol),
                row.value.doubleValue)
        }
    }

    // MARK: Compensation

    init(
        _ payments: SettlementPayments, _ parameters: CompensationParameters, regions: RegionTable
    ) throws(ArithmeticOverflow) {
        let schemes = parameters.schemes.map(\.scope.id)
        let yuan = "CNY"
        let balances = try PartyBalances(payments.ledger, bySchemes: schemes.count > 1)
        for region in regions.codes {
            let own = balances.parties[.region(region)] ?? PartyBalances.Sums()
            let sums = [("paid", own.paid), ("received", own.received), ("net", try own.net())]
            for (measure, amount) in sums {
                let key = FigureKey(
                    block: .payments, region: region, measure: "\(measure)_yuan", unit: yuan)
                add(key, amount.inYuan)
            }
            guard schemes.count > 1 else { continue }
            for scheme in schemes {
                let net = try balances.schemes[scheme]?[region]?.net() ?? .zero
                let key = FigureKey(
                    block: .payments, region: region, item: scheme, measure: "net_yuan", unit: yuan)
                add(key, net.inYuan)
            }
        }
        var paid = Money.zero
        for (party, sums) in balances.parties where party.region != nil { paid = try paid + sums.paid }
        add(FigureKey(block: .payments, measure: "paid_yuan", unit: yuan), paid.inYuan)
        var kept = Money.zero
        for (party, sums) in balances.parties where party.region == nil { kept = try kept + sums.net() }
        add(FigureKey(block: .payments, item: "fund", measure: "balance_yuan", unit: yuan), kept.inYuan)
        for fund in Self.funds(parameters, balances) {
            let net = try balances.parties[.fund(fund)]?.net() ?? .zero
            let key = FigureKey(block: .payments, item: fund, measure: "balance_yuan", unit: yuan)
            add(key, net.inYuan)
        }
        add(payments.scores, payments.allocated)
    }

    /// Those that the schemes name, then any other.
    private static func funds(_ parameters: CompensationParameters, _ balances: PartyBalances) -> [String] {
        var funds: [String] = []
        let named = parameters.schemes.flatMap {
            [$0.settlement.fund, $0.settlement.upperLevel, $0.settlement.carriedFund]
        }
        let others = balances.parties.keys.filter { $0.region == nil }.sorted().map(\.description)
        for fund in named + others where !funds.contains(fund) { funds.append(fund) }
        return funds
    }

    private mutating func add(_ scores: [Score], _ allocated: [AllocatedAmount]) {
        for score in scores {
            add(
                FigureKey(
                    block: .scores, region: RegionCode(score.subject),
                    item: score.appraisal,
                    part: [
                        RegionCode(score.subject) == nil ? score.subject : "", score.indicator,
                        "\(score.period)",
                    ]
                    .filter { !$0.isEmpty }.joined(separator: "."),
                    measure: "score", unit: score.unit.symbol), score.value?.doubleValue)
        }
        for part in allocated {
            add(
                FigureKey(
                    block: .allocations, region: RegionCode(part.recipient), item: part.allocation,
                    part: [
                        part.item, RegionCode(part.recipient) == nil ? part.recipient : "", "\(part.period)",
                    ]
                    .filter { !$0.isEmpty }.joined(separator: "."),
                    measure: "amount_\(part.unit.word)", unit: part.unit.symbol), part.amount.doubleValue)
        }
    }
}

/// What every party paid and received under all schemes, and every region under each.
private struct PartyBalances {
    struct Sums {
        var paid = Money.zero
        var received = Money.zero

        func net() throws(ArithmeticOverflow) -> Money { try received - paid }

        mutating func pay(_ amount: Money) throws(ArithmeticOverflow) { paid = try paid + amount }

        mutating func receive(_ amount: Money) throws(ArithmeticOverflow) { received = try received + amount }
    }

    private(set) var parties: [Party: Sums] = [:]
    private(set) var schemes: [String: [RegionCode: Sums]] = [:]

    /// - Parameter bySchemes: whether to tell ``schemes``.
    init(_ ledger: Ledger, bySchemes: Bool) throws(ArithmeticOverflow) {
        for transfer in ledger.transfers {
            try parties[transfer.payer, default: Sums()].pay(transfer.amount)
            try parties[transfer.payee, default: Sums()].receive(transfer.amount)
            guard bySchemes else { continue }
            if let region = transfer.payer.region {
                try schemes[transfer.scheme, default: [:]][region, default: Sums()].pay(transfer.amount)
            }
            if let region = transfer.payee.region {
                try schemes[transfer.scheme, default: [:]][region, default: Sums()].receive(transfer.amount)
            }
        }
    }
}

extension Money {
    /// To the fen: every amount below 10^13 yuan is a double that reads back as the same fen.
    fileprivate var inYuan: Double { Double(fen) / 100 }
}

extension Unit {
    /// As the end of a figure's id: `t`, `m3`, `ug_per_m3`.
    var word: String {
        if self == .one { return "number" }
        let spelt = symbol.replacing("/", with: "_per_").replacing("%", with: "percent")
        return String(spelt.lowercased().map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    }
}
