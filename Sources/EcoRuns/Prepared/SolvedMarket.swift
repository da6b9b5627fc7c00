import EcoAccounts
import EcoParameters
import EcoQuota
import EcoScenarios
import EcoUnits

/// The plan of a scenario's market and what the regions would do without trade.
struct SolvedMarket: Sendable {
    let parameters: QuotaParameters
    let records: QuotaRecords
    /// Proven.
    let market: QuotaMarket
    /// Without trade, reserve and buy-back; `nil` where that cannot meet the limits or is not proven.
    let alone: QuotaMarket?
    /// What could not be told of the market without trade.
    let findings: [Diagnostic]
    /// The solver that the scenario asks for; `nil` for the one that fits.
    let solver: (any ProgramSolver)?

    /// - Parameter comparesTrade: false to leave out the market without trade.
    /// - Throws: input findings; or, as a failed computation, limits that cannot be met and plans that are not
    ///   proven.
    init(
        _ parameters: QuotaParameters, regions: RegionTable, matrix: [SourceReceptorCoefficient],
        labels: [NameLabel], comparesTrade: Bool = true
    ) throws(RunFailure) {
        try self.init(parameters, regions, labels, comparesTrade: comparesTrade, sharing: nil) {
            try QuotaRecords(parameters, regions: regions, matrix: matrix)
        }
    }

    /// - Parameters:
    ///   - other: a market of the same block with other values; what both have in common is taken from it. The result
    ///     is the same without.
    ///   - followers: take the place of the solver; nil to solve from nothing.
    ///   - records: what the block says.
    init(
        _ parameters: QuotaParameters, _ regions: RegionTable, _ labels: [NameLabel], comparesTrade: Bool,
        sharing other: SolvedMarket?, following followers: MarketFollowers? = nil,
        records read: () throws -> QuotaRecords
    ) throws(RunFailure) {
        self.parameters = parameters
        let solver = parameters.solver.flatMap { ProgramSolverCatalogue.solver($0)?.init() }
        self.solver = solver
        do {
            let records = try read()
            self.records = records
            market = try QuotaMarket(
                solving: QuotaProblem(records, sharing: other?.market.problem),
                with: followers?.traded ?? solver)
            (alone, findings) =
                comparesTrade
                ? Self.alone(records.withoutTrade(), followers?.alone ?? solver, sharing: other) : (nil, [])
        } catch let failure as RunFailure {
            throw failure
        } catch let failure as DiagnosticFailure {
            throw .input(failure.diagnostics)
        } catch let failure as QuotaMarket.Failure {
            throw Self.failure(failure, regions, labels, parameters)
        } catch {
            throw .computation([Diagnostic(code: "quota_failed", path: "quota", "\(error)")])
        }
        guard market.certificate.verdict == .proven else {
            throw .computation([Self.notProven(market.certificate)])
        }
    }

    /// The market without trade, and what could not be told of it.
    private static func alone(
        _ records: QuotaRecords, _ solver: (any ProgramSolver)?, sharing other: SolvedMarket?
    ) -> (QuotaMarket?, [Diagnostic]) {
        if let other, let alone = other.alone, alone.problem.records == records {
            return (alone, other.findings)
        }
        let beside = QuotaStudySolver(solver)
        let market = beside.market(
            records, path: "quota", LocalizedText(en: "the market without trade", zh: "无交易情形"),
            sharing: other?.alone?.problem)
        return (market, beside.findings)
    }

    /// yuan; `nil` where the regions cannot meet the limits alone.
    var costWithoutTrade: Double? { alone?.certificate.primalObjective }

    private static func failure(
        _ failure: QuotaMarket.Failure, _ regions: RegionTable, _ labels: [NameLabel],
        _ parameters: QuotaParameters
    ) -> RunFailure {
        switch failure {
        case .infeasible(let report):
            return .infeasible(
                InfeasibleMarket(report: report, name: QuotaResult.naming(parameters, regions, labels)))
        case .hindered(let finding): return .computation([finding])
        case .solver(.breakdown(let iteration)):
            return .computation([
                Diagnostic(
                    code: "solver_breakdown", path: "quota",
                    "the solver broke down at iteration \(iteration)",
                    hint: "scale the tables to comparable sizes, or report the scenario")
            ])
        }
    }

    private static func notProven(_ certificate: ProgramCertificate) -> Diagnostic {
        Diagnostic(
            code: "not_proven", path: "quota",
            "the plan is not proven: relative gap \(certificate.gap), largest violation \(certificate.largestViolation)",
            hint: "scale the tables to comparable sizes, or report the scenario")
    }
}
