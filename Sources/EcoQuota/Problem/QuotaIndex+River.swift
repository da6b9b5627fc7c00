extension QuotaIndex {
    private struct SectionKey: Hashable {
        let id, pollutant: String
    }

    /// The loads of all sections, each after those above it.
    func sectionLoads() -> [SectionLoad] {
        guard !records.sections.isEmpty else { return [] }
        let order = Self.downstreamOrder(records.sections)
        let sourcesAt = dischargesBySection()
        return periods.indices.flatMap { period in
            var position: [SectionKey: Int] = [:]
            var above: [SectionKey: [SectionLoad.Inflow]] = [:]
            var loads: [SectionLoad] = []
            let offset = period * order.count
            for section in order {
                let key = SectionKey(id: section.id, pollutant: section.pollutant)
                let discharges = (sourcesAt[key] ?? []).filter { sources[$0.position].period == period }
                let tributaries = above[key] ?? []
                let arriving = tributaries.reduce(0) { $0 + $1.part * loads[$1.position - offset].upper }
                let own = discharges.reduce(0) { $0 + $1.part * mostEmission(of: $1.position) }
                position[key] = offset + loads.count
                loads.append(
                    SectionLoad(
                        section: section.id, pollutant: section.pollutant, period: period,
                        discharges: discharges, tributaries: tributaries, background: section.background,
                        limit: section.limit, upper: section.background + own + arriving))
                if let downstream = section.downstream, section.transfer > 0 {
                    above[SectionKey(id: downstream, pollutant: section.pollutant), default: []].append(
                        .init(position: offset + loads.count - 1, part: section.transfer))
                }
            }
            return loads
        }
    }

    private func mostEmission(of source: Int) -> Double {
        sources[source].emissionCap.map { min($0, naturalEmission[source]) } ?? naturalEmission[source]
    }

    private func dischargesBySection() -> [SectionKey: [SectionLoad.Inflow]] {
        var found: [SectionKey: [SectionLoad.Inflow]] = [:]
        let byRegion = Dictionary(grouping: records.discharges, by: \.region)
        let known = Set(records.sections.map { SectionKey(id: $0.id, pollutant: $0.pollutant) })
        for (index, source) in sources.enumerated() {
            for discharge in byRegion[source.region] ?? []
            where discharge.pollutant ?? source.pollutant == source.pollutant {
                let key = SectionKey(id: discharge.section, pollutant: source.pollutant)
                guard known.contains(key) else { continue }
                found[key, default: []].append(.init(position: index, part: discharge.delivered))
            }
        }
        return found
    }

    /// Sections so that each stands after all those above it, by pollutant and id among equals; those on a
    /// circle are left out (the checks refuse them).
    static func downstreamOrder(_ sections: [RiverSection]) -> [RiverSection] {
        let sorted = sections.sorted { ($0.pollutant, $0.id) < ($1.pollutant, $1.id) }
        let position = Dictionary(
            sorted.enumerated().map { (SectionKey(id: $1.id, pollutant: $1.pollutant), $0) }
        ) { first, _ in first }
        let next = sorted.map { section in
            section.downstream.flatMap { position[SectionKey(id: $0, pollutant: section.pollutant)] }
        }
        var waiting = [Int](repeating: 0, count: sorted.count)
        for target in next.compactMap({ $0 }) { waiting[target] += 1 }
        var ready = sorted.indices.filter { waiting[$0] == 0 }
        var taken = 0
        while taken < ready.count {
            if let target = next[ready[taken]] {
                waiting[target] -= 1
                if waiting[target] == 0 { ready.append(target) }
            }
            taken += 1
        }
        return ready.map { sorted[$0] }
    }
}
