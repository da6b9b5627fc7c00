import EcoAccounts
import EcoParameters
import EcoUnits

/// Trade within a prefecture or basin only, but for approved directions. Method: `TradingRange.md`.
public struct TradingRange: QuotaRule {
    enum Level: String, ParameterChoice {
        case prefecture
        case province
        case table

        var meaning: LocalizedText {
            switch self {
            case .prefecture:
                LocalizedText(en: "first four digits of the region code", zh: "同一地级市（行政区划代码前四位）")
            case .province: LocalizedText(en: "first two digits of the region code", zh: "同一省份（前两位）")
            case .table: LocalizedText(en: "the table `ranges`, such as basins", zh: "由 ranges 表给出，如流域")
            }
        }
    }

    static let levelParameter = Parameter<Level>.choice(
        "level", default: .prefecture, LocalizedText(en: "within what trade is free", zh: "允许交易的范围"),
        source: "explanation of the trading range by an exchange (air in one prefecture, water in one basin)",
        status: .published)
    static let rangesParameter = Parameter<Table>.table(
        "ranges", QuotaTables.Zones.declaration,
        LocalizedText(en: "range of each region, for the level `table`", zh: "各地区所属范围（level 为 table 时）")
    ).optional
    static let approvedParameter = Parameter<[QuotaArcParameters]>.groups(
        "approved", LocalizedText(en: "directions that the higher authority approved", zh: "上级批准的跨范围流向"))

    public static var declaration: GroupDeclaration {
        .rule(
            "trading_range", LocalizedText(en: "Trading range", zh: "交易范围"),
            LocalizedText(
                en: "air quota trades within one prefecture, water quota within one basin",
                zh: "大气指标限同一设区市，水指标限同一流域"),
            [
                RuleScope.pollutants.declaration, levelParameter.declaration, rangesParameter.declaration,
                approvedParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let level: Level
    private let ranges: [String: String]
    private let approved: [QuotaArcParameters]

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        level = bound[Self.levelParameter]
        approved = bound[Self.approvedParameter]
        let table = bound[Self.rangesParameter]
        ranges =
            table.map { table in
                Dictionary(
                    table.rows.map {
                        (table.value($0, QuotaTables.region), table.value($0, QuotaTables.Zones.zone))
                    }
                ) { first, _ in first }
            } ?? [:]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        if level == .table, ranges.isEmpty {
            effect.report(
                "missing_value", scope.place, "ranges", "the level `table` needs the table `ranges`",
                "add `ranges: ranges.csv`")
        }
        let chosen = records.pollutants.filter { Selection.admits(scope.selection.pollutants, $0) }.sorted()
        for pollutant in chosen {
            let regions = Set(records.sources.filter { $0.pollutant == pollutant }.map(\.region)).sorted()
            records.zones.removeAll { $0.pollutant == pollutant }
            for region in regions {
                records.zones.append(
                    ZoneMembership(region: region, zone: range(region, &effect), pollutant: pollutant))
            }
            effect.touched += regions.count
            let names = Set(regions.map { range($0, &effect) })
            for arc in approved {
                scope.place.check([arc.from, arc.to], names, "approved", &effect)
                records.arcs.append(
                    ZoneArc(
                        from: arc.from, to: arc.to, fee: arc.fee, pollutant: pollutant, location: arc.location
                    ))
            }
        }
        removeEdges(&records, Set(chosen), &effect)
    }

    private func removeEdges(
        _ records: inout QuotaRecords, _ pollutants: Set<String>, _ effect: inout RuleEffect
    ) {
        let ways = Set(approved.map { [$0.from, $0.to] })
        var silent = RuleEffect(rule: Self.id)
        let count = records.edges.count
        records.edges.removeAll { edge in
            guard pollutants.contains(edge.pollutant) else { return false }
            let way = [range(edge.from, &silent), range(edge.to, &silent)]
            return way[0] != way[1] && !ways.contains(way)
        }
        effect.touched += count - records.edges.count
    }

    /// The range of a region: `p1401`, `p14`, or what the table says.
    private func range(_ region: String, _ effect: inout RuleEffect) -> String {
        switch level {
        case .prefecture: return "p\(region.prefix(4))"
        case .province: return "p\(region.prefix(2))"
        case .table:
            if let range = ranges[region] { return range }
            effect.report(
                "region_without_range", scope.place, "ranges", "region \(region) is in no range",
                "add it to the table")
            return ""
        }
    }
}
