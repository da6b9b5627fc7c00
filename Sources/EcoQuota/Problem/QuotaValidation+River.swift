import EcoParameters

extension QuotaValidation {
    /// Sections and discharges.
    mutating func checkRiver(_ records: QuotaRecords) {
        unique(records.sections, "sections", at: \.location) { "\($0.id) \($0.pollutant)" }
        unique(records.discharges, "discharges", at: \.location) {
            "\($0.region) \($0.section) \($0.pollutant ?? "")"
        }
        let known = Set(records.sections.map { [$0.id, $0.pollutant] })
        for section in records.sections {
            share(section.transfer, "transfer", section.location)
            notNegative(section.limit ?? 0, "limit_t", section.location)
            notNegative(section.background, "background_t", section.location)
            if !records.pollutants.contains(section.pollutant) {
                report(
                    "unknown_pollutant", section.location, "pollutant",
                    "no source emits '\(section.pollutant)'", "use a pollutant of the sources")
            }
            if let next = section.downstream, !known.contains([next, section.pollutant]) {
                report(
                    "unknown_section", section.location, "downstream",
                    "there is no section '\(next)' for \(section.pollutant)",
                    "add its row, or leave the cell empty at the mouth")
            }
        }
        checkCircles(records)
        checkDischarges(records)
    }

    /// Sections that no order from the springs to the mouth reaches.
    private mutating func checkCircles(_ records: QuotaRecords) {
        let ordered = Set(QuotaIndex.downstreamOrder(records.sections).map { [$0.id, $0.pollutant] })
        let left = records.sections.filter { !ordered.contains([$0.id, $0.pollutant]) }
        guard let first = left.first else { return }
        let names = left.map(\.id).joined(separator: ", ")
        report(
            "river_circle", first.location, "downstream",
            "the water flows in a circle through or above \(names) (\(first.pollutant))",
            "correct the column `downstream`: each river ends at a mouth")
    }

    private mutating func checkDischarges(_ records: QuotaRecords) {
        let sections = Set(records.sections.map(\.id))
        let regions = Set(records.sources.map(\.region))
        var delivered: [[String]: Double] = [:]
        for discharge in records.discharges {
            share(discharge.delivered, "delivered", discharge.location)
            if !sections.contains(discharge.section) {
                report(
                    "unknown_section", discharge.location, "section",
                    "there is no section '\(discharge.section)'", "add its row to the sections")
            }
            if !regions.contains(discharge.region) {
                report(
                    "unknown_source", discharge.location, "region",
                    "no source stands in region \(discharge.region)", "add it to the sources")
            }
            let key = [discharge.region, discharge.pollutant ?? ""]
            delivered[key, default: 0] += discharge.delivered
            if let sum = delivered[key], sum > 1 + 1e-9 {
                report(
                    "out_of_range", discharge.location, "delivered",
                    "region \(discharge.region) would deliver \(sum) of its emission",
                    "keep the sum over its sections at or below 1")
            }
        }
    }
}
