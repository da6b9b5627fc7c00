import EcoParameters
import Testing

@testable import EcoRuns

/// Differences of runs by hand, and the laws that they obey.
@Suite("Comparison of runs")
struct ComparisonTests {
    private let temporary = TemporaryFolder()

    /// A run of some counties: GEP in yuan, payments in fen from each county to the next, a value in the scenario.
    private func run(
        _ name: String, regions: [String] = ["140122", "140123", "140181"], gep: [Int], paid: [Int64],
        scenario: String = "rate: 0.1\n", standards: [String] = ["GB 3095-2012"], year: Int = 2019,
        digest: String = "aa"
    ) throws -> ComparedRun {
        let folder = "\(temporary.path)/\(name)"
        let manifest = JSON.object([
            ("format", .integer(1)),
            ("tool", .object([("name", .string("ecocomp")), ("version", .string("1"))])),
            ("scenario", .string("hand")), ("title", .object([("en", .string("t")), ("zh", .string("标"))])),
            ("year", .integer(year)), ("fingerprint", .string(name)),
            (
                "inputs",
                .array([
                    .object([("file", .string("scenario.yaml")), ("sha256", .string(name))]),
                    .object([("file", .string("data.csv")), ("sha256", .string(digest))]),
                ])
            ),
            ("rulePacks", .array([])), ("standards", .array(standards.map { .string($0) })),
        ])
        var accounts = CSVText(columns: [
            "region", "year", "account", "indicator", "ecosystem", "quantity", "unit", "value_yuan",
            "price_year",
            "status",
        ])
        for (region, value) in zip(regions, gep) {
            accounts.append([region, "2019", "total", "gep", nil, nil, nil, "\(value)", "2019", "ok"])
        }
        var transfers = CSVText(columns: [
            "year", "period", "scheme", "payer", "payee", "amount_fen", "basis",
        ])
        for (index, fen) in paid.enumerated() {
            transfers.append([
                "2019", "2019", "air", regions[index], regions[(index + 1) % regions.count], "\(fen)", "pm25",
            ])
        }
        var codes = CSVText(columns: ["region", "name_en", "name_zh"])
        for region in regions { codes.append([region, "name", "名"]) }
        let files = [
            ("manifest.json", manifest.text), ("accounts.csv", accounts.text),
            ("transfers.csv", transfers.text),
            ("regions.csv", codes.text), ("scenario.resolved.yaml", scenario),
        ]
        try RunFolder.makeFolders(folder)
        for (file, text) in files { try WholeFile.write(text, to: "\(folder)/\(file)") }
        return try ComparedRun(StoredRun(folder: folder))
    }

    private func change(
        _ pair: RunComparison.Pair, _ group: ComparedFigure.Group, _ region: String, _ measure: String
    ) -> Double? {
        pair.differences.first {
            $0.figure.group == group && $0.figure.region == region && $0.figure.item.isEmpty
                && $0.figure.measure == measure
        }?.change
    }

    /// 100, 200, 300 yuan become 110, 200, 270: +10, none, -30, in all -20. Payments in fen: the first pays 10 instead
    /// of 30, the second 25 instead of 20.
    @Test func differencesAddUpByHand() throws {
        let before = try run("before", gep: [100, 200, 300], paid: [30, 20, 0])
        let after = try run("after", gep: [110, 200, 270], paid: [10, 25, 0])
        let comparison = try RunComparison([before, after])
        let pair = try #require(comparison.pairs.first)
        #expect(change(pair, .accounts, "140122", "value_yuan") == 10)
        #expect(change(pair, .accounts, "140123", "value_yuan") == nil)
        #expect(change(pair, .accounts, "140181", "value_yuan") == -30)
        #expect(change(pair, .accounts, "", "value_yuan") == -20)
        // To the fen, which binary fractions of yuan are not.
        #expect(change(pair, .payments, "140122", "net_yuan") == 0.2)
        #expect(change(pair, .payments, "140123", "net_yuan") == -0.25)
        #expect(change(pair, .payments, "140181", "net_yuan") == 0.05)
        #expect(change(pair, .payments, "", "paid_yuan") == -0.15)
        #expect(pair.standings.map(\.side) == [.gains, .loses, .gains])
        #expect(abs(pair.standings.reduce(0) { $0 + $1.total }) < 1e-12)
        let row = try #require(
            pair.differences.first { $0.figure.region == "140181" && $0.figure.group == .accounts })
        #expect(row.before == 300 && row.after == 270 && row.relative == -0.1)
    }

    @Test func theOtherOrderReversesSigns() throws {
        let one = try run("one", gep: [7, 11, 13], paid: [5, 9, 2])
        let other = try run("other", gep: [8, 10, 13], paid: [1, 9, 4])
        let there = try #require(try RunComparison([one, other]).pairs.first)
        let back = try #require(try RunComparison([other, one]).pairs.first)
        #expect(there.differences.count == back.differences.count && !there.differences.isEmpty)
        for difference in there.differences {
            let reverse = try #require(back.differences.first { $0.figure == difference.figure })
            #expect(reverse.change == difference.change.map { -$0 })
            #expect(reverse.before == difference.after)
        }
        for (standing, reverse) in zip(there.standings, back.standings) {
            #expect(standing.total == -reverse.total)
        }
    }

    @Test func theSameRunTwiceChangesNothing() throws {
        let one = try run("same", gep: [7, 11, 13], paid: [5, 9, 2])
        let comparison = try RunComparison([one, one])
        let pair = try #require(comparison.pairs.first)
        #expect(pair.differences.isEmpty && pair.inputs.isEmpty && comparison.warnings.isEmpty)
        #expect(pair.unchanged == one.figures.count && pair.standings.allSatisfy { $0.side == .same })
    }

    /// Values by path, lists by id or as a whole, files by digest; the scenario's own text is no file of data.
    @Test func inputsThatWereChanged() throws {
        let first = """
            rate: 0.1
            price: 5 CNY/t
            schemes:
              - {id: air, pool: 3}
              - {id: water, pool: 4}
            years: [2018, 2019]
            """
        let second = """
            rate: 0.2
            schemes:
              - {id: air, pool: 3}
              - {id: water, pool: 6}
            years: [2018, 2019, 2020]
            extra: true
            """
        let one = try run("first", gep: [1, 2, 3], paid: [1, 1, 1], scenario: first)
        let other = try run("second", gep: [1, 2, 3], paid: [1, 1, 1], scenario: second, digest: "bb")
        let changes = try one.inputChanges(to: other)
        let expected: [(String, String, String)] = [
            ("years", "[2018, 2019]", "[2018, 2019, 2020]"), ("rate", "0.1", "0.2"), ("price", "5 CNY/t", ""),
            ("schemes.water.pool", "4", "6"), ("extra", "", "true"), ("data.csv", "aa", "bb"),
        ]
        #expect(changes.count == expected.count)
        for (path, before, after) in expected {
            let change = try #require(changes.first { $0.path == path }, "\(path)")
            #expect(change.before == before && change.after == after)
        }
        #expect(changes.first { $0.path == "price" }?.override == "price=~")
        #expect(changes.filter { $0.kind == .file }.map(\.path) == ["data.csv"])
    }

    // MARK: What cannot be compared

    @Test func runsOfOtherCountiesAreRefused() throws {
        let one = try run("here", gep: [1, 2, 3], paid: [1, 1, 1])
        let other = try run("there", regions: ["140902", "140921"], gep: [1, 2], paid: [1, 1])
        let failure = #expect(throws: DiagnosticFailure.self) { try RunComparison([one, other]) }
        let finding = try #require(failure?.diagnostics.first)
        #expect(
            finding.code == "nothing_to_compare"
                && finding.location?.file.hasSuffix("there/regions.csv") == true)
        #expect(throws: DiagnosticFailure.self) { try RunComparison([one]) }
    }

    @Test func unlikeRunsAreWarnedOf() throws {
        let one = try run("old", gep: [1, 2, 3], paid: [1, 1, 1])
        let other = try run(
            "new", regions: ["140122", "140123"], gep: [1, 2], paid: [1, 1], standards: ["GB 3095-2026"],
            year: 2020)
        let comparison = try RunComparison([one, other])
        #expect(Set(comparison.warnings.map(\.code)) == ["other_regions", "compared_unlike"])
        #expect(
            comparison.warnings.filter { $0.code == "compared_unlike" }.map(\.path) == ["standards", "year"])
        let standards = try #require(comparison.warnings.first { $0.path == "standards" })
        #expect(standards.location?.file.hasSuffix("new/manifest.json") == true)
        #expect(standards.message.contains("GB 3095-2026") && standards.messageZh.contains("标准版本"))
        // A county of one run alone has no difference.
        let pair = try #require(comparison.pairs.first)
        let gone = try #require(pair.differences.first { $0.figure.region == "140181" })
        #expect(gone.change == nil && gone.after == nil && gone.before != nil)
    }
}
