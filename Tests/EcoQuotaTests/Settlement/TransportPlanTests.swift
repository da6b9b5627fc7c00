@testable import EcoQuota
import EcoTestSupport
import Testing

/// Deals between parties: the nearest ones, and few.
@Suite("Deals between parties")
struct TransportPlanTests {
    /// P&T Company (Hillier and Lieberman): canneries 75, 125, 100 to warehouses 80, 65, 70, 85; the least cost
    /// is 152,535, by 20 and 55, 80 and 45, 70 and 30 truckloads.
    @Test func hillierLiebermanTransport() {
        let cost: [[Double]] = [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]]
        let start = northWest([75, 125, 100], [80, 65, 70, 85])
        let plan = TransportPlan(sellers: 3, buyers: 4, from: start) { cost[$0][$1] }
        let total = plan.shipments.reduce(0) { $0 + $1.tonnes * cost[$1.seller][$1.buyer] }
        #expect(TextbookTests.close(total, 152_535, 1e-12))
        #expect(plan.shipments.count == 6)
    }

    private func northWest(_ supply: [Double], _ demand: [Double]) -> [TransportPlan.Shipment] {
        var (left, open, found) = (supply, demand, [TransportPlan.Shipment]())
        for seller in supply.indices {
            for buyer in demand.indices {
                let tonnes = min(left[seller], open[buyer])
                guard tonnes > 0 else { continue }
                (left[seller], open[buyer]) = (left[seller] - tonnes, open[buyer] - tonnes)
                found.append(.init(seller: seller, buyer: buyer, tonnes: tonnes))
            }
        }
        return found
    }

    /// From a plan in which everybody deals with everybody: the sums stay, forbidden pairs stay empty, fewer
    /// pairs than parties, and never farther than before.
    @Test(arguments: 0..<20)
    func fewAndNotFarther(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed) + 60)
        let (sellers, buyers) = (3 + seed % 6, 2 + seed % 7)
        var start: [TransportPlan.Shipment] = []
        var cost = [[Double?]](repeating: Array(repeating: nil, count: buyers), count: sellers)
        for seller in 0..<sellers {
            for buyer in 0..<buyers where random.uniform() < 0.7 {
                cost[seller][buyer] = random.uniform(1, 100)
                start.append(.init(seller: seller, buyer: buyer, tonnes: random.uniform(1, 50)))
            }
        }
        let plan = TransportPlan(sellers: sellers, buyers: buyers, from: start) { cost[$0][$1] }.shipments
        #expect(plan.count < sellers + buyers)
        for seller in 0..<sellers {
            let sums = [start, plan].map { $0.filter { $0.seller == seller }.reduce(0) { $0 + $1.tonnes } }
            #expect(abs(sums[0] - sums[1]) <= 1e-9)
        }
        for buyer in 0..<buyers {
            let sums = [start, plan].map { $0.filter { $0.buyer == buyer }.reduce(0) { $0 + $1.tonnes } }
            #expect(abs(sums[0] - sums[1]) <= 1e-9)
        }
        let lengths = [start, plan].map {
            $0.reduce(0) { $0 + $1.tonnes * (cost[$1.seller][$1.buyer] ?? .nan) }
        }
        #expect(lengths[1] <= lengths[0] + 1e-9)
    }

    /// Two sellers and two buyers at the ends of a road: everybody deals with the neighbour, whichever order.
    @Test(arguments: [false, true])
    func dealsGoToTheNeighbour(_ isReversed: Bool) throws {
        var records = TextbookTests.records(slopes: [1, 1, 100, 100], baseline: 100, quota: 60)
        if isReversed { records.sources.reverse() }
        let problem = try QuotaProblem(records)
        let market = try QuotaMarket(solving: problem)
        let place = ["140100": 0.0, "140101": 500, "140102": 510, "140103": 10]
        let flows = problem.flows(market.solution) { abs((place[$0] ?? 0) - (place[$1] ?? 0)) }
        #expect(flows.map { [$0.from, $0.to] } == [["140100", "140103"], ["140101", "140102"]])
    }
}
