import EcoParameters
import Testing

@testable import EcoQuota

@Suite("Findings on the records of the whole model")
struct ModelValidationTests {
    private func codes(_ change: (inout QuotaRecords) -> Void) -> [String] {
        var records = TwoCounties.records(project: (5000, 10))
        change(&records)
        let error = #expect(throws: DiagnosticFailure.self) { try QuotaProblem(records) }
        return error?.diagnostics.map(\.code).sorted() ?? []
    }

    @Test func soundRecordsHaveNone() {
        #expect(QuotaValidation(TwoCounties.records(project: (5000, 10))).findings.isEmpty)
        #expect(QuotaValidation(NetworkTests.river()).findings.isEmpty)
    }

    @Test func riverInACircle() {
        var records = NetworkTests.river()
        records.sections[2].downstream = "s1"
        let findings = QuotaValidation(records).findings
        #expect(findings.map(\.code) == ["river_circle"])
        #expect(findings[0].message.contains("s1, s2, s3"))
    }

    @Test func riverWithUnknownSections() {
        var records = NetworkTests.river()
        records.sections[1].downstream = "sea"
        records.discharges[0].section = "nowhere"
        records.discharges[1].delivered = 1.5
        let codes = Set(QuotaValidation(records).findings.map(\.code))
        #expect(codes == ["unknown_section", "out_of_range"])
    }

    @Test func edges() {
        #expect(
            codes {
                $0.edges = [
                    QuotaEdge(from: TwoCounties.a, to: TwoCounties.a, pollutant: "so2", ratio: 0.5),
                    QuotaEdge(from: TwoCounties.a, to: "990000", pollutant: "so2", cost: -1),
                ]
            } == ["edge_to_itself", "negative", "ratio_below_one", "unknown_source"])
    }

    /// Infinite amounts would make the market unbounded; a falling marginal cost would not be convex.
    @Test func unboundedAndNotConvex() {
        #expect(codes { $0.measures[0].maximum = .infinity } == ["not_finite"])
        #expect(codes { $0.projects[0].maximum = .nan } == ["not_finite"])
        #expect(codes { $0.measures[0].slope = -1 } == ["not_convex"])
        #expect(codes { $0.measures[0].cost = -1 } == ["negative"])
    }

    @Test func projects() {
        #expect(codes { $0.projects[0].replacementRatio = 0.5 } == ["ratio_below_one"])
        #expect(codes { $0.projects[0].originTaxShare = 2 } == ["out_of_range"])
        #expect(codes { $0.projects[0].period = 1 } == ["unknown_period", "unknown_period"])
        #expect(codes { $0.projects.append($0.projects[0]) } == ["duplicate_row"])
    }

    @Test func effects() {
        let effect = { (name: String, other: String) in
            CoEffect(region: TwoCounties.a, pollutant: "so2", name: name, other: other, ratio: 1)
        }
        #expect(codes { $0.effects = [effect("none", "so2")] } == ["effect_on_itself", "unknown_measure"])
        #expect(codes { $0.effects = [effect("scrubber", "nox")] } == ["unknown_source"])
    }

    @Test func reservesBankingLimits() {
        #expect(
            codes {
                $0.reserves = [ReserveTier(name: "r", pollutant: "cod", amount: -1, price: .nan)]
            } == ["negative", "not_finite", "unknown_pollutant"])
        #expect(
            codes { $0.banking = [BankingTerms(pollutant: "so2", decay: 1, borrowRatio: 0)] }
                == ["out_of_range", "ratio_below_one"])
        #expect(
            codes { $0.limits = [MarketLimit(rule: "r", name: "n", [.init(.total("t"))], atMost: .nan)] }
                == ["not_finite", "unknown_total"])
        #expect(codes { $0.sources[0].pooledShare = 0.5 } == ["out_of_range"])
        #expect(codes { $0.commodities = [Commodity(id: "cod")] } == ["unknown_pollutant"])
        #expect(codes { $0.classLinks = [ClassLink(from: "power", to: "")] } == ["unknown_class"])
    }

    /// Names that rules use are checked as well, with what was probably meant.
    @Test func namesInRules() throws {
        let effects = TwoCounties.records().applying(
            try rules(
                ["rule": "no_purchase", "regions": ["990000"], "pollutants": ["so3"]],
                ["rule": "closed_zone", "zones": ["zc"]])
        ).effects
        #expect(
            effects.flatMap(\.findings).map(\.code).sorted() == [
                "unknown_pollutants", "unknown_region", "unknown_zones",
            ])
        let zone = try #require(effects[0].findings.first)
        #expect(zone.location?.line == 3 && zone.hint.contains("did you mean"))
    }
}
