import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// A case of a `.cases.yaml` file: the block's keys as a scenario has them (`scheme` or `schemes`,
/// `appraisals`, `allocations`), its inputs, and what it must come to.
///
/// Inputs: `figures`, `reference` and `targets` by region and period; `tables` as lists of rows by file
/// name; `accounts` as rows of region, year, indicator and value_yuan; `regions` where no figure names
/// them. Expected: `transfers` (amount in 万元, or amount_yuan), `scores`, `allocated`.
struct WorkedCase: Sendable, CustomTestStringConvertible {
    let node: DocumentNode
    /// Id of the folder that the case stands in.
    let block: String

    var testDescription: String { "\(block): \(node["case"]?.text ?? "")" }

    /// What a settlement takes.
    struct Inputs {
        let parameters: CompensationParameters
        let indicators: [EvaluatedIndicator]
        let accounts: [AccountEntry]
        let regions: RegionTable
    }

    func settle() throws -> SettlementResult {
        let inputs = try inputs()
        return try CompensationEvaluation.settle(
            parameters: inputs.parameters, indicators: inputs.indicators, accounts: inputs.accounts,
            regions: inputs.regions)
    }

    func inputs() throws -> Inputs {
        var files = tables()
        var entries: [DocumentNode.Entry] = []
        for key in ["schemes", "appraisals", "allocations"] {
            if let list = node[key] { entries.append(entry(key, list)) }
        }
        if let scheme = node["scheme"] { entries.append(entry("schemes", list([scheme]))) }
        for key in ["reference", "targets"] {
            guard let text = try table(node[key]) else { continue }
            files["\(key).csv"] = text
            entries.append(entry(key, DocumentNode(.scalar(.init("\(key).csv")), at: node.location)))
        }
        let figures = try rows(node["figures"])
        let named = try (node["regions"]?.elements ?? []).map { try code(#require(Int($0.text))) }
        return Inputs(
            parameters: try parameters(DocumentNode(.mapping(entries), at: node.location), files: files),
            indicators: figures.map(\.evaluated), accounts: try accounts(),
            regions: regionTable(figures.map(\.region) + named))
    }

    private func entry(_ key: String, _ value: DocumentNode) -> DocumentNode.Entry {
        DocumentNode.Entry(key: key, keyLocation: value.location, value: value)
    }

    private func list(_ nodes: [DocumentNode]) -> DocumentNode {
        DocumentNode(.sequence(nodes), at: node.location)
    }

    // MARK: Inputs

    private func tables() -> [String: String] {
        var texts: [String: String] = [:]
        for table in node["tables"]?.entries ?? [] {
            let rows = table.value.elements
            let columns = rows.first?.entries.map(\.key) ?? []
            let lines = rows.map { row in columns.map { row[$0]?.text ?? "" }.joined(separator: ",") }
            texts[table.key] = ([columns.joined(separator: ",")] + lines).joined(separator: "\n")
        }
        return texts
    }

    private func rows(_ list: DocumentNode?) throws -> [Figure] {
        try (list?.elements ?? []).flatMap { row in
            try row.entries.filter { !["region", "period"].contains($0.key) }.map { entry in
                let indicator = try #require(AssessedIndicator(rawValue: entry.key))
                let region = try #require(Int(row["region"]?.text ?? ""))
                return try figure(region, row["period"]?.text ?? "", indicator, entry.value.text)
            }
        }
    }

    private func table(_ list: DocumentNode?) throws -> String? {
        guard let list else { return nil }
        let lines = try rows(list).map { row in
            "\(row.region),\(row.period),\(row.indicator.rawValue),\(row.value?.text(digits: 6) ?? ""),"
                + row.indicator.unit.symbol
        }
        return (["region,period,pollutant,value,unit"] + lines).joined(separator: "\n")
    }

    private func accounts() throws -> [AccountEntry] {
        try (node["accounts"]?.elements ?? []).map { row in
            AccountEntry(
                region: try code(#require(Int(row["region"]?.text ?? ""))),
                year: try #require(Int(row["year"]?.text ?? "")), account: .regulating,
                indicator: row["indicator"]?.text ?? "", quantity: nil, unit: .one,
                valueYuan: try #require(Double(row["value_yuan"]?.text ?? "")), priceYear: nil, status: .ok,
                rulePack: "")
        }
    }

    // MARK: Expectations

    struct Flow: Hashable {
        let period: String
        let payer: String
        let payee: String
    }

    /// The ledger's amounts by period, payer and payee, all bases together.
    func sums(of ledger: Ledger) throws -> [Flow: Money] {
        var sums: [Flow: Money] = [:]
        for transfer in ledger.transfers {
            let flow = Flow(
                period: "\(transfer.period)", payer: "\(transfer.payer)", payee: "\(transfer.payee)")
            sums[flow] = try (sums[flow] ?? .zero) + transfer.amount
        }
        return sums
    }

    func expectedTransfers() throws -> [Flow: Money] {
        try Dictionary(
            uniqueKeysWithValues: (node["transfers"]?.elements ?? []).map { row in
                let flow = Flow(
                    period: row["period"]?.text ?? "", payer: row["payer"]?.text ?? "",
                    payee: row["payee"]?.text ?? "")
                let amount =
                    try row["amount"].map { try wanYuan($0.text) }
                    ?? Money(
                        yuan: exact(row["amount_yuan"]?.text ?? ""), step: #require(Rational(1, over: 100)),
                        .halfEven)
                return (flow, amount)
            })
    }

    struct ExpectedScore {
        let subject: String
        let indicator: String
        let period: String?
        let value: Rational?
        let grade: String?

        func isAbout(_ score: Score) -> Bool {
            score.subject == subject && score.indicator == indicator
                && (period ?? "\(score.period)") == "\(score.period)"
        }
    }

    func expectedScores() throws -> [ExpectedScore] {
        try (node["scores"]?.elements ?? []).map { row in
            ExpectedScore(
                subject: row["subject"]?.text ?? "", indicator: row["indicator"]?.text ?? Score.total,
                period: row["period"]?.text, value: try row["value"].map { try fraction($0.text) },
                grade: row["grade"]?.text)
        }
    }

    struct ExpectedPart {
        let recipient: String
        let item: String
        let amount: Rational
    }

    func expectedAllocated() throws -> [ExpectedPart] {
        try (node["allocated"]?.elements ?? []).map { row in
            ExpectedPart(
                recipient: row["recipient"]?.text ?? "", item: row["item"]?.text ?? "",
                amount: try fraction(row["amount"]?.text ?? ""))
        }
    }

    /// `0.25`, or `1/3` where a decimal has no end.
    private func fraction(_ text: String) throws -> Rational {
        let parts = text.split(separator: "/").map(String.init)
        guard parts.count == 2 else { return try exact(text) }
        return try exact(parts[0]) / exact(parts[1])
    }
}
