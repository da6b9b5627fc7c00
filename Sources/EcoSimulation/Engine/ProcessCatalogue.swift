import EcoParameters

/// The processes; one folder and one line each, in the order in which a year runs through them.
public enum ProcessCatalogue {
    public static let processes: [any SimulationProcess.Type] = [
        Growth.self,
        QuotaIssue.self,
        WeatherYear.self,
        CountyResponse.self,
        Market.self,
        Concentrations.self,
        HeavyPollution.self,
        AirEvaluation.self,
        Ranking.self,
        Water.self,
        Compensation.self,
        Funds.self,
        Restoration.self,
        Services.self,
        Trends.self,
    ]

    public static let ids: [String] = processes.map { $0.declaration.id }

    /// The processes that a scenario switches on and has something for, in its order.
    static func prepared(
        _ world: SimulationWorld, _ findings: inout [Diagnostic]
    ) -> [any SimulationProcess] {
        let parameters = world.parameters
        let order = parameters.order.isEmpty ? ids : parameters.order
        var prepared: [any SimulationProcess] = []
        for id in order where !parameters.switchedOff.contains(id) {
            guard let type = processes.first(where: { $0.declaration.id == id }) else { continue }
            if let process = type.init(world, &findings) { prepared.append(process) }
        }
        return prepared
    }
}
