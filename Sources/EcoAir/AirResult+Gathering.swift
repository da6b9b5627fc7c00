import EcoAccounts
import EcoParameters
import EcoUnits

/// Daily values of the regions, one block for each year, and what they came from.
struct GatheredAir {
    var blocks: [RegionDays] = []
    var dataBasis: [RegionCode: DataBasis] = [:]
    /// Hours of the regions, where the hourly report is asked for.
    var hours: [RegionHours] = []
    var exclusions: ExclusionList?
    /// Where the days of each block stand in the input; empty unless they are traced.
    var origins: [DayOrigins] = []
}

extension AirParameters {
    /// Reads all tables of concentrations; days that the list of sand-dust names are marked, states converted.
    ///
    /// - Parameter traced: whether to keep where each daily value stands in the input.
    func gather(
        regions: RegionTable, threads: Int, traced: Bool = false
    ) throws(DiagnosticFailure) -> GatheredAir {
        var findings: [Diagnostic] = []
        var air = GatheredAir()
        var isHourly = false
        if case .hourly = source { isHourly = true }
        air.exclusions = data.sandDust.map {
            ExclusionList($0, regions: regions, hasHourlyData: isHourly, &findings)
        }
        switch source {
        case .daily(let table):
            var reader = DailyReader(table, years: years, regions: regions)
            var found = FindingList()
            reader.read(into: &found)
            findings += found.all
            (air.blocks, air.dataBasis) = (reader.years, reader.basis)
            if traced { air.origins = reader.origins }
        case .hourly(let table, let stationTable):
            let stations = MonitoringStation.stations(
                stationTable, regions: regions, stationless: data.stationless, &findings)
            let blocks = try hourlyBlocks(
                table, stations, air.exclusions, threads: threads, traced: traced, &findings)
            if findings.isEmpty { try air.take(blocks, stations, regions, self) }
        case .none: break
        }
        for index in air.blocks.indices { air.exclusions?.excludeDays(from: &air.blocks[index]) }
        try convertStates(&air, &findings)
        guard findings.isEmpty else { throw DiagnosticFailure(findings.sortedByLocation()) }
        return air
    }

    private func convertStates(
        _ air: inout GatheredAir, _ findings: inout [Diagnostic]
    ) throws(DiagnosticFailure) {
        guard let table = data.states else { return }
        let states = MeasuredStates(table, weather: data.weather, &findings)
        do {
            for index in air.blocks.indices {
                try states.convert(&air.blocks[index], to: data.state, &findings)
            }
        } catch {
            throw DiagnosticFailure([Diagnostic.overflow(path: "air.measured_states")])
        }
    }

    /// Single hours are kept of what the hourly report and hourly exclusions need.
    func pollutantsKept(_ exclusions: ExclusionList?) -> [Pollutant] {
        reporting.reports.contains(.hourly) ? Pollutant.basic : exclusions?.pollutantsByHour ?? []
    }
}

extension GatheredAir {
    /// Hours to days to regions. The 8-hour limit of O3 is the same in every version of the standard.
    mutating func take(
        _ hourly: [HourlyBlock], _ stations: [MonitoringStation], _ regions: RegionTable,
        _ parameters: AirParameters
    ) throws(DiagnosticFailure) {
        let membership = RegionStations(stations, of: regions, stationless: parameters.data.stationless)
        dataBasis = membership.basis
        if case .hourly(let table, _) = parameters.source {
            origins = hourly.filter { !$0.lines.isEmpty }.map { block in
                DayOrigins(
                    lines: block.lines, of: table.file, stations, membership, dayCount: block.days.count)
            }
        }
        let share = parameters.rules.validity.stationShare
        for block in hourly {
            do {
                let days = { (block: HourlyBlock) throws(ArithmeticOverflow) in
                    try block.dailyValues(
                        limits: AirStandard(parameters.settlementStandard).limits,
                        validity: parameters.rules.validity
                    ).regionDays(stations: stations, of: membership, stationShare: share)
                }
                var ofRegions = try days(block)
                if let remaining = exclusions?.withoutListedHours(block, stations) {
                    exclusions?.excludeHours(
                        from: &ofRegions, remaining: try days(remaining), stations, membership)
                }
                blocks.append(ofRegions)
                if parameters.reporting.reports.contains(.hourly) {
                    hours.append(try RegionHours(block, stations, membership, share: share))
                }
            } catch {
                throw DiagnosticFailure([Diagnostic.overflow(path: "air \(block.year)")])
            }
        }
    }
}
