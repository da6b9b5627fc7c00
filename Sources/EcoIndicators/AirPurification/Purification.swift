import EcoAccounts
import EcoParameters
import EcoUnits

/// A pollutant that ecosystems take out of air or water.
protocol PurifiedPollutant: CaseIterable, Hashable, RawRepresentable, Sendable where RawValue == String {
    var meaning: LocalizedText { get }
}

/// Yearly uptake in t/km2 by pollutant and ecosystem, second-level type before first.
struct UptakeRates<Pollutant: PurifiedPollutant>: Sendable {
    /// By pollutant, then by subtype or ecosystem type.
    var rates: [Pollutant: [String: UptakeRate]]

    func rate(_ pollutant: Pollutant, _ land: LandCoverClass) -> Double? {
        guard let own = rates[pollutant] else { return nil }
        return (land.subtype.flatMap { own[$0] } ?? own[land.ecosystem.rawValue])?.tonnesPerSquareKilometre
    }

    func knows(_ pollutant: Pollutant) -> Bool { !(rates[pollutant] ?? [:]).isEmpty }

    func register(path: String, meaning: LocalizedText) -> [RegisterEntry] {
        rates.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { pollutant, rates in
            rates.sorted { $0.key < $1.key }.map { ecosystem, rate in
                RegisterEntry(
                    path: "\(path).uptake.\(ecosystem).\(pollutant.rawValue)",
                    value: "\(NumberText.shortest(rate.tonnesPerSquareKilometre)) t/km2",
                    meaning: meaning, source: rate.source, status: rate.status.rawValue,
                    isProvisional: rate.status.isProvisional)
            }
        }
    }
}

/// What a square kilometre takes up in a year.
struct UptakeRate: Sendable {
    let tonnesPerSquareKilometre: Double
    let source: String
    let status: FigureStatus
}

/// What a region emits of one pollutant in the year.
struct Emission: Sendable {
    let tonnes: Double
    let status: FigureStatus
}

/// The physical account of air or water purification under one rule.
struct Purification<Pollutant: PurifiedPollutant>: Sendable {
    let rule: PurificationRule
    let pollutants: [Pollutant]
    let legend: LandCoverLegend
    let uptake: UptakeRates<Pollutant>
    let emissions: [RegionCode: [Pollutant: Emission]]
    /// Classes without a rate that are out of the service's reach, such as land in water purification.
    let isOutside: @Sendable (LandCoverClass) -> Bool

    /// No more than is emitted, no more than could be taken up.
    static func removed(emission: Double, capacity: Double) -> Double { min(emission, capacity) }

    func flows(of region: RegionInput) -> RegionFlows {
        let components = pollutants.map {
            ComponentDeclaration($0.rawValue, $0.meaning, unit: .named("t"))
        }
        var flows = RegionFlows(
            region.extent, legend: legend, components: components, rule: classRule,
            quantities: { sum, land in pollutants.map { capacity($0, land, sum.area / 1e6) } })
        coverCounty(&flows, region)
        if rule != .capacity {
            for pollutant in pollutants { limit(&flows, pollutant, emissions[region.region]?[pollutant]) }
        }
        flows.notes += gaps(region)
        flows.headline = EcosystemType.allCases.compactMap { type in
            let parts = flows.components.filter { $0.ecosystem == type }
            guard !parts.isEmpty else { return nil }
            let total = parts.reduce(0) { $0 + $1.quantity }
            return PhysicalFlow(component: "total", ecosystem: type, quantity: total, unit: .named("t"))
        }
        return flows
    }

    /// A service of few classes depends on whether the whole county is classed, not on its own small area.
    private func coverCounty(_ flows: inout RegionFlows, _ region: RegionInput) {
        let hasOutside = region.extent.contains { sum in
            guard let land = sum.classCode.flatMap({ legend[$0] }) else { return false }
            if case .excluded = classRule(land) { return true }
            return false
        }
        guard hasOutside, flows.applicableArea > 0 else { return }
        flows.applicableArea = region.extent.reduce(0) { $0 + $1.area }
        flows.validArea = region.extent.reduce(0) { $0 + ($1.classCode == nil ? 0 : $1.area) }
        guard flows.components.isEmpty else { return }
        flows.components = pollutants.map {
            PhysicalFlow(component: $0.rawValue, ecosystem: .wetland, quantity: 0, unit: .named("t"))
        }
    }

    /// Classes that have a rate for some pollutants only: the others are without capacity there.
    private func gaps(_ region: RegionInput) -> [LocalizedText] {
        let lands = region.extent.compactMap { sum in sum.classCode.flatMap { legend[$0] } }
            .filter { land in pollutants.contains { uptake.rate($0, land) != nil } }
        return pollutants.filter(uptake.knows).compactMap { pollutant in
            let names = Set(lands.filter { uptake.rate(pollutant, $0) == nil }.map(\.name))
                .sorted { $0.en < $1.en }.list()
            guard !names.isEmpty else { return nil }
            let name = pollutant.meaning
            return LocalizedText(
                en: "without \(name.en) on \(names.en): no uptake rate", zh: "\(names.zh)缺\(name.zh)净化速率，未计")
        }
    }

    private func classRule(_ land: LandCoverClass) -> ClassRule {
        if pollutants.contains(where: { uptake.rate($0, land) != nil }) { return .counted }
        return isOutside(land)
            ? .excluded : .notCounted(reason: LocalizedText(en: "no uptake rate", zh: "缺净化速率"))
    }

    /// Tonnes that an area could take up. A pollutant of which no rate is known at all is shared by area.
    private func capacity(_ pollutant: Pollutant, _ land: LandCoverClass, _ area: Double) -> Double {
        uptake.knows(pollutant) ? (uptake.rate(pollutant, land) ?? 0) * area : area
    }

    func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] {
        guard case .counted = classRule(land) else { return [:] }
        let texts = pollutants.map { pollutant in
            let rate = uptake.knows(pollutant) ? uptake.rate(pollutant, land) ?? 0 : 1
            return (pollutant.rawValue, "\(rate) * area_m2 / 1000000" + limit(pollutant, region))
        }
        return Dictionary(texts, uniquingKeysWith: { first, _ in first })
    }

    /// ` / capacity * removed` of a county where its emission is known and counts.
    private func limit(_ pollutant: Pollutant, _ region: RegionInput) -> String {
        guard rule != .capacity, let emission = emissions[region.region]?[pollutant]?.tonnes else {
            return ""
        }
        let capacity = region.extent.reduce(0) { sum, own in
            guard let land = own.classCode.flatMap({ legend[$0] }), case .counted = classRule(land) else {
                return sum
            }
            return sum + self.capacity(pollutant, land, own.area / 1e6)
        }
        guard capacity > 0 else { return "" }
        return " / \(capacity) * "
            + (uptake.knows(pollutant) ? "min(\(emission), \(capacity))" : "\(emission)")
    }

    /// Lowers capacities to the emission, ecosystem types in proportion.
    private func limit(_ flows: inout RegionFlows, _ pollutant: Pollutant, _ emission: Emission?) {
        let own = flows.components.indices.filter { flows.components[$0].component == pollutant.rawValue }
        let capacity = own.reduce(0) { $0 + flows.components[$1].quantity }
        guard capacity > 0 else { return }
        guard let emission else { return addUnknown(pollutant, &flows) }
        flows.isProvisional = flows.isProvisional || emission.status.isProvisional
        var removed = emission.tonnes
        if uptake.knows(pollutant) {
            removed = Self.removed(emission: emission.tonnes, capacity: capacity)
            if removed < emission.tonnes { flows.notes.append(Self.limited(pollutant)) }
        } else {
            flows.isProvisional = true
            flows.notes.append(Self.unknownCapacity(pollutant))
        }
        for index in own {
            let flow = flows.components[index]
            flows.components[index] = PhysicalFlow(
                component: flow.component, ecosystem: flow.ecosystem,
                quantity: flow.quantity / capacity * removed, unit: flow.unit)
        }
    }

    /// An unknown emission is never zero: the figure is missing, or the capacity with a flag.
    private func addUnknown(_ pollutant: Pollutant, _ flows: inout RegionFlows) {
        let name = pollutant.meaning
        guard rule == .minimum else {
            flows.missing.append(
                LocalizedText(en: "no emission of \(name.en) is given", zh: "未给出\(name.zh)排放量"))
            return
        }
        flows.isProvisional = true
        flows.notes.append(
            LocalizedText(
                en: "no emission of \(name.en) is given: its capacity counts", zh: "未给出\(name.zh)排放量，按净化能力计"))
    }

    private static func limited(_ pollutant: Pollutant) -> LocalizedText {
        LocalizedText(
            en: "limited by uptake capacity, not by emission: \(pollutant.meaning.en)",
            zh: "\(pollutant.meaning.zh)按净化能力计，未达排放量")
    }

    private static func unknownCapacity(_ pollutant: Pollutant) -> LocalizedText {
        LocalizedText(
            en: "no capacity for \(pollutant.meaning.en) is known: all that is emitted counts",
            zh: "\(pollutant.meaning.zh)缺净化能力，按排放量计")
    }
}
