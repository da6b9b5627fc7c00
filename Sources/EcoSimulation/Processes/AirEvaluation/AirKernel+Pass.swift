import EcoAir

extension AirKernel {
    typealias Lanes = LaneDays.Lanes
    typealias Mask = LaneDays.Mask

    /// Means, days by AQI, and percentiles of months and quarters: one pass over the days of each eight regions.
    func pass(_ state: YearState, _ calendar: SpanDays, _ air: inout AirYear) {
        for block in 0..<lanes.blockCount {
            let scaling = LaneScaling(block, regions: series.regions.count, state)
            pass(scaling, state, calendar, &air)
            for item in 0..<6 where !Self.hasMean[item] {
                shortPercentiles(scaling, item, state, calendar, &air)
            }
        }
    }

    /// Means and days of a block.
    func pass(_ scaling: LaneScaling, _ state: YearState, _ calendar: SpanDays, _ air: inout AirYear) {
        let months = (0..<12).map { month in
            var sums = SpanSums()
            for day in calendar[month] { add(day, Int(state.sourceDays[day]), scaling, &sums) }
            return sums
        }
        for span in 0..<Self.spanCount {
            write(SpanSums(months[SpanDays.months(of: span)]), span, scaling, &air)
        }
    }

    /// The percentiles of an item in a block, of the months and quarters that somebody reads.
    func shortPercentiles(
        _ scaling: LaneScaling, _ item: Int, _ state: YearState, _ calendar: SpanDays, _ air: inout AirYear
    ) {
        for span in 0..<Self.yearSpan where isRead(span) {
            percentile(scaling, item, state.sourceDays, calendar[span], span, &air)
        }
    }

    /// The mean of one item in a block: sums of days in the order of ``pass(_:_:_:_:)``, to the same bits.
    func means(
        _ scaling: LaneScaling, _ item: Int, _ state: YearState, _ calendar: SpanDays, _ air: inout AirYear
    ) {
        let (regions, factor) = (series.regions.count, scaling.factors[item])
        var months: [(sum: Lanes, count: Lanes)] = []
        months.reserveCapacity(12)
        lanes.assessed.withUnsafeBufferPointer { assessed in
            state.sourceDays.withUnsafeBufferPointer { source in
                for month in 0..<12 {
                    var (sum, count) = (Lanes.zero, Lanes.zero)
                    for day in calendar[month] {
                        let first = (scaling.block * lanes.dayCount + Int(source[day])) * LaneDays.items
                        Self.sum(assessed[first + item] * factor, &sum, &count)
                    }
                    months.append((sum, count))
                }
            }
        }
        for span in 0..<Self.spanCount {
            var (sum, count) = (Lanes.zero, Lanes.zero)
            for month in SpanDays.months(of: span) {
                sum += months[month].sum
                count += months[month].count
            }
            let mean = Self.mean(sum, count)
            for lane in 0..<scaling.laneCount {
                air.assessed[(span * regions + scaling.firstRegion + lane) * 6 + item] = mean[lane]
            }
        }
    }

    // MARK: Means and days

    /// What a span adds up in eight lanes.
    private struct SpanSums {
        /// Of the items with a mean: SO2, NO2, PM10, PM2.5.
        var sums: (Lanes, Lanes, Lanes, Lanes) = (.zero, .zero, .zero, .zero)
        var counts: (Lanes, Lanes, Lanes, Lanes) = (.zero, .zero, .zero, .zero)
        var good = SIMD8<Int64>.zero
        var heavy = SIMD8<Int64>.zero
        var valid = SIMD8<Int64>.zero

        init() {}

        /// Months one after the other.
        init(_ months: ArraySlice<SpanSums>) {
            for month in months {
                sums.0 += month.sums.0
                sums.1 += month.sums.1
                sums.2 += month.sums.2
                sums.3 += month.sums.3
                counts.0 += month.counts.0
                counts.1 += month.counts.1
                counts.2 += month.counts.2
                counts.3 += month.counts.3
                good &+= month.good
                heavy &+= month.heavy
                valid &+= month.valid
            }
        }
    }

    @inline(__always)
    private func add(_ day: Int, _ source: Int, _ scaling: LaneScaling, _ own: inout SpanSums) {
        let first = (scaling.block * lanes.dayCount + source) * LaneDays.items
        let row = scaling.row(day)
        scaling.factors.withUnsafeBufferPointer { factors in
            let stands = standing(first, row, factors)
            var valid = stands.valid
            if !lanes.counted.isEmpty { valid .&= lanes.counted[scaling.block * lanes.dayCount + source] }
            own.valid &+= Self.ones(valid)
            own.good &+= Self.ones(valid .& .!stands.above)
            own.heavy &+= Self.ones(valid .& stands.heavy)
            lanes.assessed.withUnsafeBufferPointer { assessed in
                Self.sum(assessed[first] * factors[row], &own.sums.0, &own.counts.0)
                Self.sum(assessed[first + 1] * factors[row + 1], &own.sums.1, &own.counts.1)
                Self.sum(assessed[first + 4] * factors[row + 4], &own.sums.2, &own.counts.2)
                Self.sum(assessed[first + 5] * factors[row + 5], &own.sums.3, &own.counts.3)
            }
        }
    }

    @inline(__always)
    private static func ones(_ mask: Mask) -> SIMD8<Int64> {
        SIMD8<Int64>.zero.replacing(with: 1, where: mask)
    }

    @inline(__always)
    private static func sum(_ value: Lanes, _ sum: inout Lanes, _ count: inout Lanes) {
        let isThere = value .== value
        sum += Lanes.zero.replacing(with: value, where: isThere)
        count += Lanes.zero.replacing(with: 1, where: isThere)
    }

    /// Lanes whose day has an AQI, and those whose AQI lies above 100 and above 200.
    @inline(__always)
    private func standing(
        _ first: Int, _ row: Int, _ factors: UnsafeBufferPointer<Lanes>
    ) -> (valid: Mask, above: Mask, heavy: Mask) {
        let none = Mask(repeating: false)
        var (missing, above, heavy, ozone) = (Mask(repeating: lacksPollutant), none, none, none)
        lanes.measured.withUnsafeBufferPointer { measured in
            rules.withUnsafeBufferPointer { rules in
                for item in 0..<LaneDays.items where rules[item].isIndexed {
                    let rule = rules[item]
                    let steps = measured[first + item] * factors[row + rule.pollutant] * rule.scale
                    let stands = steps .<= rule.top
                    above .|= stands .& (steps .> rule.good)
                    heavy .|= stands .& (steps .> rule.unhealthy)
                    if rule.isOzone { ozone .|= stands } else { missing .|= .!stands }
                }
            }
        }
        // With a pollutant missing, AQI stands only where the others already exceed 100.
        return (.!(missing .| .!ozone) .| above, above, heavy)
    }

    private func write(_ sums: SpanSums, _ span: Int, _ scaling: LaneScaling, _ air: inout AirYear) {
        let regions = series.regions.count
        let means = (
            Self.mean(sums.sums.0, sums.counts.0), Self.mean(sums.sums.1, sums.counts.1),
            Self.mean(sums.sums.2, sums.counts.2), Self.mean(sums.sums.3, sums.counts.3)
        )
        for lane in 0..<scaling.laneCount {
            let place = span * regions + scaling.firstRegion + lane
            air.good[place] = Int32(sums.good[lane])
            air.heavy[place] = Int32(sums.heavy[lane])
            air.valid[place] = Int32(sums.valid[lane])
            air.assessed[place * 6] = means.0[lane]
            air.assessed[place * 6 + 1] = means.1[lane]
            air.assessed[place * 6 + 4] = means.2[lane]
            air.assessed[place * 6 + 5] = means.3[lane]
        }
    }

    private static func mean(_ sum: Lanes, _ count: Lanes) -> Lanes {
        (sum / count).replacing(with: .nan, where: count .== 0)
    }

    // MARK: Percentiles of short spans

    /// The largest values of a span, kept in order, hold its percentile.
    private func percentile(
        _ scaling: LaneScaling, _ item: Int, _ sourceDays: [Int32], _ days: Range<Int>, _ span: Int,
        _ air: inout AirYear
    ) {
        let percent = Self.percent[item]
        // Rank from the top of the lower of the two values, of as many days as the span has.
        let depth = ((days.count - 1) * (100 - percent) + 99) / 100 + 1
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: depth) { largest in
            for rank in 0..<depth { largest[rank] = Lanes(repeating: -.infinity) }
            var counts = Lanes.zero
            lanes.assessed.withUnsafeBufferPointer { assessed in
                for day in days {
                    let first = (scaling.block * lanes.dayCount + Int(sourceDays[day])) * LaneDays.items
                    let value = assessed[first + item] * scaling.factors[scaling.row(day) + item]
                    let isThere = value .== value
                    counts += Lanes.zero.replacing(with: 1, where: isThere)
                    Self.insert(value.replacing(with: -.infinity, where: .!isThere), largest)
                }
            }
            for lane in 0..<scaling.laneCount {
                let place = span * series.regions.count + scaling.firstRegion + lane
                air.assessed[place * 6 + item] = Self.percentile(
                    count: Int(counts[lane]), percent: percent
                ) { largest[$0][lane] }
            }
        }
    }

    @inline(__always)
    private static func insert(_ value: Lanes, _ largest: UnsafeMutableBufferPointer<Lanes>) {
        var value = value
        for rank in largest.indices {
            let isLarger = value .> largest[rank]
            let smaller = value.replacing(with: largest[rank], where: isLarger)
            largest[rank].replace(with: value, where: isLarger)
            value = smaller
        }
    }

    /// By k = 1 + (n - 1) p; not-a-number of no values. - Parameter ranked: by rank, 0 is the largest.
    private static func percentile(count: Int, percent: Int, _ ranked: (Int) -> Double) -> Double {
        guard count > 0 else { return .nan }
        let (lower, rest) = ((count - 1) * percent).quotientAndRemainder(dividingBy: 100)
        let rank = count - 1 - lower
        let low = ranked(rank)
        return rest > 0 && rank > 0 ? low + (ranked(rank - 1) - low) * (Double(rest) / 100) : low
    }
}

/// What the days of eight regions are multiplied by.
struct LaneScaling {
    typealias Lanes = LaneDays.Lanes

    let block: Int
    let firstRegion: Int
    /// Lanes that stand for a region.
    let laneCount: Int
    /// By row and basic item; the first row is that of days without an alert.
    private(set) var factors: [Lanes]
    /// Of each day the place of its row; empty where no region has an alert.
    private var rows: [Int32] = []

    init(_ block: Int, regions: Int, _ state: YearState) {
        self.block = block
        firstRegion = block * LaneDays.width
        laneCount = min(LaneDays.width, regions - firstRegion)
        factors = [Lanes](repeating: Lanes(repeating: 1), count: 6)
        for lane in 0..<laneCount {
            for item in 0..<6 { factors[item][lane] = state.change[(firstRegion + lane) * 6 + item] }
        }
        addAlerts(state)
    }

    func row(_ day: Int) -> Int { rows.isEmpty ? 0 : Int(rows[day]) }

    private mutating func addAlerts(_ state: YearState) {
        let (response, days) = (state.response, state.sourceDays.count)
        let levels = response.levelCount
        let hasAlert = (firstRegion..<firstRegion + laneCount).contains { region in
            levels > 1 && !response.levels.isEmpty && Int(response.days[region * levels]) < days
        }
        guard hasAlert else { return }
        rows = [Int32](repeating: 0, count: days)
        factors.reserveCapacity(6 * 60)
        for day in 0..<days {
            for lane in 0..<laneCount {
                let level = Int(response.levels[(firstRegion + lane) * days + day])
                guard level > 0 else { continue }
                if rows[day] == 0 {
                    rows[day] = Int32(factors.count)
                    factors += factors[..<6]
                }
                for item in 0..<6 {
                    factors[Int(rows[day]) + item][lane] *=
                        response.remaining[((firstRegion + lane) * 6 + item) * levels + level]
                }
            }
        }
    }
}
