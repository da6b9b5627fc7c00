import EcoSampling
import EcoUnits

/// Differential evolution (Storn and Price 1997, doi:10.1023/A:1008202821328) with the rules of feasibility: a trial
/// takes its parent's place where it stands no worse. One generation is handed out at once.
struct Evolution {
    private var members: [Int] = []
    private var random: SplitMix64
    private let seed: UInt64
    private var restarts = 0

    init(seed: UInt64) {
        self.seed = seed
        random = SplitMix64(seed: seed ^ 0xD1FF_E7E2)
    }

    static func size(_ dimension: Int) -> Int { max(16, 6 * dimension) }

    mutating func advance(_ archive: inout SearchArchive) throws {
        let dimension = archive.space.dimension
        if members.isEmpty || isCollapsed(archive) { try begin(&archive) }
        let best = members.min { archive.entries[$0].appraisal.isBetter(than: archive.entries[$1].appraisal) }
        let trials = members.indices.map { trial($0, best ?? members[0], dimension, archive) }
        let positions = try archive.evaluate(shares: trials, .evolution)
        for (index, position) in positions.enumerated() {
            let (old, new) = (archive.entries[members[index]], archive.entries[position])
            if !old.appraisal.isBetter(than: new.appraisal) { members[index] = position }
        }
    }

    /// The best points so far and fresh ones spread over the box; after the first time more of these.
    private mutating func begin(_ archive: inout SearchArchive) throws {
        let size = Self.size(archive.space.dimension)
        let ranked = archive.entries.indices.sorted {
            let (one, other) = (archive.entries[$0].appraisal, archive.entries[$1].appraisal)
            return one.isBetter(than: other) || !other.isBetter(than: one) && $0 < $1
        }
        let kept = restarts == 0 ? size / 2 : 1
        var chosen: [Int] = []
        for position in ranked where chosen.count < kept {
            let isNew = chosen.allSatisfy {
                archive.space.distance(archive.entries[$0].values, archive.entries[position].values) > 0.02
            }
            if isNew { chosen.append(position) }
        }
        let fresh = SobolSample(
            count: size - chosen.count, dimension: archive.space.dimension,
            seed: seed &+ UInt64(restarts + 1) &* 0x9E37_79B9
        ).points
        members = try chosen + archive.evaluate(shares: fresh, .evolution)
        restarts += 1
    }

    private func isCollapsed(_ archive: SearchArchive) -> Bool {
        let first = archive.entries[members[0]].values
        return members.allSatisfy { archive.space.distance(first, archive.entries[$0].values) < 0.01 }
    }

    /// Half of the trials lean towards the best member.
    private mutating func trial(
        _ index: Int, _ best: Int, _ dimension: Int, _ archive: SearchArchive
    ) -> [Double] {
        let others = (0..<3).map { _ in archive.shares(members[random.pick(members.count)]) }
        let (own, leader) = (archive.shares(members[index]), archive.shares(best))
        let factor = 0.4 + 0.5 * random.uniform()
        let leans = random.uniform() < 0.5
        let kept = random.pick(dimension)
        return (0..<dimension).map { axis in
            let isOwn = random.uniform() > 0.9 && axis != kept
            let base = leans ? own[axis] + factor * (leader[axis] - own[axis]) : others[0][axis]
            let moved = base + factor * (others[1][axis] - others[2][axis])
            return isOwn ? own[axis] : Self.reflected(moved)
        }
    }

    /// What leaves the box comes back at its side.
    private static func reflected(_ share: Double) -> Double {
        let folded = share < 0 ? -share : share > 1 ? 2 - share : share
        return min(max(folded, 0), 1)
    }
}

extension SplitMix64 {
    /// Uniform in 0..<bound.
    fileprivate mutating func pick(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
