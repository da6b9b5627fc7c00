import EcoAir

/// The air of one trial year after the other: only what another emission moves is evaluated again, to the same bits as a
/// whole evaluation of the figures that are read.
///
/// Annual percentiles of items with a mean, and whether counties attain grade II, stay those of the first evaluation: no
/// scheme reads them.
struct TrialAir: Sendable {
    /// What somebody reads besides concentrations.
    struct Reading: Sendable {
        let days: Bool
        let index: Bool
    }

    private let kernel: AirKernel
    private let reading: Reading
    private let calendar: SpanDays
    private let times: SortedDays.Times
    /// Of the last evaluation.
    private var change: [Double]
    private(set) var air = AirYear()

    /// - Parameter state: of a year without alerts.
    init(_ kernel: AirKernel, _ reading: Reading, _ state: YearState) {
        self.kernel = kernel
        self.reading = reading
        calendar = SpanDays(state.year)
        times = SortedDays.Times(state.sourceDays, of: kernel.series.dayCount)
        change = state.change
        kernel.evaluate(year: state.year, state, into: &air)
    }

    /// - Parameter state: the same year under another change of concentrations.
    mutating func renew(_ state: YearState) {
        let regions = kernel.series.regions.count
        for block in 0..<kernel.lanes.blockCount {
            let first = block * LaneDays.width
            let own = first..<min(first + LaneDays.width, regions)
            var moved = [Bool](repeating: false, count: 6)
            for place in own.lowerBound * 6..<own.upperBound * 6 where state.change[place] != change[place] {
                moved[place % 6] = true
            }
            guard moved.contains(true) else { continue }
            evaluate(LaneScaling(block, regions: regions, state), moved, state)
            for region in own where isMoved(region, state) { renew(region, regions, state) }
        }
        change = state.change
    }

    private func isMoved(_ region: Int, _ state: YearState) -> Bool {
        (region * 6..<region * 6 + 6).contains { state.change[$0] != change[$0] }
    }

    private mutating func evaluate(_ scaling: LaneScaling, _ moved: [Bool], _ state: YearState) {
        if reading.days { kernel.pass(scaling, state, calendar, &air) }
        for item in 0..<6 where moved[item] {
            if !AirKernel.hasMean[item] {
                kernel.shortPercentiles(scaling, item, state, calendar, &air)
            } else if !reading.days {
                kernel.means(scaling, item, state, calendar, &air)
            }
        }
    }

    private mutating func renew(_ region: Int, _ regions: Int, _ state: YearState) {
        for item in 0..<6
        where !AirKernel.hasMean[item] && state.change[region * 6 + item] != change[region * 6 + item] {
            air.assessed[(AirKernel.yearSpan * regions + region) * 6 + item] =
                kernel.sortedAssessed.percentile(
                    region: region, item: item, percent: AirKernel.percent[item],
                    change: state.change[region * 6 + item], times, others: [])
        }
        guard reading.index else { return }
        for span in 0..<AirKernel.spanCount where kernel.isRead(span) {
            kernel.index(span, region, regions, &air)
        }
    }
}
