import EcoAccounts
import EcoParameters
import EcoUnits

/// The development index that the fourth round of Xin'anjiang sets beside that of the water: what the region downstream
/// pays where it reaches a gate. How the agreement makes it was not published, so index, gates and amounts are given.
struct DevelopmentIndex: Sendable {
    struct Gate: ParameterGroup {
        fileprivate static let gateParameter = Parameter<Rational>.exactNumber(
            "gate", range: .nonNegative,
            LocalizedText(en: "the development index reaches this", zh: "发展指数达到此值"))
        fileprivate static let amountParameter = Parameter<Rational>.exactQuantity(
            "amount", unit: .yuan, range: .nonNegative,
            LocalizedText(en: "what the region downstream then pays", zh: "下游支付金额"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "development_tranche",
                title: LocalizedText(en: "Tranche of the development index", zh: "发展指数分档"),
                meaning: LocalizedText(en: "A payment with its gate", zh: "支付门槛与金额"),
                parameters: [gateParameter.declaration, amountParameter.declaration])
        }

        let gate: Rational
        let amount: Rational

        init(_ bound: BoundGroup) {
            gate = bound[Self.gateParameter]
            amount = bound[Self.amountParameter]
        }
    }

    private enum Columns {
        static let value = Column<FixedPoint>.exact(
            "value", range: .nonNegative, presence: .nullable,
            LocalizedText(en: "development index; empty where missing", zh: "发展指数"))
    }

    private static let tableParameter = Parameter<Table>.table(
        "development",
        TableDeclaration(
            id: "development_index",
            meaning: LocalizedText(en: "Development index of the region upstream", zh: "上游地区发展指数"),
            columns: [
                OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.value.declaration,
                OwnColumn.note.declaration,
            ], uniqueBy: ["region", "period"]),
        LocalizedText(
            en: "development index of the region upstream by year, beside that of the water (fourth round)",
            zh: "上游地区逐年发展指数（第四轮），与水质指数并行")
    ).optional
    private static let tranchesParameter = Parameter<[Gate]>.groups(
        "development_tranches",
        LocalizedText(en: "what is paid by the development index; they add up", zh: "按发展指数分档支付，逐档累加"))

    static var declarations: [ParameterDeclaration] {
        [tableParameter.declaration, tranchesParameter.declaration]
    }

    let table: Table
    let gates: [Gate]

    init?(_ bound: BoundGroup) {
        guard let table = bound[Self.tableParameter] else { return nil }
        self.table = table
        gates = bound[Self.tranchesParameter]
    }

    static func check(_ bound: BoundGroup, isRequired: Bool, _ diagnostics: inout [Diagnostic]) {
        let hasGates = !bound[tranchesParameter].isEmpty
        guard isRequired || hasGates || bound.fields[tableParameter.key] != nil else { return }
        bound.requireValues([tableParameter.key, tranchesParameter.key], &diagnostics)
    }

    /// The index by region and year; `nil` where it is missing.
    func values(
        _ assessment: Assessment
    ) throws(DiagnosticFailure) -> [RegionCode: [Period: Calculation]] {
        var reader = RowReader(table, assessment.evidence.table)
        var values: [RegionCode: [Period: Calculation]] = [:]
        for row in table.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period, .year)
            else { continue }
            guard let value = table.number(row, Columns.value) else { continue }
            values[region, default: [:]][period] = Calculation(
                .observation, "development_index", value, .one, origin: table.origin(row, Columns.value))
        }
        try reader.finish()
        return values
    }

    /// What the region downstream pays for an index, with the gates that it reaches.
    func payment(_ index: Calculation) throws(ArithmeticOverflow) -> Calculation {
        let met = gates.filter { index.value >= $0.gate }
        let names = met.map { "D >= \(NumberText.shortest($0.gate.doubleValue))" }.joined(separator: ", ")
        return Calculation(
            .tier, "tranches", try met.map(\.amount).total(), .yuan,
            note: met.isEmpty ? LocalizedText(en: "below every gate", zh: "低于各档门槛") : LocalizedText(names),
            inputs: [index])
    }
}
