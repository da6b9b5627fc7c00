import EcoParameters
import EcoRuns

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
        iterations = document["iterations"]?.scalarText ?? ""
        violations = (document["violations"]?.members ?? []).map { ($0.0, $0.1.doubleValue) }
    }

    /// What trade saves: cost without it less cost with it.
    var saving: Double? {
        guard let withoutTrade, let objective else { return nil }
        return withoutTrade - objective
    }
}
