import EcoAccounts
import EcoParameters
import EcoUnits

/// What counties choose of their own in the year, before the market. Method: docs/methods/responses.md.
struct CountyResponse: SimulationProcess {
    static let declaration: ProcessDeclaration = described(.observed, reads: [])

    /// What it reads depends on what counties know: on observed days no draw changes their choice.
    private static func described(
        _ weather: ResponseWeather, reads further: Set<StateField>
    ) -> ProcessDeclaration {
        ProcessDeclaration(
            id: "response", title: LocalizedText(en: "Counties' response", zh: "各县响应"),
            meaning: LocalizedText(
                en: "counties choose abatement and restoration against their own payoff",
                zh: "各县按自身收益选择减排与生态修复"),
            inputs: Set([.activity, .quota, .market, .choice]).union(
                weather == .drawn ? [.weather, .air, .response] : []
            ).union(further), outputs: [.choice])
    }

    let declaration: ProcessDeclaration
    let parameters: ResponseParameters
    let world: SimulationWorld
    let terms: CountyTerms
    let chain: TrialYear.Chain
    /// nil where no market decides on measures.
    let plans: MarketPlans?
    let restoration: OwnRestoration?
    /// Every measure is taken anyway.
    private let isIdle: Bool

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.parameters.counties, parameters.rule != .none else { return nil }
        self.parameters = parameters
        self.world = world
        let own = ResponseRequirements(world, parameters).findings
        findings += own
        guard !own.hasErrors else { return nil }
        terms = CountyTerms(world, parameters)
        chain = TrialYear.Chain(world, withPayments: parameters.terms.contains(.payments))
        let abatement = world.parameters.market?.abatement ?? .market
        // What is wrong with the market it tells itself.
        var known: [Diagnostic] = []
        plans =
            abatement == .market && parameters.terms.contains(.quota) ? Market(world, &known)?.plans : nil
        restoration = OwnRestoration(world, parameters)
        isIdle = abatement == .all
        declaration = Self.described(
            parameters.weather, reads: restoration == nil ? [] : [.land])
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        guard !isIdle else { return }
        let before = state.choice
        state.choice = ChoiceYear()
        var choice = try ResponseYearSolution(self, state, before, draw).choice
        restoration?.choose(state, &choice)
        choice.terms[ResponseTerm.restoration.rawValue] =
            restoration?.payoffs(choice.restored) ?? [Double](repeating: 0, count: world.regionCount)
        state.choice = choice
    }

    // MARK: Figures

    var figures: [SimulationFigure] {
        let ofPollutants = world.pollutants.map { id in
            let name = PollutantName.name(id) ?? LocalizedText(id)
            return SimulationFigure(
                "response.abated.\(id)_t",
                LocalizedText(en: "Abated by the counties, \(name.en)", zh: "各县减排量（\(name.zh)）"),
                unit: .named("t"), lessIsBetter: false)
        }
        let ofTerms = ResponseTerm.allCases.map {
            SimulationFigure("response.\($0.id)_yuan", $0.title, unit: .named("CNY"))
        }
        let ofRestoration =
            restoration == nil
            ? []
            : [
                SimulationFigure(
                    "response.restoration_cost_yuan",
                    LocalizedText(en: "Cost of the counties' own restoration", zh: "各县自主修复费用"),
                    unit: .named("CNY")),
                SimulationFigure(
                    "response.restoration_payment_yuan",
                    LocalizedText(en: "Paid by the upper level for it", zh: "上级修复补助"), unit: .named("CNY")),
            ]
        return ofPollutants + ofTerms + ofRestoration + [
            SimulationFigure(
                "response.restored_km2",
                LocalizedText(en: "Restored by counties of their own", zh: "各县自主修复面积"),
                unit: .named("km2"), lessIsBetter: false),
            SimulationFigure(
                "response.largest_gain_yuan",
                LocalizedText(
                    en: "Largest gain by leaving the choices alone (all: the largest of any county)",
                    zh: "单独改变选择的最大得益（全区为各县最大值）"), unit: .named("CNY"), lessIsBetter: true),
            SimulationFigure(
                "response.rounds", LocalizedText(en: "Rounds of answers", zh: "反应轮数"), unit: .one,
                isMean: true),
            SimulationFigure(
                "response.cycle_length",
                LocalizedText(en: "Rounds after which choices recur; 1: they stand", zh: "选择循环长度（1 为稳定）"),
                unit: .one, lessIsBetter: true, isMean: true),
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let (choice, count) = (state.choice, world.regionCount)
        let pollutants = world.pollutants.count
        let none = [Double](repeating: choice.isEmpty ? .nan : 0, count: count)
        func put(_ own: [Double], _ all: Double? = nil) {
            values += own
            values.append(all ?? Aggregate.sum(own))
        }
        for pollutant in 0..<pollutants {
            put(choice.isEmpty ? none : (0..<count).map { choice.abated[$0 * pollutants + pollutant] })
        }
        for term in ResponseTerm.allCases { put(choice.isEmpty ? none : choice.terms[term.rawValue]) }
        if let restoration {
            put(choice.isEmpty ? none : choice.restored.map(restoration.cost))
            put(choice.isEmpty ? none : choice.restored.map(restoration.payment))
        }
        put(choice.restored.isEmpty ? none : choice.restored.map { Double($0) / 1_000_000 })
        put(choice.gains.isEmpty ? none : choice.gains, choice.gains.max() ?? .nan)
        let absent = [Double](repeating: .nan, count: count)
        put(absent, choice.isEmpty ? .nan : Double(choice.rounds))
        put(absent, choice.isEmpty ? .nan : Double(choice.outcome.cycleLength))
    }
}

/// What a scenario must have for counties to choose.
struct ResponseRequirements {
    let findings: [Diagnostic]

    init(_ world: SimulationWorld, _ parameters: ResponseParameters) {
        var findings: [Diagnostic] = []
        func refuse(_ code: String, _ path: String, _ message: String, _ hint: String) {
            findings.append(
                Diagnostic(code: code, at: parameters.location, path: path, message, hint: hint))
        }
        let (order, off) = (world.parameters.order, world.parameters.switchedOff)
        let ids = (order.isEmpty ? ProcessCatalogue.ids : order).filter { !off.contains($0) }
        let place = ids.firstIndex(of: CountyResponse.id)
        func stands(_ id: String) -> Bool {
            guard let place, let other = ids.firstIndex(of: id) else { return place == nil }
            return id == Market.id ? place < other : other < place
        }
        if world.records?.measures.isEmpty ?? true {
            refuse(
                "missing_value", "simulation.response", "counties have no measure to choose",
                "give `quota.measures`, or leave the block out")
        }
        if !stands(Market.id) {
            refuse(
                "contradiction", "simulation.order", "the process `market` has to stand after `response`",
                "leave `order` out, or put `response` right before `market`")
        }
        if parameters.weather == .drawn, !stands(WeatherYear.id) {
            refuse(
                "contradiction", "simulation.response.weather",
                "counties know the drawn weather, so `weather_year` has to stand before `response`",
                "move it in `simulation.order`, or write observed")
        }
        if let market = world.parameters.market, market.foresight == .perfect, market.abatement == .market {
            refuse(
                "contradiction", "simulation.market.foresight",
                "a market that plans all years at once leaves nothing for counties to answer year by year",
                "write myopic, or leave `simulation.response` out")
        }
        if parameters.restorationPayment > 0, world.parameters.restoration == nil {
            refuse(
                "missing_value", "simulation.response.restoration_payment",
                "what is restored into what, and its cost, stand in `simulation.restoration`",
                "add the block, or leave the payment out")
        }
        if parameters.ownDamage > 0 {
            for region in world.regions.regions where region.population == nil {
                findings.append(
                    Diagnostic(
                        code: "missing_value", at: region.location ?? parameters.location,
                        path: "regions.population",
                        LocalizedText(
                            en:
                                "\(world.regions.nameAndCode(region.code).en) has no population to count damage by",
                            zh: "\(world.regions.nameAndCode(region.code).zh)缺少常住人口，无法计算损害"),
                        hint: LocalizedText(
                            en: "complete the table of regions, or set damage_share to 0",
                            zh: "补全地区表，或将 damage_share 设为 0")))
            }
        }
        self.findings = findings
    }
}
