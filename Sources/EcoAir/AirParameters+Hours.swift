import EcoAccounts
import EcoParameters

extension AirParameters {
    /// The hours of the table, a block for each year; what is wrong with it is added to the findings.
    func hourlyBlocks(
        _ table: LongTable, _ stations: [MonitoringStation], _ exclusions: ExclusionList?, threads: Int,
        traced: Bool, _ findings: inout [Diagnostic]
    ) throws(DiagnosticFailure) -> [HourlyBlock] {
        var reader = HourlyReader(table: table, years: years, stations: stations)
        reader.threads = threads
        reader.tracesLines = traced
        reader.shift = data.hourShift
        reader.keeping = pollutantsKept(exclusions)
        var found = FindingList()
        let blocks = try reader.read(into: &found)
        findings += found.all
        return blocks
    }
}
