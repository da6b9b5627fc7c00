import EcoParameters
import EcoUnits

/// A zone that quota must not enter (or leave). Method: `ClosedZone.md`.
public struct ClosedZone: QuotaRule {
    enum Direction: String, ParameterChoice {
        case inflow
        case outflow
        case both

        var meaning: LocalizedText {
            switch self {
            case .inflow: LocalizedText(en: "nothing may enter", zh: "不得流入")
            case .outflow: LocalizedText(en: "nothing may leave", zh: "不得流出")
            case .both: LocalizedText(en: "nothing may enter or leave", zh: "不得流入和流出")
            }
        }
    }

    static let zonesParameter = Parameter<[String]>.texts(
        "zones", .identifier, minimumCount: 1, LocalizedText(en: "closed zones", zh: "封闭片区"))
    static let directionParameter = Parameter<Direction>.choice(
        "direction", default: .inflow, LocalizedText(en: "what is closed", zh: "封闭方向"))

    public static var declaration: GroupDeclaration {
        .rule(
            "closed_zone", LocalizedText(en: "Closed zone", zh: "封闭片区"),
            LocalizedText(
                en: "quota must not be transferred into a zone from outside", zh: "片区外的指标不得调入"),
            [
                RuleScope.pollutants.declaration, zonesParameter.declaration, directionParameter.declaration,
            ])
    }

    private let scope: RuleScope
    private let zones: Set<String>
    private let direction: Direction

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        zones = Set(bound[Self.zonesParameter])
        direction = bound[Self.directionParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(zones, Set(records.zones.map(\.zone)), "zones", &effect)
        let pollutants = scope.selection.pollutants
        let all = records.pollutants
        records.arcs = records.arcs.flatMap { arc -> [ZoneArc] in
            guard isClosed(from: arc.from, to: arc.to) else { return [arc] }
            let carried: Set<String> = arc.pollutant.map { [$0] } ?? all
            let left = pollutants.isEmpty ? [] : carried.subtracting(pollutants).sorted()
            if left.count < carried.count { effect.touched += 1 }
            return left.map { pollutant in
                var open = arc
                open.pollutant = pollutant
                return open
            }
        }
        let edges = records.edges.count
        let given = records
        records.edges.removeAll { edge in
            guard Selection.admits(pollutants, edge.pollutant) else { return false }
            let zone = { given.zone(of: $0, edge.pollutant) }
            return isClosed(from: zone(edge.from), to: zone(edge.to))
        }
        effect.touched += edges - records.edges.count
    }

    private func isClosed(from: String, to: String) -> Bool {
        guard from != to else { return false }
        let enters = zones.contains(to) && direction != .outflow
        let leaves = zones.contains(from) && direction != .inflow
        return enters || leaves
    }
}

extension QuotaRecords {
    /// The zone of a region for a pollutant; empty where it has none.
    func zone(of region: String, _ pollutant: String) -> String {
        let own = zones.first { $0.region == region && $0.pollutant == pollutant }
        return (own ?? zones.first { $0.region == region && $0.pollutant == nil })?.zone ?? ""
    }
}
