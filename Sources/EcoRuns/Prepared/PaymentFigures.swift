import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoUnits

/// How payments become figures: found once, and followed by all runs of the same schemes and funds.
struct PaymentFigures: Sendable {
    /// The figures of the payments themselves.
    let base: FigureList
    fileprivate let kind: Kind

    /// What the figures are of.
    fileprivate struct Kind: Equatable {
        let schemes: [String]
        let funds: [String]
        let scores: [FigureKey]
        let allocated: [FigureKey]
    }

    init(
        _ payments: SettlementPayments, _ parameters: CompensationParameters, _ regions: RegionTable
    ) throws(RunFailure) {
        do throws(ArithmeticOverflow) {
            let all = try PartyBalances(adding: payments.balances, regionCount: regions.count)
            kind = Kind(payments, parameters, all)
            base = FigureList(
                kind.keys(regions.codes), try Self.values(payments, all, schemes: kind.schemes, kind.funds))
        } catch { throw Self.overflow }
    }

    /// The figures of other payments in the same regions.
    func list(
        _ payments: SettlementPayments, _ parameters: CompensationParameters, _ regions: RegionTable
    ) throws(RunFailure) -> FigureList {
        do throws(ArithmeticOverflow) {
            let all = try PartyBalances(adding: payments.balances, regionCount: regions.count)
            let own = Kind(payments, parameters, all)
            return FigureList(
                own == kind ? base.keys : own.keys(regions.codes),
                try Self.values(payments, all, schemes: own.schemes, own.funds))
        } catch { throw Self.overflow }
    }

    private static let overflow = RunFailure.input([
        Diagnostic(
            code: "overflow", path: "compensation", "the sums of the ledger leave 64 bits of fen")
    ])

    /// In the order of the keys.
    private static func values(
        _ payments: SettlementPayments, _ all: PartyBalances, schemes: [String], _ funds: [String]
    ) throws(ArithmeticOverflow) -> [Double] {
        var values: [Double] = []
        let ofSchemes =
            schemes.count > 1 ? schemes.map { id in payments.balances.first { $0.scheme == id } } : []
        for (place, own) in all.regions.enumerated() {
            values += [own.paid.inYuan, own.received.inYuan, try own.net().inYuan]
            for balances in ofSchemes {
                values.append(try balances?.regions[place].net().inYuan ?? 0)
            }
        }
        var paid = try all.regions.map(\.paid).total()
        var kept = Money.zero
        for (party, sums) in all.others {
            if party.region == nil { kept = try kept + sums.net() } else { paid = try paid + sums.paid }
        }
        values += [paid.inYuan, kept.inYuan]
        for fund in funds { values.append(try all.sums(of: .fund(fund)).net().inYuan) }
        values += payments.scores.map { $0.value?.doubleValue ?? .nan }
        return values + payments.allocated.map(\.amount.doubleValue)
    }
}

extension PaymentFigures.Kind {
    fileprivate init(
        _ payments: SettlementPayments, _ parameters: CompensationParameters, _ all: PartyBalances
    ) {
        schemes = parameters.schemes.map(\.scope.id)
        // Those that the schemes name, then any other.
        let named = parameters.schemes.flatMap {
            [$0.settlement.fund, $0.settlement.upperLevel, $0.settlement.carriedFund]
        }
        let others = all.others.map(\.party).filter { $0.region == nil }.sorted().map(\.description)
        var funds: [String] = []
        for fund in named + others where !funds.contains(fund) { funds.append(fund) }
        self.funds = funds
        scores = payments.scores.map(Self.key)
        allocated = payments.allocated.map(Self.key)
    }

    fileprivate func keys(_ regions: [RegionCode]) -> [FigureKey] {
        var keys: [FigureKey] = []
        func add(_ measure: String, _ region: RegionCode? = nil, _ item: String = "") {
            keys.append(
                FigureKey(block: .payments, region: region, item: item, measure: measure, unit: "CNY"))
        }
        for region in regions {
            for measure in ["paid_yuan", "received_yuan", "net_yuan"] { add(measure, region) }
            for scheme in schemes.count > 1 ? schemes : [] { add("net_yuan", region, scheme) }
        }
        add("paid_yuan")
        for fund in ["fund"] + funds { add("balance_yuan", nil, fund) }
        return keys + scores + allocated
    }

    private static func key(_ score: Score) -> FigureKey {
        FigureKey(
            block: .scores, region: RegionCode(score.subject), item: score.appraisal,
            part: [
                RegionCode(score.subject) == nil ? score.subject : "", score.indicator, "\(score.period)",
            ]
            .filter { !$0.isEmpty }.joined(separator: "."), measure: "score", unit: score.unit.symbol)
    }

    private static func key(_ part: AllocatedAmount) -> FigureKey {
        FigureKey(
            block: .allocations, region: RegionCode(part.recipient), item: part.allocation,
            part: [
                part.item, RegionCode(part.recipient) == nil ? part.recipient : "", "\(part.period)",
            ]
            .filter { !$0.isEmpty }.joined(separator: "."), measure: "amount_\(part.unit.word)",
            unit: part.unit.symbol)
    }
}

extension Money {
    /// To the fen: every amount below 10^13 yuan is a double that reads back as the same fen.
    fileprivate var inYuan: Double { Double(fen) / 100 }
}
