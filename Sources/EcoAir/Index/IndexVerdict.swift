/// What the sub-indices of one day or hour amount to.
struct IndexVerdict {
    /// nil where a pollutant is missing and the others do not exceed 100.
    let value: Int?
    let primary: [Pollutant]
    let exceeding: [Pollutant]

    /// HJ 633-2026, 5.3.1: with a pollutant missing, AQI stands only where the others already exceed 100.
    /// 5.3.2: a pollutant that is not monitored by plan does not hinder it. For 2012 both are provisional, the
    /// standard is silent. Primary (4.3.1 of 2026): the largest sub-index above 50, ties listed jointly.
    init(
        _ subIndices: [(pollutant: Pollutant, value: Int)], notMonitored: Set<Pollutant>,
        _ standard: AirStandard
    ) {
        let largest = subIndices.map(\.value).max() ?? 0
        let complete = Pollutant.basic.allSatisfy { pollutant in
            notMonitored.contains(pollutant) || subIndices.contains { $0.pollutant == pollutant }
        }
        let isPublished = !subIndices.isEmpty && (complete || largest > 100)
        value = isPublished ? largest : nil
        let pollutants = { (holds: (Int) -> Bool) in
            Pollutant.basic.filter { pollutant in
                subIndices.contains { $0.pollutant == pollutant && holds($0.value) }
            }
        }
        primary = isPublished && largest > 50 ? pollutants { $0 == largest } : []
        exceeding = standard.indexReport.namesExceedingPollutants ? pollutants { $0 > 100 } : []
    }
}
