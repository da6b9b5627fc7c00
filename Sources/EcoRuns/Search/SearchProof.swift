import EcoCompensation
import EcoParameters
import EcoScenarios
import EcoSearch
import EcoSimulation
import EcoUnits

/// What is known beforehand of the form of a search, from the families of schemes and processes that its variables
/// belong to. Statements and proofs: docs/methods/search.md, 3.
enum SearchProof: String, Sendable {
    case none
    /// Payments are the coefficient times what does not depend on it.
    case linearPayments = "linear_payments"
    /// More money for the fund never restores less and never leaves less.
    case fundMoney = "fund_money"

    var form: SearchForm {
        switch self {
        case .none: .unknown
        case .linearPayments: .linear
        case .fundMoney: .monotone(marginsRise: true)
        }
    }

    init(_ problem: SearchProblem) {
        if Self.isLinear(problem) {
            self = .linearPayments
        } else if Self.isOfFund(problem) {
            self = .fundMoney
        } else {
            self = .none
        }
    }

    // MARK: Linear payments

    /// Of each family the values that its payments are proportional to.
    static let coefficients: [String: Set<String>] = [
        "weighted_linear": ["money_per_point", "rate"], "section_linear": ["rate", "charge_rate"],
        "load_price": ["price"], "waste_hosting": ["unit_price"], "unit_standard": ["unit_price"],
        "pool_share": ["pool"], "gep_payment": ["pool"], "ecological_flow": ["charge", "award"],
        "index_gate": ["amount", "breach_amount"], "class_change": ["amount_per_class", "amount_per_point"],
    ]

    /// What money changes on: none of it may be looked at.
    private static let afterMoney = ["fund.", "land.", "gep.", "geep.", "burden", "response."]

    private static func isLinear(_ problem: SearchProblem) -> Bool {
        let schemes = problem.loaded.scenario.compensation?.schemes ?? []
        let areCoefficients = problem.parameters.variables.allSatisfy { variable in
            variable.rest == nil && variable.paths.allSatisfy { isCoefficient($0, schemes) }
        }
        let answers =
            problem.figures.simulation?.schedule.contains { $0.declaration.id == "response" } ?? false
        let measures = [problem.objective] + problem.front
        let figures = measures.flatMap(\.figures) + problem.limits.flatMap(\.figures)
        return areCoefficients && !answers && problem.objective.isLinear
            && problem.limits.allSatisfy(\.isLinear)
            && figures.allSatisfy { figure in !afterMoney.contains { figure.hasPrefix($0) } }
    }

    private static func isCoefficient(_ path: String, _ schemes: [any CompensationScheme]) -> Bool {
        let parts = path.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
        guard parts.count > 3, parts[0] == "compensation", parts[1] == "schemes" else { return false }
        let scheme =
            Int(parts[2]).flatMap { schemes.indices.contains($0) ? schemes[$0] : nil }
            ?? schemes.first { $0.scope.id == parts[2] }
        guard let scheme, let keys = coefficients[type(of: scheme).family.id] else { return false }
        return keys.contains(parts[parts.count - 1])
    }

    // MARK: Money of the fund

    private static let fundPaths: Set<String> = [
        "simulation.funds.budget", "simulation.funds.opening_balance",
    ]

    /// Figures that the fund's money does not reach, or never lowers.
    private static func isOfFund(_ problem: SearchProblem) -> Bool {
        guard let variable = problem.parameters.variables.first, problem.parameters.variables.count == 1,
            variable.rest == nil, variable.paths.allSatisfy(fundPaths.contains),
            problem.parameters.objective.measure == .publicCost,
            problem.parameters.objective.quantile == nil
        else { return false }
        let answers =
            problem.figures.simulation?.schedule.contains { $0.declaration.id == "response" } ?? false
        return !answers
            && problem.limits.allSatisfy { limit in
                let rises = ["fund.balance_yuan", "land.restored_km2"]
                let isUntouched = limit.figures.allSatisfy { figure in
                    !["fund.", "land.", "gep.", "geep.", "gdp."].contains { figure.hasPrefix($0) }
                }
                return isUntouched
                    || !limit.isHighest && limit.figures.allSatisfy { rises.contains($0) }
            }
    }
}
