import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of the appraisals, on seeded random figures.
@Suite struct AppraisalLawsTests {
    static let seeds = Array(UInt64(1)...30)

    /// Better results never score less, under every rule, and no score leaves 0 to full marks.
    @Test(arguments: ScoringRule.allCases) func betterResultsNeverScoreLess(_ rule: ScoringRule) throws {
        let isHigherBetter = rule == .proportional || rule == .threshold
        let targets = [1, 7, 100]
        for target in targets {
            var last: Rational?
            for actual in 0...200 {
                let value = isHigherBetter ? actual : 200 - actual
                let attainment = try rule.attainment(Rational(value), of: Rational(target))
                let part = rule.part(try #require(attainment), zeroBelow: try exact("0.6"))
                #expect(part >= .zero && part <= .one)
                if let last { #expect(part >= last) }
                last = part
            }
            #expect(last == .one)
        }
    }

    private func rows(_ values: [Int]) -> [String: String] {
        let rows = values.enumerated().map { "city\($0),2023,\($1)" }
        return ["list.csv": (["subject,period,value"] + rows).joined(separator: "\n")]
    }

    private func ranks(_ values: [Int], target: Int) throws -> [(rank: Rational, gap: Rational)] {
        let result = try settle(
            "appraisals: [{appraisal: rank_target, id: cities, list: list.csv, target_rank: \(target)}]", [],
            files: rows(values), regions: [])
        return try values.indices.map { index in
            func value(_ indicator: String) throws -> Rational {
                let score = result.scores.first { $0.subject == "city\(index)" && $0.indicator == indicator }
                return try #require(score?.value)
            }
            return (try value("rank"), try value("gap"))
        }
    }

    /// With its gap taken off, a city reaches the place; with a unit less it does not (whole values).
    @Test(arguments: seeds) func theGapIsJustEnough(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var values = (0..<9).map { _ in Int.random(in: 300...330, using: &random) }
        let target = Int.random(in: 1...9, using: &random)
        let ranks = try ranks(values, target: target)
        for (index, entry) in ranks.enumerated() {
            #expect((entry.gap == .zero) == (entry.rank <= Rational(target)))
            guard entry.gap > .zero else { continue }
            let old = values[index]
            values[index] = old - Int(entry.gap.numerator)
            #expect(try self.ranks(values, target: target)[index].rank <= Rational(target))
            values[index] += 1
            #expect(try self.ranks(values, target: target)[index].rank > Rational(target))
            values[index] = old
        }
    }

    /// Conservation: firms' cuts add up to their counties', and a worse grade never cuts less.
    @Test(arguments: seeds) func cutsAddUp(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var firms = ["firm,region,grade,pollutant,emission_t_per_day"]
        for index in 0..<12 {
            let grade = ["A", "B", "C", "D"].randomElement(using: &random) ?? "A"
            let tonnes = Int.random(in: 0...99, using: &random)
            firms.append("firm\(index),\(140_121 + index % 3),\(grade),nox,\(tonnes).5")
        }
        let cuts = "grade,level,cut_percent\nA,red,0\nB,red,20\nC,red,50\nD,red,100"
        let result = try settle(
            """
            appraisals:
              - appraisal: emergency_reduction
                id: alert
                firms: firms.csv
                cuts: cuts.csv
                alert_level: red
                days: 2
                period: 2023-01
            """, [], files: ["firms.csv": firms.joined(separator: "\n"), "cuts.csv": cuts],
            regions: try (140_121...140_123).map { try code($0) })
        let (own, counties) = (
            result.scores.filter { $0.subject.hasPrefix("firm") }.compactMap(\.value),
            result.scores.filter { $0.subject.hasPrefix("14") }.compactMap(\.value)
        )
        #expect(own.count == 12)
        #expect(try own.total() == counties.total())
    }
}
