import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of the reverse linkage, on seeded random states and claims.
@Suite struct ReverseLinkageLawsTests {
    static let seeds = Array(UInt64(1)...40)

    private static func ratio(_ numerator: Int, _ denominator: Int) throws -> Rational {
        try #require(Rational(Int128(numerator), over: Int128(denominator)))
    }

    private func rule() throws -> LinkageRule {
        LinkageRule(
            shareWeight: try exact("0.5"), projectWeight: try exact("0.03"), emissionWeight: try exact("0.3"),
            damageWeight: Rational(2), maximum: try exact("0.3"), minimumShare: try exact("0.01"),
            minimumEmissions: Rational(10))
    }

    private func state(
        _ random: inout SeededGenerator, growth: Int = 0, projects: Int = 0, emissionGrowth: Int = 0,
        damage: Int = 0
    ) throws -> LinkageRule.State {
        let base = Int.random(in: 0...300, using: &random)
        let emissions = Int.random(in: 0...200, using: &random)
        return LinkageRule.State(
            share: try Self.ratio(base + growth, 1000), baseShare: try Self.ratio(base, 1000),
            projects: Rational(projects), emissions: Rational(emissions + emissionGrowth),
            baseEmissions: Rational(emissions), damage: try Self.ratio(damage, 1000))
    }

    @Test(arguments: seeds) func unchangedOrBetterIsNotReduced(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let state = try state(
            &random, growth: -Int.random(in: 0...50, using: &random),
            emissionGrowth: -Int.random(in: 0...50, using: &random))
        #expect(try rule().reduction(rule().terms(state)) == .zero)
    }

    @Test(arguments: seeds) func boundedAndMonotoneInEveryTerm(_ seed: UInt64) throws {
        let steps = [0, 1, 2, 5, 10, 40, 100]
        let rule = try rule()
        for term in 0..<4 {
            var last = Rational.zero
            for step in steps {
                var random = SeededGenerator(seed: seed)
                let state = try state(
                    &random, growth: term == 0 ? step : 3, projects: term == 1 ? step : 1,
                    emissionGrowth: term == 2 ? step : 2, damage: term == 3 ? step : 4)
                let reduction = try rule.reduction(rule.terms(state))
                #expect(reduction >= last)
                #expect(reduction <= rule.maximum)
                last = reduction
            }
        }
    }

    /// A change of the share by d moves the reduction by at most a d / max(s_0, s_min), and the sixth decimal.
    @Test(arguments: seeds) func continuousInTheShare(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rule = try rule()
        let base = try Self.ratio(Int.random(in: 0...300, using: &random), 1000)
        let share = try base + Self.ratio(Int.random(in: 0...90, using: &random), 1000)
        let small = try Self.ratio(1, 1_000_000)
        func reduction(_ share: Rational) throws -> Rational {
            try rule.reduction(
                rule.terms(
                    LinkageRule.State(
                        share: share, baseShare: base, projects: .zero, emissions: .zero,
                        baseEmissions: .zero,
                        damage: .zero)))
        }
        let bound = try rule.shareWeight * (small / max(base, rule.minimumShare) + small)
        #expect(try (reduction(share + small) - reduction(share)).magnitude <= bound)
    }

    /// Five counties with random industry: rows of a base year and of the settled one.
    private func files(_ random: inout SeededGenerator, scale: Int = 1) -> [String: String] {
        var figures = ["region,period,factor,value,unit"]
        var industry = [
            "region,year,damaging_value_added_wan_yuan,gdp_wan_yuan,emissions,negative_list_projects"
        ]
        for region in 140_921...140_925 {
            figures.append("\(region),2023,gap,\(Int.random(in: 1...99_999, using: &random)).37,CNY")
            for year in [2021, 2023] {
                let added = Int.random(in: 0...200, using: &random)
                let emissions = Int.random(in: 0...90, using: &random)
                let projects = year == 2023 ? max(0, Int.random(in: -3...2, using: &random)) : 0
                let row = "\(added * scale),\(1000 * scale),\(emissions * scale),\(projects)"
                industry.append("\(region),\(year),\(row)")
            }
        }
        return [
            "figures.csv": figures.joined(separator: "\n"), "industry.csv": industry.joined(separator: "\n"),
        ]
    }

    private func fen(_ files: [String: String], linked: Bool, minimum: Int = 1) throws -> [Int64] {
        let adjuster =
            "{adjuster: reverse_linkage, industry: industry.csv, base_years: [2021], "
            + "minimum_emissions: \(minimum)}"
        let result = try settle(
            """
            schemes:
              - scheme: composite_transfer
                id: zones
                figures: figures.csv
                parts: [{part: key_support, rates: {gap: 1 CNY}}]
                adjusters: [\(linked ? adjuster : "")]
            """, [], files: files, regions: try (140_921...140_925).map { try code($0) })
        return try (140_921...140_925).map { try result.netFen(.region(code($0))) }
            + [result.netFen(.fund("withheld"))]
    }

    /// Property 1: the reduction moves money and changes no sum.
    @Test(arguments: seeds) func neutralToTheBudget(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let files = files(&random)
        #expect(try fen(files, linked: true).reduce(0, +) == fen(files, linked: false).reduce(0, +))
    }

    /// Ten times the economy and the emissions, with the guard ten times too: the same payments.
    @Test(arguments: seeds) func freeOfScale(_ seed: UInt64) throws {
        var (first, second) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
        let (small, large) = (files(&first), files(&second, scale: 10))
        #expect(try fen(small, linked: true) == fen(large, linked: true, minimum: 10))
    }

    @Test func theReformYearIsNoBaseYear() throws {
        var random = SeededGenerator(seed: 1)
        let files = files(&random)
        let found = findings {
            _ = try parameters(
                """
                schemes:
                  - scheme: composite_transfer
                    id: zones
                    figures: figures.csv
                    parts: [{part: key_support, rates: {gap: 1 CNY}}]
                    adjusters:
                      - adjuster: reverse_linkage
                        industry: industry.csv
                        base_years: [2020, 2021]
                        reform_year: 2021
                        minimum_emissions: 1
                """, files: files)
        }
        #expect(found.map(\.code) == ["reform_year_in_base"])
        #expect(found.first?.path == "schemes[0].adjusters[0].base_years")
        #expect(found.first?.location?.line == 9)
    }

    /// A county that does not report would otherwise report the best figure.
    @Test func aCountyWithoutIndustryStopsTheSettlement() throws {
        var random = SeededGenerator(seed: 1)
        var files = files(&random)
        files["industry.csv"] = files["industry.csv"]?.split(separator: "\n").dropLast().joined(
            separator: "\n")
        let found = findings { _ = try fen(files, linked: true) }
        #expect(found.map(\.code) == ["missing_data"])
        #expect(found.first?.message.contains("140925") == true)
    }
}
