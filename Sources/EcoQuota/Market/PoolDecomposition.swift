/// Takes the flows of one pool apart into deals between parties.
struct PoolDecomposition {
    /// A seller or buyer in a zone; without an account it is the provincial reserve.
    struct Party {
        let zone: Int
        let account: Int?
        let name: String
        var tonnes: Double

        func isSame(as other: Party) -> Bool { zone == other.zone && account == other.account }
    }

    struct Deal {
        let seller: Party
        let buyer: Party
        let tonnes: Double
    }

    private let zones: Range<Int>
    private var sellers: [Int: [Party]] = [:]
    private var buyers: [Int: [Party]] = [:]
    private var arcs: [(from: Int, to: Int, flow: Double)]
    /// Amounts below this are rounding, t.
    private let least: Double

    init(_ problem: QuotaProblem, _ solution: QuotaSolution, zones: Range<Int>) {
        self.zones = zones
        arcs = zip(problem.poolArcs, solution.flows).filter { zones.contains($0.0.from) && $0.1 > 0 }
            .map { ($0.0.from, $0.0.to, $0.1) }
        var volume = 0.0
        for (index, account) in problem.accounts.enumerated() where zones.contains(account.zonePool) {
            let (sold, bought) = (solution.sold[index], solution.bought[index])
            volume += sold + bought
            if sold > 0 { sellers.add(account.salePool, index, account.region, sold) }
            if bought > 0 { buyers.add(account.zonePool, index, account.region, bought) }
        }
        let provided = problem.provided(solution)
        for zone in zones {
            volume += provided[zone] + solution.boughtBack[zone]
            if provided[zone] > 0 { sellers.add(zone, nil, QuotaFlow.reserve, provided[zone]) }
            if solution.boughtBack[zone] > 0 {
                buyers.add(zone, nil, QuotaFlow.reserve, solution.boughtBack[zone])
            }
        }
        least = 1e-10 * volume
        for zone in zones {
            sellers[zone]?.sort { ($1.tonnes, $0.name) < ($0.tonnes, $1.name) }
            buyers[zone]?.sort { ($1.tonnes, $0.name) < ($0.tonnes, $1.name) }
        }
    }

    /// - Parameter distance: between two accounts, by their positions.
    mutating func deals(distance: (Int, Int) -> Double) -> [Deal] {
        let (sellers, buyers) = (
            zones.flatMap { self.sellers[$0] ?? [] }, zones.flatMap { self.buyers[$0] ?? [] }
        )
        let isReached = reachedZones()
        var shipments: [TransportPlan.Shipment] = []
        for share in zoneShares() {
            match(share.origin, share.destination, share.tonnes) { seller, buyer, tonnes in
                guard let from = sellers.firstIndex(where: { $0.isSame(as: seller) }),
                    let to = buyers.firstIndex(where: { $0.isSame(as: buyer) })
                else { return }
                shipments.append(.init(seller: from, buyer: to, tonnes: tonnes))
            }
        }
        let plan = TransportPlan(sellers: sellers.count, buyers: buyers.count, from: shipments) {
            let (seller, buyer) = (sellers[$0], buyers[$1])
            guard isReached[seller.zone]?.contains(buyer.zone) ?? false else { return nil }
            guard let from = seller.account, let to = buyer.account else { return 0 }
            return distance(from, to)
        }
        return plan.shipments.filter { $0.tonnes > least }
            .map { Deal(seller: sellers[$0.seller], buyer: buyers[$0.buyer], tonnes: $0.tonnes) }
            .sorted { ($0.seller.name, $0.buyer.name) < ($1.seller.name, $1.buyer.name) }
    }

    /// The zones that quota from each zone reaches along the flows, itself among them.
    private func reachedZones() -> [Int: Set<Int>] {
        var reached: [Int: Set<Int>] = [:]
        for zone in zones {
            var (found, open) = (Set([zone]), [zone])
            while let next = open.popLast() {
                for arc in arcs where arc.from == next && found.insert(arc.to).inserted {
                    open.append(arc.to)
                }
            }
            reached[zone] = found
        }
        return reached
    }

    // MARK: Between zones

    private struct Share {
        let origin: Int
        let destination: Int
        let tonnes: Double
    }

    /// How much each zone uses from each zone.
    private mutating func zoneShares() -> [Share] {
        let order = flowOrder()
        var stock: [Int: [(origin: Int, tonnes: Double)]] = [:]
        for zone in zones { stock[zone] = [(zone, (sellers[zone] ?? []).reduce(0) { $0 + $1.tonnes })] }
        var shares: [Share] = []
        for zone in order {
            let demand = (buyers[zone] ?? []).reduce(0) { $0 + $1.tonnes }
            for lot in Self.take(demand, from: &stock[zone, default: []]) where lot.tonnes > least {
                shares.append(Share(origin: lot.origin, destination: zone, tonnes: lot.tonnes))
            }
            for arc in arcs where arc.from == zone {
                stock[arc.to, default: []] += Self.take(arc.flow, from: &stock[zone, default: []])
            }
        }
        return shares
    }

    private static func take(
        _ amount: Double, from lots: inout [(origin: Int, tonnes: Double)]
    ) -> [(origin: Int, tonnes: Double)] {
        var left = amount
        var taken: [(origin: Int, tonnes: Double)] = []
        for index in lots.indices where left > 0 && lots[index].tonnes > 0 {
            let part = min(left, lots[index].tonnes)
            taken.append((lots[index].origin, part))
            lots[index].tonnes -= part
            left -= part
        }
        return taken
    }

    /// The zones so that every flow goes forward; flows in a circle are taken out.
    private mutating func flowOrder() -> [Int] {
        while true {
            var order: [Int] = []
            var left = Array(zones)
            while let next = left.first(where: { zone in
                !arcs.contains { $0.to == zone && left.contains($0.from) }
            }) {
                order.append(next)
                left.removeAll { $0 == next }
            }
            if left.isEmpty { return order }
            removeCircle(among: left)
        }
    }

    /// Walks against the flow until a zone comes twice, and takes the circle's smallest flow off all of it.
    private mutating func removeCircle(among zones: [Int]) {
        var walk: [Int] = []
        var visited = [zones[0]]
        while let back = arcs.firstIndex(where: {
            $0.to == visited[visited.count - 1] && zones.contains($0.from)
        }) {
            walk.append(back)
            let zone = arcs[back].from
            if let start = visited.firstIndex(of: zone) {
                let circle = walk[start...]
                let smallest = circle.map { arcs[$0].flow }.min() ?? 0
                for index in circle { arcs[index].flow -= smallest }
                break
            }
            visited.append(zone)
        }
        arcs.removeAll { $0.flow <= 0 }
    }

    // MARK: Within a pair of zones

    private mutating func match(
        _ origin: Int, _ destination: Int, _ tonnes: Double, deal: (Party, Party, Double) -> Void
    ) {
        var left = tonnes
        while left > least,
            let seller = sellers[origin]?.firstIndex(where: { $0.tonnes > least }),
            let buyer = buyers[destination]?.firstIndex(where: { $0.tonnes > least }),
            let from = sellers[origin]?[seller], let to = buyers[destination]?[buyer]
        {
            let part = min(left, from.tonnes, to.tonnes)
            deal(from, to, part)
            sellers[origin]?[seller].tonnes -= part
            buyers[destination]?[buyer].tonnes -= part
            left -= part
        }
    }
}

extension [Int: [PoolDecomposition.Party]] {
    fileprivate mutating func add(_ zone: Int, _ account: Int?, _ name: String, _ tonnes: Double) {
        self[zone, default: []].append(
            PoolDecomposition.Party(zone: zone, account: account, name: name, tonnes: tonnes))
    }
}

extension QuotaProblem {
    /// What the government brings to each zone of each pool, t: the reserve, tiers open to all, and of the quota
    /// that regions handed to the pool what is used.
    func provided(_ solution: QuotaSolution) -> [Double] {
        var provided = solution.reserveDrawn
        for (draw, drawn) in zip(tierDraws, solution.tierDrawn) {
            if case .pool(let zone) = draw.target { provided[zone] += drawn }
        }
        let pooled = self.pooled
        guard pooled.contains(where: { $0 > 0 }) else { return provided }
        var need = solution.boughtBack
        for (index, account) in accounts.enumerated() {
            need[account.zonePool] += solution.bought[index]
            need[account.salePool] -= solution.sold[index]
        }
        for (arc, flow) in zip(poolArcs, solution.flows) {
            need[arc.from] += flow
            need[arc.to] -= flow
        }
        return zonePools.indices.map { zone in
            provided[zone] + min(pooled[zone], max(0, need[zone] - provided[zone]))
        }
    }

    /// Quota that regions handed to each zone of each pool, t.
    private var pooled: [Double] {
        var pooled = [Double](repeating: 0, count: zonePools.count)
        for account in accounts { pooled[account.salePool] += account.pooled }
        return pooled
    }
}
