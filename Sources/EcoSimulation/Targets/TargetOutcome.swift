import EcoParameters
import EcoSampling

/// What the draws say about a target.
public struct TargetOutcome: Sendable {
    public let target: SimulationTarget
    /// The figure in the year of the target: mean and the ends of the middle nine tenths of the draws; of a peak its
    /// year. Not-a-number where no draw gives one.
    public let mean: Double
    public let low: Double
    public let high: Double
    /// Part of the draws that meet it.
    public let shareMet: Double
    /// By how much the mean misses the aim; 0 or below where it meets it.
    public let gap: Double
    /// The median of the first years from which it stays met; nil where half of the draws or more never get there.
    public let attainmentYear: Int?
    /// The same with all targets of its group.
    public let jointYear: Int?
    /// Regions that are farthest from the aim in the year of the target, farthest first; of a target of all together.
    public let heldBackBy: [Int]
}

extension Simulation {
    /// - Parameter draws: as ``values(ofDraw:)`` gives them.
    public func outcomes(_ draws: some DrawValues) -> [TargetOutcome] {
        let targets = targets
        let ofDraws = targets.map { paths($0.figure, $0.place, draws) }
        let years = zip(targets, ofDraws).map { target, paths in paths.map { attainment(target, $0) } }
        return targets.indices.map { index in
            let joint = jointYears(index, targets, years)
            return outcome(
                targets[index], ofDraws[index], years[index], joint, heldBack(targets[index], draws))
        }
    }

    private func position(year: Int, figure: Int, place: Int) -> Int {
        year * valuesPerYear + figure * (world.regionCount + 1) + place
    }

    /// Values of a figure at a place, year by year.
    func path(_ figure: Int, _ place: Int, _ draw: [Double]) -> [Double] {
        world.years.indices.map { draw[position(year: $0, figure: figure, place: place)] }
    }

    /// Values of a figure at a place in one year, of each draw.
    func column(_ figure: Int, _ place: Int, year: Int, _ draws: some DrawValues) -> [Double] {
        let own = position(year: year, figure: figure, place: place)
        return draws.columns(own..<own + 1)
    }

    /// Its path in each draw.
    private func paths(_ figure: Int, _ place: Int, _ draws: some DrawValues) -> [[Double]] {
        let years = world.years.indices.map { column(figure, place, year: $0, draws) }
        return (0..<draws.count).map { draw in years.map { $0[draw] } }
    }

    /// Position of the first year from which the target stays met; nil where it does not.
    ///
    /// - Parameter path: values of its figure at its place, year by year.
    func attainment(_ target: SimulationTarget, _ path: [Double]) -> Int? {
        if target.kind == .peakBy {
            return path.contains(where: \.isNaN) ? nil : path.firstIndex(of: path.max() ?? 0)
        }
        let meets = path.map { target.kind == .atMost ? $0 <= target.aim : $0 >= target.aim }
        guard meets.last == true else { return nil }
        return (meets.lastIndex(of: false) ?? -1) + 1
    }

    private func outcome(
        _ target: SimulationTarget, _ paths: [[Double]], _ years: [Int?], _ joint: [Int?]?,
        _ heldBack: [Int]
    ) -> TargetOutcome {
        let index = world.years.firstIndex(of: target.year) ?? 0
        let values =
            target.kind == .peakBy
            ? years.compactMap { $0.map { Double(world.years[$0]) } }
            : paths.map { $0[index] }.filter { !$0.isNaN }
        let mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
        let quantiles = Quantiles(values)
        let met =
            values.count { value in
                switch target.kind {
                case .atMost: value <= target.aim
                case .atLeast: value >= target.aim
                case .peakBy: value <= Double(target.year)
                }
            }
        let aim = target.kind == .peakBy ? Double(target.year) : target.aim
        return TargetOutcome(
            target: target, mean: mean, low: quantiles[0.05] ?? .nan, high: quantiles[0.95] ?? .nan,
            shareMet: paths.isEmpty ? .nan : Double(met) / Double(paths.count),
            gap: target.kind == .atLeast ? aim - mean : mean - aim, attainmentYear: median(years),
            jointYear: joint.flatMap { median($0) }, heldBackBy: heldBack)
    }

    /// Of each draw the year in which the last of the group's targets is met.
    private func jointYears(_ index: Int, _ targets: [SimulationTarget], _ years: [[Int?]]) -> [Int?]? {
        guard let joint = targets[index].joint else { return nil }
        let members = targets.indices.filter { targets[$0].joint == joint }
        return years[index].indices.map { draw in
            let own = members.map { years[$0][draw] }
            return own.contains(nil) ? nil : own.compactMap { $0 }.max()
        }
    }

    /// The middle of the draws, those that never get there last; of an even number the later of the two.
    private func median(_ years: [Int?]) -> Int? {
        let sorted = years.map { $0 ?? Int.max }.sorted()
        guard !sorted.isEmpty, sorted[sorted.count / 2] != .max else { return nil }
        return world.years[sorted[sorted.count / 2]]
    }

    /// Regions by the gap of their mean in the year of the target; of figures whose sum is asked for there is none.
    private func heldBack(_ target: SimulationTarget, _ draws: some DrawValues) -> [Int] {
        guard target.place == world.regionCount, target.kind != .peakBy, figures[target.figure].isMean,
            let year = world.years.firstIndex(of: target.year)
        else { return [] }
        let first = position(year: year, figure: target.figure, place: 0)
        let columns = draws.columns(first..<first + world.regionCount)
        let gaps = (0..<world.regionCount).map { region in
            let values = columns[region * draws.count..<(region + 1) * draws.count]
            let mean = values.reduce(0, +) / Double(max(1, values.count))
            return target.kind == .atMost ? mean - target.aim : target.aim - mean
        }
        return gaps.indices.filter { gaps[$0] > 0 }.sorted { (-gaps[$0], $0) < (-gaps[$1], $1) }
            .prefix(3).map { $0 }
    }
}

extension Simulation {
    /// The best that every measure in full would reach, for targets that no draw meets.
    public struct Reach: Sendable {
        public let target: SimulationTarget
        public let best: Double
        public let year: Int
    }

    /// - Parameter draws: how many draws to look at.
    public func reach(
        _ targets: [SimulationTarget], draws: Int
    ) throws(DiagnosticFailure) -> [Reach] {
        guard !targets.isEmpty, world.records != nil else { return [] }
        var inputs = world.inputs
        for index in inputs.variants.indices {
            inputs.variants[index].parameters = inputs.variants[index].parameters.withEveryMeasure
        }
        let full = try Simulation(world.parameters.withEveryMeasure, inputs)
        let values = (0..<draws).map { full.values(ofDraw: $0).values }
        return targets.filter { $0.kind != .peakBy }.compactMap { target in
            let means = world.years.indices.map { year in
                values.reduce(0) { $0 + full.path(target.figure, target.place, $1)[year] }
                    / Double(max(1, draws))
            }
            let best = target.kind == .atMost ? means.min() : means.max()
            guard let best, let year = means.firstIndex(of: best) else { return nil }
            return Reach(target: target, best: best, year: world.years[year])
        }
    }
}
