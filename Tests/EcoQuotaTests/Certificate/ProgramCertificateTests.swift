@testable import EcoQuota
import EcoAlgebra
import EcoTestSupport
import EcoUnits
import Testing

@Suite("The proof of a plan")
struct ProgramCertificateTests {
    /// P1: whole numbers make the cost of a known plan exact; no prices whatever give a bound above it.
    @Test(arguments: 1...300)
    func randomPricesNeverBoundAboveAPlan(_ seed: Int) {
        var random = RandomProgram(seed: UInt64(seed))
        let (program, plan) = random.make(
            columns: 3 + seed % 12, sloped: seed.isMultiple(of: 2), wholeColumns: seed % 3)
        for _ in 0..<20 {
            let prices = random.prices(program)
            let bound = program.bound(rowPrices: prices.rows, ambientPrices: prices.ambient)
            #expect(bound <= program.objective(plan))
            let relaxed = program.safeBound(
                rowPrices: prices.rows, ambientPrices: prices.ambient, divisible: true)
            #expect(relaxed.value <= bound)
        }
    }

    /// The prices of an optimum bound it from below, and leave no more than the rounding.
    @Test(arguments: 1...120)
    func optimalPricesCloseTheGap(_ seed: Int) throws {
        var random = RandomProgram(seed: UInt64(seed) + 7000)
        let (program, plan) = random.make(columns: 4 + seed % 8, sloped: seed.isMultiple(of: 2))
        let solution = try ReferenceSolver().solve(program)
        let certificate = ProgramCertificate(program, solution)
        #expect(certificate.verdict == .proven, "\(certificate)")
        #expect(certificate.dualBound <= program.objective(plan))
        #expect(certificate.tolerance == (program.curvature.contains { $0 > 0 } ? 1e-9 : 1e-8))
        #expect(
            certificate.rounding >= 0
                && certificate.rounding <= 1e-9 * max(1, certificate.dualBound.magnitude))
        #expect(certificate.statement.en.hasPrefix("proven within"))
    }

    /// min x, x >= 1/3 as 3 x >= 1, priced 1/3: the exact bound is 1/3, which no double is; the safe one is
    /// below it.
    @Test func boundIsBelowTheExactOne() throws {
        var program = MarketProgram()
        program.cost = [1]
        program.curvature = [0]
        program.upper = [1]
        program.matrix.append([(0, -3)])
        program.right = [-1]
        program.rowKinds = [.atMost]
        let safe = program.safeBound(rowPrices: [1 / 3.0], ambientPrices: [])
        let exact = try #require(Rational(1, over: 3))
        let found = try #require(Rational(exactly: safe.value))
        #expect(found < exact && safe.value > 1 / 3.0 - 1e-14)
        #expect(safe.rounding > 0 && safe.rounding < 1e-14)
    }

    /// Sums whose parts cancel: 1e16 + 1 - 1e16 is 1.
    @Test func sumsKeepWhatCancels() {
        var sum = CompensatedSum()
        for value in [1e16, 1, -1e16] { sum.add(value) }
        #expect(sum.value == 1 && sum.error > 0 && sum.error < 1e-10)
        var products = CompensatedSum()
        products.add(1 + 0x1p-30, 1 + 0x1p-30)
        products.add(-1)
        products.add(-0x1p-29)
        #expect(products.value == 0x1p-60)
    }

    /// Each kind of violation by itself, in its unit and as a part of its row.
    @Test func violationsByFamily() throws {
        var program = MarketProgram()
        program.cost = [1, 1]
        program.curvature = [0, 0]
        program.upper = [10, 4]
        program.matrix.append([(0, 1), (1, 1)])
        program.matrix.append([(0, 1)])
        program.rowKinds = [.equal, .atMost]
        program.right = [8, 5]
        program.rowFamilies = [.init("balance", 0..<1, unit: "t"), .init("quota", 1..<2, unit: "t")]
        program.wholeColumns = [1]
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(try DenseMatrix(rows: 1, columns: 1, elements: [0.5])),
            emission: [0], group: [0], allowance: [2])
        let plan = ProgramSolution(values: [6, -1], rowPrices: [0, 0], ambientPrices: [0], solver: "none")
        let found = ProgramCertificate(program, plan).violations
        #expect(found.map(\.family) == ["balance", "quota", "ambient", "range", "whole"])
        let amounts: [Double] = [3, 1, 1, 1, 1]
        #expect(found.map(\.absolute) == amounts)
        let sixth = 1.0 / 6
        let third = 1.0 / 3
        let parts: [Double] = [0.375, sixth, third, 0.25, 0.25]
        #expect(found.map(\.relative) == parts)
        #expect(found.map(\.unit) == ["t", "t", "ug/m3", "t", "t"])
        #expect(ProgramCertificate(program, plan).verdict == .notProven)
    }

    /// What is not a number never proves anything.
    @Test func notANumberIsNotProven() {
        var random = RandomProgram(seed: 3)
        let (program, plan) = random.make()
        let prices = [Double](repeating: .nan, count: program.rowCount)
        let none = [Double](repeating: 0, count: program.ambient.allowance.count)
        let solution = ProgramSolution(values: plan, rowPrices: prices, ambientPrices: none, solver: "none")
        #expect(ProgramCertificate(program, solution).dualBound == -.infinity)
        #expect(ProgramCertificate(program, solution).verdict == .notProven)
        let empty = ProgramSolution(
            values: plan.map { _ in .nan }, rowPrices: prices.map { _ in 0 }, ambientPrices: none,
            solver: "none")
        #expect(ProgramCertificate(program, empty).largestViolation == .infinity)
        #expect(ProgramCertificate(program, empty).verdict == .notProven)
    }

    /// Better prices row by row: the bound never falls, and from prices of 0 it rises for most programmes.
    @Test func tighteningNeverLowersTheBound() {
        var rises = 0
        for seed in 1...200 {
            var random = RandomProgram(seed: UInt64(seed) + 400)
            let (program, plan) = random.make(columns: 9, sloped: seed.isMultiple(of: 2))
            let given = random.prices(program)
            let prices = ProgramPrices(program, rowPrices: given.rows, ambientPrices: given.ambient)
            let before = program.bound(rowPrices: prices.rows, ambientPrices: prices.ambient)
            let better = program.tightened(prices)
            let after = program.bound(rowPrices: better.rows, ambientPrices: better.ambient)
            #expect(after >= before - 1e-12 * before.magnitude && after <= program.objective(plan))
            if after > before + 1e-9 * before.magnitude { rises += 1 }
        }
        #expect(rises > 150)
    }

    /// One row: the best price is exactly where the marginal cost meets the need. Slopes 2 and 6, need 600:
    /// 600 / (1/2 + 1/6) = 900.
    @Test func tighteningFindsThePriceOfOneRow() {
        var program = MarketProgram()
        program.cost = [0, 0]
        program.curvature = [2, 6]
        program.upper = [1000, 1000]
        program.matrix.append([(0, -1)])
        program.matrix.append([(0, -1)])
        program.right = [-600]
        program.rowKinds = [.atMost]
        let best = program.tightened(ProgramPrices(program, rowPrices: [0], ambientPrices: []))
        #expect((best.rows[0] - 900).magnitude < 1e-10)
        let bound = program.bound(rowPrices: best.rows, ambientPrices: [])
        #expect(bound <= 270_000 && bound > 270_000 - 1e-6)  // 900² / 2 x 2/3
    }
}

extension Rational {
    /// A double as a fraction; nil where it needs too many digits.
    init?(exactly value: Double) {
        guard value.isFinite else { return nil }
        if value == 0 {
            self = .zero
            return
        }
        let bits = Int128(value.significandBitPattern) + (Int128(1) << 52)
        let power = Int(value.exponent) - 52
        guard power > -120, power < 60 else { return nil }
        let signed = value < 0 ? -bits : bits
        if power >= 0 {
            self.init(signed << Int128(power), over: 1)
        } else {
            // Trailing zeros are taken out, so that the denominator stays small.
            let shift = min(Int(bits.trailingZeroBitCount), -power)
            self.init(signed >> Int128(shift), over: Int128(1) << Int128(-power - shift))
        }
    }
}
