import EcoAccounts
import EcoParameters
import EcoQuota

/// The market of a run: the plan, its proof, and what the regions would do without trade.
public struct QuotaResult: Sendable {
    public let market: QuotaMarket
    public let parameters: QuotaParameters
    /// Cost without trade, reserve and buy-back, yuan; `nil` where that cannot meet the limits.
    public let costWithoutTrade: Double?
    public let warnings: [Diagnostic]

    /// Solves the market with and without trade.
    ///
    /// - Throws: input findings; or, as a failed computation, limits that cannot be met and plans that are not
    ///   proven.
    init(_ parameters: QuotaParameters, regions: RegionTable) throws(RunFailure) {
        let solver: any QuotaSolver =
            SolverCatalogue.solver(parameters.solver)?.init() ?? InteriorPointSolver()
        var findings: [Diagnostic] = []
        let records = QuotaRecords(parameters, regions: regions, &findings)
        do {
            let market = try QuotaMarket(solving: QuotaProblem(parameters, regions: regions), with: solver)
            let alone = try? QuotaMarket(solving: QuotaProblem(records.withoutTrade()), with: solver)
            self.market = market
            self.parameters = parameters
            costWithoutTrade = alone.flatMap {
                $0.certificate.verdict == .proven ? $0.certificate.primalObjective : nil
            }
            warnings = market.problem.warnings(market.solution)
        } catch let failure as DiagnosticFailure {
            throw .input(failure.diagnostics)
        } catch let failure as QuotaMarket.Failure {
            throw .computation(Self.diagnostics(failure))
        } catch {
            throw .computation([Diagnostic(code: "quota_failed", path: "quota", "\(error)")])
        }
        guard market.certificate.verdict == .proven else {
            throw .computation([Self.notProven(market.certificate)])
        }
    }

    private static func diagnostics(_ failure: QuotaMarket.Failure) -> [Diagnostic] {
        switch failure {
        case .infeasible(let infeasibility): infeasibility.diagnostics
        case .solver(.breakdown(let iteration)):
            [
                Diagnostic(
                    code: "solver_breakdown", path: "quota",
                    "the solver broke down at iteration \(iteration)",
                    hint: "scale the tables to comparable sizes, or report the scenario")
            ]
        }
    }

    private static func notProven(_ certificate: Certificate) -> Diagnostic {
        Diagnostic(
            code: "not_proven", path: "quota",
            "the plan is not proven: relative gap \(certificate.gap), largest violation \(certificate.largestViolation)",
            hint: "scale the tables to comparable sizes, or report the scenario")
    }
}
