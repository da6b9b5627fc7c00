import EcoAccounts
import EcoUnits

/// Components of services that are priced by land-cover class.
enum ClassComponent {
    static func id(_ code: Int32) -> String { "class_\(code)" }
    static func code(_ component: String) -> Int32? { Int32(component.dropFirst("class_".count)) }
}

extension Indicator {
    /// A quantity and a price by land-cover class; the headline is the quantity by ecosystem type.
    func classFlows(
        _ region: RegionInput, _ legend: LandCoverLegend, _ figures: ClassFigures, unit: Unit,
        reason: LocalizedText, quantity: (ClassSum, LandCoverClass) -> Double
    ) -> RegionFlows {
        var parts: [PhysicalFlow] = []
        var flows = RegionFlows(
            region.extent, legend: legend, components: [],
            rule: { figures.value(of: $0) == nil ? .notCounted(reason: reason) : .counted },
            quantities: { sum, land in
                parts.append(
                    PhysicalFlow(
                        component: ClassComponent.id(land.code), ecosystem: land.ecosystem,
                        quantity: quantity(sum, land), unit: unit))
                return []
            })
        flows.components = parts
        flows.sumHeadline("total", unit: unit)
        return flows
    }
}
