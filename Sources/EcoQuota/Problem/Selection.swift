/// Some of the sources, accounts or projects of a market; an empty set does not restrict.
public struct Selection: Sendable, Equatable {
    public var regions: Set<String>
    public var pollutants: Set<String>
    public var sectors: Set<String>
    public var pools: Set<String>
    public var periods: Set<Int>
    /// Names of measures or projects.
    public var names: Set<String>

    public init(
        regions: some Sequence<String> = [], pollutants: some Sequence<String> = [],
        sectors: some Sequence<String> = [], pools: some Sequence<String> = [],
        periods: some Sequence<Int> = [], names: some Sequence<String> = []
    ) {
        self.regions = Set(regions)
        self.pollutants = Set(pollutants)
        self.sectors = Set(sectors)
        self.pools = Set(pools)
        self.periods = Set(periods)
        self.names = Set(names)
    }

    /// The code of a higher place stands for all regions below it: `140100` for the counties of Taiyuan.
    func holds(region: String) -> Bool {
        regions.isEmpty || regions.contains(region)
            || regions.contains { $0.hasSuffix("00") && region.hasPrefix(Self.stem($0)) }
    }

    private static func stem(_ code: String) -> Substring {
        var stem = code[...]
        while stem.hasSuffix("00") { stem = stem.dropLast(2) }
        return stem
    }

    func holds(_ source: EmissionSource) -> Bool {
        holds(region: source.region) && Self.admits(pollutants, source.pollutant)
            && Self.admits(sectors, source.sector) && Self.admits(pools, source.pool)
            && (periods.isEmpty || periods.contains(source.period))
    }

    func holds(_ project: GrowthProject) -> Bool {
        holds(region: project.region) && Self.admits(pollutants, project.pollutant)
            && Self.admits(sectors, project.sector) && Self.admits(names, project.name)
    }

    static func admits(_ set: Set<String>, _ id: String) -> Bool { set.isEmpty || set.contains(id) }
}
