import EcoParameters
import EcoUnits

/// What a stricter aim costs: the programme solved again under one limit that moves in steps.
public struct ParetoCurve: Sendable {
    /// What is limited.
    public enum Aim: Sendable, Equatable {
        /// The emission of some pollutants together, t; all where empty.
        case emission(pollutants: [String])
        /// The exposure of the population, person ug/m3.
        case exposure
        /// The loads of all receptors, as a factor on what their limits allow.
        case receptorLimits

        /// `emission`, `exposure` or `receptor_limits`.
        public var id: String {
            switch self {
            case .emission: "emission"
            case .exposure: "exposure"
            case .receptorLimits: "receptor_limits"
            }
        }
    }

    public struct Point: Sendable {
        /// The limit: t, person ug/m3, or a factor.
        public let level: Double
        /// Cost of the plan, yuan.
        public let cost: Double
        /// By how much the cost falls for one unit of relief, yuan; nil for a factor.
        public let price: Double?
        public let certificate: ProgramCertificate
    }

    public let aim: Aim
    /// From the loosest level to the strictest.
    public let points: [Point]

    /// - Parameters:
    ///   - levels: of the limit; nil for even steps between what costs nothing and the least that can be reached.
    ///   - steps: points of the even steps, at least 2.
    /// - Throws: what `solve` throws, such as for a level that cannot be reached.
    public init(
        _ problem: QuotaProblem, _ aim: Aim, levels: [Double]? = nil, steps: Int = 11,
        solving solve: ProgramSolving
    ) throws {
        self.aim = aim
        let program = MarketProgram(problem)
        guard let weights = Self.weights(problem, aim) else {
            points = try Self.scaled(program, levels ?? [1, 0.95, 0.9], solve)
            return
        }
        let layout = QuotaLayout(problem)
        let terms = zip(layout.emission, weights).filter { $0.1 != 0 }.map { (column: $0, value: $1) }
        let chosen = try levels ?? Self.evenLevels(program, terms, steps, solve)
        var limited = program.addingLimit("sweep", terms, atMost: 0, unit: aim == .exposure ? "ug/m3" : "t")
        var points: [Point] = []
        var last: ProgramSolution?
        for level in chosen {
            limited.right[program.rowCount] = level
            let found = try solve(limited, last)
            let certificate = ProgramCertificate(limited, found)
            points.append(
                Point(
                    level: level, cost: certificate.primalObjective, price: found.rowPrices[program.rowCount],
                    certificate: certificate))
            last = found
        }
        self.points = points
    }

    /// For each source; nil where the aim is no sum over sources.
    private static func weights(_ problem: QuotaProblem, _ aim: Aim) -> [Double]? {
        switch aim {
        case .emission(let pollutants):
            problem.sources.map { pollutants.isEmpty || pollutants.contains($0.pollutant) ? 1 : 0 }
        case .exposure: problem.exposureWeights
        case .receptorLimits: nil
        }
    }

    private static func scaled(
        _ program: MarketProgram, _ factors: [Double], _ solve: ProgramSolving
    ) throws -> [Point] {
        var last: ProgramSolution?
        return try factors.map { factor in
            var stricter = program
            stricter.ambient.allowance = program.ambient.allowance.map { factor * $0 }
            let found = try solve(stricter, last)
            last = found
            let certificate = ProgramCertificate(stricter, found)
            return Point(
                level: factor, cost: certificate.primalObjective, price: nil, certificate: certificate)
        }
    }

    /// From the level of the cheapest plan to the least level, a little inside so that rounding decides nothing.
    private static func evenLevels(
        _ program: MarketProgram, _ terms: [(column: Int, value: Double)], _ steps: Int,
        _ solve: ProgramSolving
    ) throws -> [Double] {
        let level = { (x: [Double]) in terms.reduce(0) { $0 + $1.value * x[$1.column] } }
        let most = level(try solve(program, nil).values)
        let least = level(try solve(program.withObjective(terms), nil).values)
        let count = max(2, steps)
        return (0..<count).map { step in
            let part = Double(step) / Double(count - 1)
            return most + (least - most) * part * (1 - 1e-7)
        }
    }
}

extension QuotaProblem {
    /// The curves that a scenario asks for, in its order; one that could not be drawn is `nil` and told in
    /// `findings`.
    public func curves(_ parameters: QuotaParameters, _ findings: inout [Diagnostic]) -> [ParetoCurve?] {
        parameters.curves.enumerated().map { index, asked in
            let path = "quota.curves.\(index)"
            do {
                let curve = try ParetoCurve(self, asked.aim, levels: asked.levels, steps: asked.steps) {
                    program, start in
                    try ProgramSolverCatalogue.solver(for: program).solve(program, from: start)
                }
                if curve.points.contains(where: { $0.certificate.verdict != .proven }) {
                    findings.append(
                        Diagnostic(
                            .warning, code: "curve_not_proven", path: path,
                            LocalizedText(
                                en: "some points of the curve are not proven", zh: "曲线上部分点未获证明"),
                            hint: LocalizedText(
                                en: "quota_curves.csv marks them; leave out the strictest levels",
                                zh: "quota_curves.csv 中已标明，可去掉最严的水平")))
                }
                return curve
            } catch {
                findings.append(
                    Diagnostic(
                        .warning, code: "curve_not_drawn", path: path,
                        LocalizedText(
                            en: "the curve is not drawn: no plan was found at one of its levels",
                            zh: "曲线未绘制：其中一个水平没有可行方案"),
                        hint: LocalizedText(
                            en: "give levels that can be reached, or leave `levels` out",
                            zh: "改用可达到的水平，或不指定 levels")))
                return nil
            }
        }
    }
}
