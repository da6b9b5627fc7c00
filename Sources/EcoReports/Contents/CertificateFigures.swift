import EcoParameters
import EcoRuns
import EcoUnits

/// The certificate, as stored.
struct CertificateFigures: Sendable {
    let verdict: String
    let objective: Double?
    let dualBound: Double?
    let gap: Double?
    let tolerance: Double?
    let withoutTrade: Double?
    let shortfall: Double?
    let solver: String
    let iterations: String
    /// What the proof speaks of, `market` for all of it.
    let scope: String
    let scopeMeaning: LocalizedText
    let violations: [(family: String, amount: Double?)]

    init(_ document: JSON) {
        verdict = document["verdict"]?.scalarText ?? ""
        objective = document["objective_yuan"]?.doubleValue
        dualBound = document["dual_bound_yuan"]?.doubleValue
        gap = document["relative_gap"]?.doubleValue
        tolerance = document["tolerance"]?.doubleValue
        withoutTrade = document["cost_without_trade_yuan"]?.doubleValue
        shortfall = document["shortfall_t"]?.doubleValue
        solver = document["solver"]?.scalarText ?? ""
        scope = document["scope"]?.scalarText ?? "market"
        scopeMeaning = LocalizedText(
            en: document["scope_en"]?.scalarText ?? "", zh: document["scope_zh"]?.scalarText ?? "")
        iterations = document["iterations"]?.scalarText ?? ""
        violations = (document["violations"]?.members ?? []).map { ($0.0, $0.1.doubleValue) }
    }

    /// Whether the proof is of the market at straight lines alone.
    var isOfStraightLines: Bool { scope == "straight_lines" }

    /// What trade saves: cost without it less cost with it.
    var saving: Double? {
        guard let withoutTrade, let objective else { return nil }
        return withoutTrade - objective
    }

    /// The same as a part of the cost without trade, where that comes to a fen.
    var savedShare: Double? {
        guard let saving, let withoutTrade, withoutTrade >= 0.01 else { return nil }
        return saving / withoutTrade
    }
}
