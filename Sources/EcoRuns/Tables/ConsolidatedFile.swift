import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoQuota
import EcoUnits

extension RunFile {
    /// `consolidated.csv`: all that a county gives and receives in a year, one row for each scheme, market or
    /// agreement and counterparty: cash under its clause, quota in tonnes with the money for it, compensation
    /// in kind, and the regulating services that its ecosystems give. `nil` without a settlement.
    ///
    /// Amounts of different kinds are never added. Cash adds to `statement.csv`.
    static func consolidated(_ result: RunResult) throws(ArithmeticOverflow) -> RunFile? {
        guard let settlement = result.settlement else { return nil }
        var statement = ConsolidatedStatement(result.loaded.scenario.regions)
        try statement.add(settlement.ledger, settlement.clauses)
        statement.add(settlement.inKind)
        if let quota = result.quota { statement.add(quota, year: result.loaded.scenario.year) }
        if let accounts = result.accounts { statement.addServices(accounts.entries) }
        return RunFile("consolidated.csv", statement.text)
    }
}

/// Rows of the consolidated statement in the making.
private struct ConsolidatedStatement {
    private struct Row: Comparable {
        let region: RegionCode
        let year: Int
        /// `cash`, `in_kind`, `quota`, `quota_payment`, `service`.
        let kind: String
        /// Scheme, pollutant or service.
        let item: String
        let counterparty: String
        /// As text in full precision; empty where nothing was given.
        var given: String?
        var received: String?
        let unit: String
        var clause = LocalizedText.empty

        static func < (left: Row, right: Row) -> Bool {
            (left.region, left.year, left.kind, left.item, left.counterparty)
                < (right.region, right.year, right.kind, right.item, right.counterparty)
        }

        static func == (left: Row, right: Row) -> Bool { !(left < right) && !(right < left) }
    }

    private let regions: RegionTable
    private var rows: [Row] = []

    init(_ regions: RegionTable) { self.regions = regions }

    var text: String {
        var csv = CSVText(columns: [
            "region", "year", "kind", "item", "counterparty", "given", "received", "unit", "clause_en",
            "clause_zh",
        ])
        for row in rows.sorted() {
            csv.append([
                row.region.description, "\(row.year)", row.kind, row.item, row.counterparty, row.given,
                row.received, row.unit, row.clause.en, row.clause.zh,
            ])
        }
        return csv.text
    }

    // MARK: Cash

    private struct Flow: Hashable {
        let region: RegionCode
        let year: Int
        let scheme: String
        let counterparty: Party
    }

    mutating func add(
        _ ledger: Ledger, _ clauses: [String: LocalizedText]
    ) throws(ArithmeticOverflow) {
        var given: [Flow: Money] = [:]
        var received: [Flow: Money] = [:]
        for transfer in ledger.transfers {
            let (year, scheme) = (transfer.period.year, transfer.scheme)
            if case .region(let payer) = transfer.payer {
                let flow = Flow(region: payer, year: year, scheme: scheme, counterparty: transfer.payee)
                given[flow] = try (given[flow] ?? .zero) + transfer.amount
            }
            if case .region(let payee) = transfer.payee {
                let flow = Flow(region: payee, year: year, scheme: scheme, counterparty: transfer.payer)
                received[flow] = try (received[flow] ?? .zero) + transfer.amount
            }
        }
        for flow in Set(given.keys).union(received.keys) {
            rows.append(
                Row(
                    region: flow.region, year: flow.year, kind: "cash", item: flow.scheme,
                    counterparty: flow.counterparty.description, given: given[flow]?.yuan.text(digits: 2),
                    received: received[flow]?.yuan.text(digits: 2), unit: "CNY",
                    clause: clauses[flow.scheme] ?? .empty))
        }
    }

    // MARK: In kind

    mutating func add(_ entries: [InKindEntry]) {
        for entry in entries {
            let parties = [(entry.provider, entry.recipient, true), (entry.recipient, entry.provider, false)]
            for (own, other, isGiven) in parties {
                guard let region = own.region, regions.contains(region) else { continue }
                let amount =
                    entry.declaredValue.map { ($0.yuan.text(digits: 2), "CNY") }
                    ?? entry.quantity.map { ($0.text(digits: 6), entry.unit) }
                rows.append(
                    Row(
                        region: region, year: entry.period.year, kind: "in_kind",
                        item: "\(entry.form.rawValue): \(entry.subject)", counterparty: other.description,
                        given: isGiven ? amount?.0 : nil, received: isGiven ? nil : amount?.0,
                        unit: amount?.1 ?? "", clause: LocalizedText(entry.basis)))
            }
        }
    }

    // MARK: Quota

    mutating func add(_ quota: QuotaResult, year first: Int) {
        for flow in quota.study.flows {
            let year = quota.market.year(ofPeriod: flow.period, first: first)
            addQuota(flow.from, flow.to, flow.pollutant, "quota", flow.sent, isGiven: true, "t", year)
            addQuota(flow.to, flow.from, flow.pollutant, "quota", flow.received, isGiven: false, "t", year)
        }
        for payment in quota.study.payments {
            let year = quota.market.year(ofPeriod: payment.period, first: first)
            let (payer, payee) = (payment.payer, payment.payee)
            let item = "\(payment.pollutant): \(payment.basis.rawValue)"
            addQuota(payer, payee, item, "quota_payment", payment.amount, isGiven: true, "CNY", year)
            addQuota(payee, payer, item, "quota_payment", payment.amount, isGiven: false, "CNY", year)
        }
    }

    private mutating func addQuota(
        _ own: String, _ other: String, _ item: String, _ kind: String, _ amount: Double, isGiven: Bool,
        _ unit: String, _ year: Int
    ) {
        guard let region = RegionCode(own), regions.contains(region) else { return }
        rows.append(
            Row(
                region: region, year: year, kind: kind, item: item, counterparty: other,
                given: isGiven ? cell(amount) : nil, received: isGiven ? nil : cell(amount), unit: unit))
    }

    // MARK: Services

    /// The value of each regulating service over all types; one that could not be had is left empty.
    mutating func addServices(_ entries: [AccountEntry]) {
        for entry in entries where entry.account == .regulating && entry.ecosystem == nil {
            rows.append(
                Row(
                    region: entry.region, year: entry.year, kind: "service", item: entry.indicator,
                    counterparty: "", given: cell(entry.valueYuan), received: nil, unit: "CNY",
                    clause: LocalizedText(entry.rulePack)))
        }
    }
}
