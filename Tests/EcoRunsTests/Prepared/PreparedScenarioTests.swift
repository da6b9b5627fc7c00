import EcoAccounts
import EcoGDAL
import EcoParameters
import EcoScenarios
import EcoUnits
import Glibc
import Testing

@testable import EcoCompensation
@testable import EcoRuns

/// The scenarios of the checkout.
enum CheckoutScenarios {
    static let folder: String = {
        let file = "\(#filePath)"
        let mark = file.ranges(of: "/Tests/").last?.lowerBound ?? file.endIndex
        return file[..<mark] + "/Scenarios"
    }()

    static let all = WholeFile.names(below: folder).filter { $0.hasSuffix("/scenario.yaml") }
        .map { String($0.dropLast("/scenario.yaml".count).dropFirst(folder.count + 1)) }

    /// Every one with ECOCOMP_LONG_TESTS set; else those that are computed in a moment.
    static let tested =
        isLong
        ? all
        : all.filter { $0.hasPrefix("reference/") && !$0.hasSuffix("_183") } + ["shanxi_counties"]

    static let isLong = getenv("ECOCOMP_LONG_TESTS") != nil

    static let geodata = Geodata(
        rasters: GDALRasterOpener(), outlines: GDALOutlineReader(), arrays: GDALArrayOpener())
}

/// The figures of a whole run, apart from the way of a prepared one.
struct WholeRun {
    let lists: [FigureList]

    init(_ result: RunResult) throws {
        let scenario = result.loaded.scenario
        let payments = try result.settlement.flatMap { settlement in
            try scenario.compensation.map { parameters in
                try PaymentFigures(
                    SettlementPayments(
                        ledger: settlement.ledger, scores: settlement.scores, allocated: settlement.allocated,
                        regions: scenario.regions), parameters, scenario.regions
                ).base
            }
        }
        lists = [
            result.accounts.map { FigureList($0) }, result.air.map { FigureList($0, year: scenario.year) },
            payments,
        ].map { $0 ?? FigureList() }
    }

    func value(_ id: String) -> Double? {
        for list in lists {
            for (key, value) in zip(list.keys, list.values) where key.figure.id == id { return value }
        }
        return nil
    }
}

@Suite struct PreparedScenarioTests {
    /// `PATH=VALUE` of every number of a scenario, times a factor.
    private struct Numbers {
        var paths: [(path: String, value: Double, unit: String)] = []

        init(_ loaded: LoadedScenario) { add(loaded.bound, "") }

        private mutating func add(_ group: BoundGroup, _ path: String) {
            for parameter in group.declaration.parameters {
                guard let field = group.fields[parameter.key] else { continue }
                add(field, parameter.shape, path.isEmpty ? parameter.key : "\(path).\(parameter.key)")
            }
        }

        private mutating func add(_ field: BoundField, _ shape: Shape, _ path: String) {
            switch (field.value, shape) {
            case (.number(_, let value), .quantity(let unit, _)):
                paths.append((path, value, unit == .one ? "" : " \(unit.symbol)"))
            case (.number(_, let value), _): paths.append((path, value, ""))
            case (.group(let group), _), (.variant(_, let group), _): add(group, path)
            case (.list(let fields), .list(let element, _)):
                for (index, field) in fields.enumerated() { add(field, element, "\(path)[\(index)]") }
            case (.list(let fields), .variant):
                for (index, field) in fields.enumerated() { add(field, shape, "\(path)[\(index)]") }
            case (.table(let table), _): add(table, path)
            default: break
            }
        }

        /// The first and the last cell of each column of numbers.
        private mutating func add(_ table: Table, _ path: String) {
            for column in table.declaration.columns {
                guard case .quantity(let unit, let range) = column.kind else { continue }
                let cells = Column<Double>.quantity(
                    column.key, unit: unit, range: range, presence: .optional, LocalizedText(column.key))
                for row in Set([table.rows.first, table.rows.last].compactMap { $0 }).sorted() {
                    guard let value = table.optional(row, cells) else { continue }
                    paths.append(("\(path).\(table.name(ofRow: row)).\(column.key)", value, ""))
                }
            }
        }

        func draw(_ random: inout SplitMix64) -> String? {
            guard let (path, value, unit) = paths.randomElement(using: &random) else { return nil }
            let factor = Double(Int.random(in: 50...150, using: &random)) / 100
            return "\(path)=\(NumberText.shortest(((value * factor) * 1e6).rounded() / 1e6))\(unit)"
        }
    }

    private static let draws = CheckoutScenarios.isLong ? 40 : 2

    /// Whatever number is set: the way that takes what it can from another run gives what a whole run gives,
    /// payments to the fen, and fails where that fails.
    @Test(arguments: CheckoutScenarios.tested)
    func anyNumberSetGivesWhatAWholeRunGives(_ name: String) throws {
        let path = "\(CheckoutScenarios.folder)/\(name)"
        let only: Set<RunModule> = [.accounts, .air, .compensation, .quota]
        let prepared = try PreparedScenario(path: path, only: only, geodata: CheckoutScenarios.geodata)
        let numbers = Numbers(prepared.presentResult.loaded)
        var random = SplitMix64(seed: 20_190_101)
        for _ in 0..<Self.draws {
            guard let override = numbers.draw(&random) else { return }
            let fast = Result { try prepared.run([override]) }
            let whole = Result { try prepared.result([override]) }
            switch (fast, whole) {
            case (.success(let values), .success(let result)):
                try expectEqual(prepared.figures, values, result, override)
            case (.failure, .failure): break
            default: Issue.record("\(name): \(override): one way fails, the other does not: \(fast)")
            }
        }
    }

    /// Several values at once, one run after the other on the same scenario: each run gives the bits of a scenario
    /// opened for it alone, and the document binds as if it were read with them.
    @Test(arguments: CheckoutScenarios.tested)
    func runsInARowGiveTheBitsOfFreshOnes(_ name: String) throws {
        let path = "\(CheckoutScenarios.folder)/\(name)"
        let only: Set<RunModule> = [.accounts, .air, .compensation]
        let prepared = try PreparedScenario(path: path, only: only, geodata: CheckoutScenarios.geodata)
        let numbers = Numbers(prepared.presentResult.loaded)
        let source = ScenarioSource(path: path)
        let binding = try source.binding([])
        var random = SplitMix64(seed: 4)
        for _ in 0..<2 * Self.draws {
            let overrides = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
                numbers.draw(&random)
            }
            guard !overrides.isEmpty else { return }
            let bound = Result { try binding.load(overrides).resolvedText() }
            let read = Result { try source.load(Scenario.self, overrides: overrides).resolvedText() }
            #expect((try? bound.get()) == (try? read.get()), "\(overrides)")
            let kept = Result { try prepared.run(overrides) }
            let fresh = Result {
                try PreparedScenario(
                    path: path, overrides: overrides, only: only, geodata: CheckoutScenarios.geodata)
            }
            guard case (.success(let values), .success(let other)) = (kept, fresh) else {
                #expect((try? kept.get()) == nil && (try? fresh.get()) == nil, "\(overrides)")
                continue
            }
            let alone = Dictionary(
                zip(other.figures.map(\.id), other.presentValues), uniquingKeysWith: { first, _ in first })
            for (figure, value) in zip(prepared.figures, values) {
                let wanted = alone[figure.id] ?? .nan
                #expect(
                    value.bitPattern == wanted.bitPattern || value.isNaN && wanted.isNaN,
                    "\(overrides): \(figure.id)")
            }
        }
    }

    private func expectEqual(
        _ figures: [RunFigure], _ values: [Double], _ result: RunResult, _ override: String
    ) throws {
        #expect(figures.count == values.count)
        let known = Dictionary(zip(figures.map(\.id), values), uniquingKeysWith: { first, _ in first })
        var differing: [String] = []
        for list in try WholeRun(result).lists {
            for (key, value) in zip(list.keys, list.values) {
                let id = key.figure.id
                guard let fast = known[id] else { continue }
                if fast != value && !(fast.isNaN && value.isNaN) {
                    differing.append("\(id) \(fast) \(value)")
                }
            }
        }
        #expect(differing.isEmpty, "\(override): \(differing.prefix(3))")
        guard let quota = result.quota else { return }
        let cost = quota.market.certificate.primalObjective
        let found = try #require(known["quota.cost_yuan"])
        #expect(abs(found - cost) <= 1e-9 * max(1, abs(cost)), "\(override)")
    }

    @Test(arguments: CheckoutScenarios.tested)
    func idsAreUniqueAndInOrder(_ name: String) throws {
        let prepared = try PreparedScenario(
            path: "\(CheckoutScenarios.folder)/\(name)", geodata: CheckoutScenarios.geodata)
        let ids = prepared.figures.map(\.id)
        #expect(
            Set(ids).count == ids.count,
            "\(Dictionary(grouping: ids, by: { $0 }).filter { $1.count > 1 }.keys)")
        #expect(ids.allSatisfy { id in !id.contains { $0.isWhitespace || ",\"*".contains($0) } })
        #expect(prepared.presentValues.count == ids.count)
        #expect(prepared.figures.allSatisfy { !$0.meaning.zh.isEmpty && !$0.meaning.en.isEmpty })
    }

    /// Two counties: a carbon price of 100 in place of 50 CNY/t doubles the value of carbon fixation and leaves
    /// the payments for air as they are.
    @Test func aPriceReachesItsOwnService() throws {
        let prepared = try PreparedScenario(
            path: "\(CheckoutScenarios.folder)/reference/two_counties", geodata: CheckoutScenarios.geodata)
        let before = prepared.presentValues
        let after = try prepared.run(["accounts.indicators.carbon_fixation.carbon_price.amount=100 CNY/t"])
        for (index, figure) in prepared.figures.enumerated() {
            if figure.item == "carbon_fixation", figure.id.hasSuffix("value_yuan") {
                #expect(abs(after[index] - 2 * before[index]) <= 1e-9 * abs(after[index]), "\(figure.id)")
            } else if !figure.id.hasPrefix("gep") {
                #expect(after[index] == before[index] || before[index].isNaN, "\(figure.id)")
            }
        }
        let position = try #require(prepared.figures.firstIndex { $0.id == "gep.carbon_fixation.value_yuan" })
        #expect(before[position] > 0)
    }

    @Test func everythingWrongWithAnOverrideIsTold() throws {
        let prepared = try PreparedScenario(
            path: "\(CheckoutScenarios.folder)/reference/two_counties", geodata: CheckoutScenarios.geodata)
        #expect {
            _ = try prepared.run(["accounts.nothing=1", "quota.shortfall_penalty=many"])
        } throws: { error in
            guard case RunFailure.input(let findings) = error else { return false }
            return findings.count >= 1 && findings.allSatisfy { $0.location?.file == "--set" }
        }
    }
}
