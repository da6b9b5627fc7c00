import EcoTestSupport
import Testing

@testable import EcoQuota

@Suite("Changed markets from the face of a base market")
struct MarketFollowerTests {
    /// min x² + 2 y² with x + y = b: x = 2 b / 3, y = b / 3, the price of the row is -4 b / 3.
    private func twoSources(_ right: Double, slopes: (Double, Double) = (2, 4)) -> MarketProgram {
        var program = MarketProgram()
        program.cost = [0, 0]
        program.curvature = [slopes.0, slopes.1]
        program.upper = [10, 10]
        for _ in 0..<2 { program.matrix.append([(row: 0, value: 1)]) }
        program.right = [right]
        program.rowKinds = [.equal]
        program.rowFamilies = [.init("demand", 0..<1, unit: "t")]
        return program
    }

    private func follower(_ program: MarketProgram) throws -> MarketFollower {
        try #require(MarketFollower(program, InteriorPointSolver().solve(program)))
    }

    @Test func closedForm() throws {
        let found = try #require(follower(twoSources(3)).solution(of: twoSources(6)))
        #expect(abs(found.values[0] - 4) < 1e-12 && abs(found.values[1] - 2) < 1e-12)
        #expect(abs(found.rowPrices[0] + 8) < 1e-11)
    }

    /// Beyond 15 the first source is full: x = 10, y = b - 10, the price -4 y.
    @Test func columnsComeToTheirLimits() throws {
        let found = try #require(follower(twoSources(3)).solution(of: twoSources(18)))
        #expect(abs(found.values[0] - 10) < 1e-12 && abs(found.values[1] - 8) < 1e-12)
        #expect(abs(found.rowPrices[0] + 32) < 1e-11)
    }

    /// Costs of slope 6 and 3: x = b / 3, y = 2 b / 3, the price -2 b.
    @Test func slopesMayChange() throws {
        let changed = twoSources(6, slopes: (6, 3))
        let found = try #require(follower(twoSources(3)).solution(of: changed))
        #expect(abs(found.values[0] - 2) < 1e-12 && abs(found.rowPrices[0] + 12) < 1e-11)
    }

    private func instance(_ isSloped: Bool) throws -> MarketProgram {
        try MarketProgram(
            QuotaProblem(
                InstanceGenerator(counties: 20, receptors: 6, zones: 3, seed: 1, isSloped: isSloped)
                    .records()))
    }

    /// Other caps and limits, other prices, other coefficients: each proven, and at the cost of a solve from nothing.
    private func variants(_ program: MarketProgram) -> [MarketProgram] {
        var random = SeededGenerator(seed: 11)
        func factor(_ part: Double) -> Double {
            1 + part * (2 * Double.random(in: 0..<1, using: &random) - 1)
        }
        return (0..<6).map { number in
            var changed = program
            switch number % 3 {
            case 0:
                for row in changed.right.indices { changed.right[row] *= factor(0.05) }
                for row in changed.ambient.allowance.indices {
                    changed.ambient.allowance[row] *= factor(0.02)
                }
            case 1:
                for column in changed.cost.indices {
                    let factor = factor(0.05)
                    changed.cost[column] *= factor
                    changed.curvature[column] *= factor
                }
            default:
                for column in changed.upper.indices { changed.upper[column] *= factor(0.03) }
            }
            return changed
        }
    }

    @Test(arguments: [false, true])
    func sameCostAsFromNothing(_ isSloped: Bool) throws {
        let program = try instance(isSloped)
        let follower = try follower(program)
        for changed in variants(program) {
            let found = try #require(follower.solution(of: changed))
            let proof = ProgramCertificate(changed, found)
            #expect(proof.gap.magnitude <= 1e-10 && proof.largestViolation <= 1e-11, "\(proof)")
            let cold = try ProgramCertificate(changed, InteriorPointSolver().solve(changed))
            let difference = abs(proof.primalObjective - cold.primalObjective)
            #expect(difference <= 1e-9 * abs(cold.primalObjective))
        }
    }

    /// Ties are spread alike, and prices that can be no other are the same.
    @Test func samePlanAsFromNothing() throws {
        let program = try instance(false)
        let follower = try follower(program)
        var compared = 0
        for changed in variants(program) {
            guard let found = follower.solution(of: changed, withUniquePrices: true) else { continue }
            let cold = try InteriorPointSolver().solve(changed)
            for column in changed.upper.indices {
                let difference = abs(found.values[column] - cold.values[column])
                #expect(difference <= 1e-9 * max(1, changed.upper[column]))
            }
            for (row, price) in cold.rowPrices.enumerated() {
                #expect(abs(found.rowPrices[row] - price) <= 1e-7 * max(1, abs(price)))
            }
            compared += 1
        }
        #expect(compared > 0)
    }

    /// Where nothing changed no column turns, and where no limit binds any more all prices fall to nothing.
    @Test(arguments: [false, true])
    func rateOfRoundingIsNoMove(_ isSloped: Bool) throws {
        let program = try instance(isSloped)
        let follower = try follower(program)
        let same = try #require(follower.solution(of: program))
        #expect(same.iterations == 0)
        var loose = program
        for column in loose.cost.indices where loose.cost[column] < 0 { loose.cost[column] = 0 }
        for row in loose.ambient.allowance.indices { loose.ambient.allowance[row] *= 10 }
        let found = try #require(follower.solution(of: loose))
        let proof = ProgramCertificate(loose, found)
        #expect(proof.verdict == .proven)
        #expect(found.ambientPrices.allSatisfy { $0 == 0 })
    }

    /// No result depends on what was solved before it.
    @Test func orderChangesNothing() throws {
        let program = try instance(true)
        let follower = try follower(program)
        let variants = variants(program)
        let forwards = variants.map { follower.solution(of: $0)?.values }
        let backwards = variants.reversed().map { follower.solution(of: $0)?.values }
        #expect(forwards == backwards.reversed())
        #expect(forwards.allSatisfy { $0 != nil })
    }

    /// Two steps at the same cost; the price of what is already full may be anything from 1 up.
    @Test func pricesThatCouldBeOthersAreToldApart() throws {
        func program(_ right: Double) -> MarketProgram {
            var program = MarketProgram()
            program.cost = [1, 100]
            program.curvature = [0, 0]
            program.upper = [5, 5]
            for _ in 0..<2 { program.matrix.append([(row: 0, value: 1)]) }
            program.right = [right]
            program.rowKinds = [.equal]
            program.rowFamilies = [.init("demand", 0..<1, unit: "t")]
            return program
        }
        let follower = try follower(program(3))
        let inside = try #require(follower.solution(of: program(4), withUniquePrices: true))
        #expect(abs(inside.rowPrices[0] + 1) < 1e-12)
        #expect(follower.solution(of: program(5), withUniquePrices: true) == nil)
        let edge = try #require(follower.solution(of: program(5)))
        #expect(edge.rowPrices[0] <= -1 + 1e-9 && edge.rowPrices[0] >= -100 - 1e-9)
    }

    /// What is no other version of the base is left to the solvers that begin from nothing.
    @Test func otherMarketsAreNotFollowed() throws {
        let base = twoSources(3)
        let follower = try follower(base)
        var whole = twoSources(6)
        whole.wholeColumns = [0]
        var wider = twoSources(6)
        wider.rowKinds = [.atMost]
        #expect(follower.solution(of: whole) == nil)
        #expect(follower.solution(of: wider) == nil)
        let solver = FaceFollowingSolver(follower)
        let found = try solver.solve(wider)
        #expect(ProgramCertificate(wider, found).verdict == .proven)
        #expect(found.solver != FaceFollowingSolver.id)
        let followed = try solver.solve(twoSources(6))
        #expect(followed.solver == FaceFollowingSolver.id)
    }

    /// Small markets with every kind of rule and knife-edges: what is followed is proven, and costs what it costs from
    /// nothing.
    @Test func randomMarkets() throws {
        var (tried, followed) = (0, 0)
        for seed in 1...20 {
            var market = RandomMarket(seed: UInt64(seed), isSloped: seed % 2 == 0)
            let problem = try QuotaProblem(market.records(counties: 3 + seed % 3))
            guard !problem.isOutOfReach else { continue }
            let program = MarketProgram(problem)
            guard let follower = try MarketFollower(program, InteriorPointSolver().solve(program)) else {
                continue
            }
            var random = SeededGenerator(seed: UInt64(seed))
            var changed = program
            for column in changed.cost.indices {
                changed.cost[column] *= 0.95 + 0.1 * Double.random(in: 0..<1, using: &random)
            }
            tried += 1
            guard let found = follower.solution(of: changed) else { continue }
            followed += 1
            let proof = ProgramCertificate(changed, found)
            #expect(proof.verdict == .proven, "\(seed)")
            let cold = try ProgramCertificate(changed, InteriorPointSolver().solve(changed))
            let difference = abs(proof.primalObjective - cold.primalObjective)
            #expect(difference <= 1e-8 * max(1, abs(cold.primalObjective)), "\(seed)")
        }
        #expect(2 * followed > tried, "\(followed) of \(tried)")
    }
}
