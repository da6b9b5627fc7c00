import EcoParameters
import EcoUnits

/// From a problem to a proven plan: the programme, a solver, the certificate, or why there is no plan.
public struct QuotaMarket: Sendable {
    public let plan: QuotaPlan

    public var problem: QuotaProblem { plan.problem }
    public var program: MarketProgram { plan.program }
    /// Values and prices of the plan in the positions of `program`.
    public var found: ProgramSolution { plan.found }
    public var solution: QuotaSolution { plan.solution }
    public var certificate: ProgramCertificate { plan.certificate }

    public enum Failure: Error, Sendable {
        /// Limits that cannot be met together, with places, missing amounts and ways out.
        case infeasible(InfeasibilityReport)
        /// The solver does not run on this machine, or does not take programmes of this form.
        case hindered(Diagnostic)
        case solver(QuotaSolverError)
    }

    /// Solves a market.
    ///
    /// A shortened source-receptor matrix tightens the limits: a market that it makes impossible is solved with the
    /// whole matrix, and `problem` is then that market.
    /// - Parameter solver: nil for the most special one that takes the programme.
    /// - Throws: `Failure.infeasible` where no plan meets the limits.
    public init(solving problem: QuotaProblem, with solver: (any ProgramSolver)? = nil) throws(Failure) {
        do throws(Failure) {
            plan = try Self.plan(problem, with: solver)
        } catch {
            guard case .infeasible = error, let whole = problem.withWholeMatrix else { throw error }
            plan = try Self.plan(whole, with: solver)
        }
    }

    private static func plan(
        _ problem: QuotaProblem, with solver: (any ProgramSolver)?
    ) throws(Failure) -> QuotaPlan {
        let plan: QuotaPlan
        do {
            plan = try QuotaPlan(problem) { program, start in
                try Self.solver(solver, for: program).solve(program, from: start)
            }
        } catch let failure as Failure {
            throw failure
        } catch let failure as UnreachableMarket {
            if let report = try Self.report(failure.problem) { throw .infeasible(report) }
            throw .hindered(Self.unreachable)
        } catch {
            if let report = try Self.report(problem) { throw .infeasible(report) }
            throw .solver(error as? QuotaSolverError ?? .breakdown(iteration: 0))
        }
        guard plan.certificate.largestViolation > ProgramCertificate.violationTolerance else { return plan }
        if let report = try Self.report(problem) { throw .infeasible(report) }
        return plan
    }

    private static func solver(
        _ wanted: (any ProgramSolver)?, for program: MarketProgram
    ) throws(Failure) -> any ProgramSolver {
        guard let wanted else { return ProgramSolverCatalogue.solver(for: program) }
        if let hindrance = type(of: wanted).hindrance { throw .hindered(hindrance) }
        if wanted.accepts(program) { return wanted }
        let whole = BranchAndBoundSolver(over: wanted)
        if whole.accepts(program) { return whole }
        throw .hindered(
            Diagnostic(
                code: "solver_unfit", path: "quota.solver",
                "the solver \(type(of: wanted).id) does not take a market of this form",
                hint: "leave `solver` out: the one that fits is taken"))
    }

    /// Each straight line alone leaves a plan, all of them together do not.
    private static let unreachable = Diagnostic(
        code: "limits_unreachable", path: "quota",
        LocalizedText(
            en:
                "no plan keeps all limits under the uncertainty, response surfaces or Gini coefficients stated",
            zh: "在给定的不确定性、响应曲面或基尼系数约束下，没有方案能满足全部限值"),
        hint: LocalizedText(
            en: "lower the share or the budget, or raise the limits", zh: "请降低达标比例或不确定性预算，或放宽限值"))

    /// Told by our own method, whatever solver was asked for.
    private static func report(_ problem: QuotaProblem) throws(Failure) -> InfeasibilityReport? {
        do throws(QuotaSolverError) {
            return try InfeasibilityReport(problem, with: InteriorPointSolver())
        } catch { throw .solver(error) }
    }
}

extension QuotaProblem {
    /// The same market without truncation of its source-receptor matrix; nil where there is none.
    fileprivate var withWholeMatrix: QuotaProblem? {
        guard records.matrixTruncation > 0 else { return nil }
        var whole = records
        whole.matrixTruncation = 0
        // Records that made one problem make the other: the truncation is no part of what is checked.
        return try? QuotaProblem(whole)
    }
}
