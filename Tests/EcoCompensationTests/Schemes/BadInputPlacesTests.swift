import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// The bad inputs of a settlement: each has a code, a place in a file and a remedy, and nothing is paid.
@Suite struct BadInputPlacesTests {
    struct BadInput: Sendable, CustomTestStringConvertible {
        let name: String
        var scheme = linear
        var files: [String: String] = [:]
        var values = ["48", "45"]
        var isMixed = false
        let code: String
        /// File and line that the finding names.
        var place = ("scenario.yaml", 2)

        var testDescription: String { name }
    }

    static let linear = """
        schemes:
          - scheme: weighted_linear
            id: w
            period: month
            baseline: previous_year
            periods: [2019-04]
            money_per_point: 10 万元
            indicators: [{indicator: pm25, weight: 1}]
        """

    static let reference = "reference: r.csv\n" + linear
    static let heading = "region,period,pollutant,value,unit\n"

    static let inputs: [BadInput] = [
        BadInput(
            name: "tonnes for ug/m3", scheme: reference,
            files: ["r.csv": heading + "140100,2018-04,pm25,50,t\n140200,2018-04,pm25,50,ug/m3\n"],
            code: "wrong_unit", place: ("r.csv", 2)),
        BadInput(
            name: "a month that stands twice", scheme: reference,
            files: ["r.csv": heading + "140100,2018-04,pm25,50,ug/m3\n140100,2018-04,pm25,51,ug/m3\n"],
            code: "duplicate_row", place: ("r.csv", 3)),
        BadInput(
            name: "a figure of no county", scheme: reference,
            files: ["r.csv": heading + "140999,2018-04,pm25,50,ug/m3\n"],
            code: "unknown_region", place: ("r.csv", 2)),
        BadInput(
            name: "good days above 100 percent", scheme: reference,
            files: ["r.csv": heading + "140100,2018-04,good_day_ratio,104,%\n"],
            code: "out_of_range", place: ("r.csv", 2)),
        BadInput(name: "two versions of the standard", isMixed: true, code: "mixed_standards"),
        BadInput(
            name: "a ladder longer than the field",
            scheme: """
                schemes:
                  - scheme: rank_ladder
                    id: ladder
                    rewards: [30 万元, 20 万元]
                    fines: [30 万元, 20 万元]
                    indicators: [{indicator: pm25, level_weight: 1}]
                """, code: "ladder_longer_than_field"),
        BadInput(
            name: "overflow", values: ["1000000000000000", "45"], code: "arithmetic_overflow"),
    ]

    @Test(arguments: inputs) func aBadInputIsLocatedAndPaysNothing(_ input: BadInput) throws {
        var figures = [
            try figure(140100, "2019-04", .pm25, input.values[0]),
            try figure(140200, "2019-04", .pm25, input.values[1]),
        ]
        if !input.scheme.contains("reference:") {
            figures.append(try figure(140100, "2018-04", .pm25, "50"))
            figures.append(try figure(140200, "2018-04", .pm25, "50"))
        }
        if input.isMixed { figures[0].standard = "gb3095_2026_transitional" }
        var paid: SettlementResult?
        let found = findings { paid = try settle(input.scheme, figures, files: input.files) }
        #expect(paid == nil)
        let finding = try #require(found.first { $0.code == input.code }, "\(found)")
        #expect(finding.isError)
        #expect(finding.location?.file == input.place.0 && finding.location?.line == input.place.1)
        #expect(!finding.message.isEmpty && !finding.hint.isEmpty)
    }

    /// One is fined and nobody receives: a warning with its place in both languages, and 80 of 100 wait in the fund.
    @Test func aPoolWithoutReceiversIsLocated() throws {
        let result = try settle(
            """
            schemes:
              - scheme: benchmark_tiers
                id: plan
                baselines: [previous_year]
                periods: [2019-04]
                indicators: [{indicator: pm25, weight: 1, tiers: [{rate: 10 万元/(ug/m3)}]}]
            """, [figure(140100, "2019-04", .pm25, "60"), figure(140100, "2018-04", .pm25, "50")])
        #expect(result.warnings.map(\.code) == ["pool_carried_forward"])
        let warning = try #require(result.warnings.first)
        #expect(warning.location?.file == "scenario.yaml" && warning.location?.line == 2)
        #expect(!warning.path.isEmpty && !warning.messageZh.isEmpty)
        #expect(try result.netFen(.region(code(140100))) == -100_000_000)
        #expect(try result.netFen(.fund("carried_forward")) == 80_000_000)
        #expect(result.ledger.transfers.allSatisfy { $0.payee.region == nil })
    }

    /// A merged county whose past is given twice, under its own code and by its parts: one of the two counts, never
    /// both. The parts hold: 0.6 x 50 + 0.4 x 45 = 48 against 40, 8 x 10 = 80, and not the 60 given for the whole.
    @Test func aMergedCountyNeverHasBothHistories() throws {
        let county = regionTable([try code(140214)])
        var notes: [Diagnostic] = []
        let changes = try TableReader.read(
            Array(
                "from,to,effective,weight\n140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.4\n".utf8),
            file: "changes.csv", as: RegionChange.declaration)
        let regions = RegionTable(
            county.regions, changes: RegionChange.changes(changes, regions: county, &notes))
        let rows =
            "140211,2017-06,pm25,50,ug/m3\n140212,2017-06,pm25,45,ug/m3\n140214,2017-06,pm25,60,ug/m3\n"
        let result = try CompensationEvaluation.settle(
            parameters: parameters(
                Self.reference.replacingPeriod("2018-06"), files: ["r.csv": Self.heading + rows]),
            indicators: [try figure(140214, "2018-06", .pm25, "40").evaluated], regions: regions)
        #expect(try result.netFen(.region(code(140214))) == 80_000_000)
    }
}

extension String {
    /// The settled month of the block.
    fileprivate func replacingPeriod(_ month: String) -> String {
        split(separator: "\n").map { $0.contains("periods:") ? "    periods: [\(month)]" : String($0) }
            .joined(separator: "\n")
    }
}
