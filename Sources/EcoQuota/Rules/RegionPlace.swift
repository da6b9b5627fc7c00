/// A region, pollutant and period: what a county is accountable for.
struct RegionPlace: Hashable {
    let region, pollutant: String
    let period: Int

    /// The members of this place and nothing else.
    func selection(of members: [EmissionSource]) -> Selection {
        Selection(
            regions: [region], pollutants: [pollutant], sectors: Set(members.map(\.sector)), periods: [period]
        )
    }
}

extension QuotaRecords {
    /// Sources by region, pollutant and period, in order.
    func grouped(_ sources: [EmissionSource]) -> [(place: RegionPlace, members: [EmissionSource])] {
        Dictionary(grouping: sources) {
            RegionPlace(region: $0.region, pollutant: $0.pollutant, period: $0.period)
        }
        .map { (place: $0.key, members: $0.value) }
        .sorted {
            ($0.place.pollutant, $0.place.region, $0.place.period)
                < ($1.place.pollutant, $1.place.region, $1.place.period)
        }
    }

    /// The rule of a pollutant, changed; made where there is none.
    mutating func changeRule(of pollutant: String, _ change: (inout PollutantRule) -> Void) {
        if let index = rules.firstIndex(where: { $0.pollutant == pollutant }) {
            change(&rules[index])
        } else {
            var rule = PollutantRule(pollutant: pollutant)
            change(&rule)
            rules.append(rule)
        }
    }

    var pollutants: Set<String> { Set(sources.map(\.pollutant)) }
}
