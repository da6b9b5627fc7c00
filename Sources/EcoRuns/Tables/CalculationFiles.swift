import EcoAccounts
import EcoCompensation
import EcoScenarios
import EcoUnits

extension RunFile {
    /// `schemes.csv`: family, preset, clause and funds of each scheme.
    static func schemes(_ schemes: [any CompensationScheme]) -> RunFile {
        var csv = CSVText(columns: [
            "scheme", "family", "preset", "clause_en", "clause_zh", "fund", "upper_level", "carried_fund",
        ])
        for scheme in schemes {
            let (scope, rules) = (scheme.scope, scheme.settlement)
            csv.append([
                scope.id, type(of: scheme).family.id, scope.preset, scope.clause.en, scope.clause.zh,
                rules.fund, rules.upperLevel, rules.carriedFund,
            ])
        }
        return RunFile("schemes.csv", csv.text)
    }

    /// `claims.csv` and `calculations.csv`: every claim with its money, and the arithmetic below it, step by
    /// step. A step that several claims share stands once.
    static func claims(
        _ settlement: SettlementResult, _ rules: [String: SettlementRules], _ files: ScenarioFiles
    ) -> [RunFile] {
        var steps = CalculationTable(files: files)
        var csv = CSVText(columns: [
            "scheme", "period", "payer", "payee", "basis", "claimed_yuan", "amount_fen", "node",
        ])
        for settled in settlement.claims {
            let claim = settled.claim
            let other = claim.counterparty ?? .fund(rules[claim.scheme]?.fund ?? "")
            let isPaying = claim.amount.isNegative
            csv.append([
                claim.scheme, claim.period.description,
                isPaying ? claim.region.description : other.description,
                isPaying ? other.description : claim.region.description, claim.basis,
                cell(claim.amount.doubleValue), "\(settled.amount.fen)",
                "\(steps.number(of: settled.calculation))",
            ])
        }
        return [RunFile("claims.csv", csv.text), RunFile("calculations.csv", steps.csv.text)]
    }
}

/// Steps of calculations with numbers in the order of reading; equal steps share one.
private struct CalculationTable {
    private struct Key: Hashable {
        let step: Calculation.Step
        let name: String
        let value: Rational
        let unit: Unit
        let note: LocalizedText
        let origin: FigureOrigin?
        let inputs: [Int]
    }

    /// Places are written from the scenario's folder.
    let files: ScenarioFiles
    private(set) var csv = CSVText(columns: [
        "node", "step", "name", "value", "exact", "unit", "note_en", "note_zh", "origin", "inputs",
    ])
    private var nodes: [Key: Int] = [:]
    /// Numbers of long lists of inputs that claims share, such as the values behind a mean, by the place of the
    /// list in memory; the claims hold the lists as long as this table is made.
    private var lists: [UnsafeRawPointer: [Int]] = [:]

    init(files: ScenarioFiles) { self.files = files }

    private func place(_ origin: FigureOrigin) -> String {
        guard case .cell(let location) = origin else { return origin.description }
        return location.named(files.relativeName(location.file)).description
    }

    private mutating func numbers(of inputs: [Calculation]) -> [Int] {
        let place = inputs.withUnsafeBytes(\.baseAddress)
        guard inputs.count > 8, let place else { return inputs.map { number(of: $0) } }
        if let known = lists[place] { return known }
        let numbers = inputs.map { number(of: $0) }
        lists[place] = numbers
        return numbers
    }

    mutating func number(of calculation: Calculation) -> Int {
        let inputs = numbers(of: calculation.inputs)
        let key = Key(
            step: calculation.step, name: calculation.name, value: calculation.value, unit: calculation.unit,
            note: calculation.note, origin: calculation.origin, inputs: inputs)
        if let known = nodes[key] { return known }
        let node = nodes.count + 1
        nodes[key] = node
        csv.append([
            "\(node)", key.step.rawValue, key.name, cell(key.value.doubleValue), key.value.description,
            key.unit.symbol, key.note.en, key.note.zh, key.origin.map(place),
            inputs.map(String.init).joined(separator: " "),
        ])
        return node
    }
}
