import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of the allocations, on seeded random stocks and demands.
@Suite struct AllocationLawsTests {
    static let seeds = Array(UInt64(1)...25)

    // MARK: Quota by priority

    struct Queue {
        var stock: Int
        var requests: [(project: String, region: Int, grade: String, projectClass: String, tonnes: Int)] = []

        init(_ random: inout SeededGenerator) {
            stock = Int.random(in: 0...400, using: &random)
            for index in 0..<Int.random(in: 1...9, using: &random) {
                requests.append(
                    (
                        "project\(index)", 140_121 + index % 2,
                        ["A", "B"].randomElement(using: &random) ?? "A",
                        ["first", "second", "third"].randomElement(using: &random) ?? "first",
                        Int.random(in: 1...120, using: &random)
                    ))
            }
        }

        func settle() throws -> SettlementResult {
            let rows = requests.map {
                "\($0.project),\($0.region),2023,nox,\($0.projectClass),\($0.grade),\($0.tonnes)"
            }
            return try EcoCompensationTests.settle(
                """
                allocations:
                  - allocation: priority_queue
                    id: queue
                    stock: stock.csv
                    demands: demands.csv
                    classes: classes.csv
                    grades: grades.csv
                """, [],
                files: [
                    "stock.csv": "holder,period,item,available\n140121,2023,nox,\(stock)\n"
                        + "140122,2023,nox,50\nprovince,2023,nox,80",
                    "demands.csv": (["project,region,period,item,class,grade,requested"] + rows).joined(
                        separator: "\n"),
                    "classes.csv":
                        "class,priority,tilt,topped_up\nfirst,1,1,yes\nsecond,2,2,yes\nthird,2,1,no",
                    "grades.csv": "grade,coefficient\nA,1\nB,0.8",
                ], regions: [try code(140_121), try code(140_122)])
        }

        func entitlement(_ index: Int) throws -> Rational {
            try Rational(requests[index].tonnes) * exact(requests[index].grade == "A" ? "1" : "0.8")
        }

        func granted(_ result: SettlementResult, _ index: Int, item: String? = nil) throws -> Rational {
            try result.allocated.filter {
                $0.recipient == requests[index].project && (item == nil || $0.item == item)
            }.map(\.amount).total()
        }
    }

    /// Property 9: every stock is its parts and its rest; nobody gets more than its entitlement; a second
    /// priority is served locally only where the first is full; the province tops up its classes alone.
    @Test(arguments: seeds) func quotaIsConserved(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let queue = Queue(&random)
        let result = try queue.settle()
        for stock in result.stocks {
            let parts = result.allocated.filter { $0.item == stock.item }.map(\.amount)
            #expect(try parts.total() + stock.unallocated == stock.available)
            #expect(stock.unallocated >= .zero)
        }
        for (index, request) in queue.requests.enumerated() {
            #expect(try queue.granted(result, index) <= queue.entitlement(index))
            if request.projectClass == "third" {
                #expect(try queue.granted(result, index, item: "nox:province") == .zero)
            }
            guard request.projectClass == "first" else { continue }
            let local = "nox:\(request.region)"
            let later = queue.requests.indices.filter {
                queue.requests[$0].region == request.region && queue.requests[$0].projectClass != "first"
            }
            let laterTonnes = try later.map { index throws(ArithmeticOverflow) in
                (try? queue.granted(result, index, item: local)) ?? .zero
            }.total()
            if laterTonnes > .zero {
                #expect(try queue.granted(result, index, item: local) == queue.entitlement(index))
            }
        }
    }

    /// Property 4: more stock never lowers a grant; a step for largest remainders.
    @Test(arguments: seeds) func moreStockNeverCosts(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var queue = Queue(&random)
        let before = try queue.settle()
        queue.stock += Int.random(in: 1...100, using: &random)
        let after = try queue.settle()
        for index in queue.requests.indices {
            let least = try queue.granted(before, index) - exact("0.003")
            #expect(try queue.granted(after, index) >= least)
        }
    }

    // MARK: Targets, facilities, projects

    /// Property 10: every mix of rules adds up to the total, and counties that are alike get alike to a step.
    @Test(arguments: seeds) func targetsAddUp(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let share = Int.random(in: 0...10, using: &random)
        let total = Int.random(in: 0...99_999, using: &random)
        let rows = (0..<7).map { index in
            "\(140_921 + index),\(Int.random(in: 0...500, using: &random) + 1),\(Int.random(in: 1...900, using: &random))"
        }
        let result = try settle(
            """
            allocations:
              - allocation: target_split
                id: carbon
                counties: c.csv
                item: co2
                period: 2025
                total: \(total)
                weights: {historical: \(Double(share) / 10), gdp: \(Double(10 - share) / 10)}
            """, [],
            files: ["c.csv": (["region,historical,gdp_wan_yuan"] + rows).joined(separator: "\n")],
            regions: try (0..<7).map { try code(140_921 + $0) })
        #expect(try result.allocated.map(\.amount).total() == Rational(total))
        #expect(result.stocks.map(\.unallocated) == [.zero])
    }

    /// Capacity balance and cost to the fen, for facilities that are too small and too large.
    @Test(arguments: seeds) func costsAreSharedWithoutARemainder(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let plans = (0..<5).map { _ in Int.random(in: 1...900, using: &random) }
        let capacity = Int.random(in: 100...4000, using: &random)
        let cost = Int.random(in: 0...9_999_999, using: &random)
        let rows = plans.enumerated().map { "plant,2023,\(140_921 + $0),\($1)" }
        let result = try settle(
            "allocations: [{allocation: cost_sharing, id: plant, facilities: f.csv, plans: p.csv}]", [],
            files: [
                "f.csv":
                    "facility,region,period,capacity_t,cost_yuan\nplant,140921,2023,\(capacity),\(cost).37",
                "p.csv": (["facility,period,region,planned_t"] + rows).joined(separator: "\n"),
            ], regions: try plans.indices.map { try code(140_921 + $0) })
        let sum = plans.reduce(0, +)
        let stocks = Dictionary(uniqueKeysWithValues: result.stocks.map { ($0.item, $0.unallocated) })
        #expect(stocks["cost:plant"] == .zero)
        #expect(stocks["capacity:plant"] == Rational(max(0, capacity - sum)))
        #expect(result.warnings.map(\.code) == (sum > capacity ? ["capacity_short"] : []))
        let costs = result.allocated.filter { $0.item == "cost:plant" }.map(\.amount)
        #expect(try costs.total() == Rational(cost) + exact("0.37"))
        for (plan, part) in zip(plans, costs) {
            let quota = try costs.total() * Rational(plan) / Rational(sum)
            #expect(try (part - quota).magnitude < exact("0.01"))
        }
    }

    /// Never more than the budget; under `stop` no project is paid after one that was not.
    @Test(arguments: seeds, ProjectScoring.Fill.allCases)
    func budgetsHold(_ seed: UInt64, _ fill: ProjectScoring.Fill) throws {
        var random = SeededGenerator(seed: seed)
        let rows = (0..<8).map {
            "p\($0),140921,\(Int.random(in: 1...90, using: &random))0000,\(Int.random(in: 0...50, using: &random))"
        }
        let budget = Int.random(in: 0...250, using: &random)
        let result = try settle(
            """
            allocations:
              - allocation: project_scoring
                id: fund
                projects: p.csv
                ranking: cost_effectiveness
                fill: \(fill.rawValue)
                budget: \(budget) 万元
                period: 2023
            """, [],
            files: ["p.csv": (["project,region,requested_yuan,effect"] + rows).joined(separator: "\n")],
            regions: [try code(140_921)])
        let amounts = result.allocated.map(\.amount)
        #expect(amounts.count == 8)
        #expect(try amounts.total() <= Rational(budget * 10_000))
        if fill != .skip {
            let first = amounts.firstIndex(of: .zero) ?? 8
            #expect(amounts[first...].allSatisfy { $0 == .zero })
        }
        if fill == .partial, amounts.contains(.zero) { #expect(result.stocks.map(\.unallocated) == [.zero]) }
    }
}
