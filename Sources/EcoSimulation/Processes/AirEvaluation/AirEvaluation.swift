import EcoAir
import EcoParameters
import EcoUnits

/// Air of the year from scaled days. Method: docs/methods/simulation.md, 3.6.
struct AirEvaluation: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "air_evaluation", title: LocalizedText(en: "Air evaluation", zh: "空气质量评价"),
        meaning: LocalizedText(
            en: "observed days scaled by the modelled change, then statistics, AQI, index",
            zh: "观测日值按模拟变化缩放后统计评价"),
        inputs: [.weather, .change, .response, .air], outputs: [.air])

    let kernel: AirKernel
    private let regionCount: Int

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let kernel = world.airKernel(&findings) else { return nil }
        self.kernel = kernel
        regionCount = world.regionCount
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        // The arrays of the year before last are filled anew.
        var air = AirYear()
        swap(&air, &state.earlierAir)
        swap(&state.air, &state.earlierAir)
        kernel.evaluate(year: state.year, state, into: &air)
        state.air = air
    }

    var figures: [SimulationFigure] {
        let items = Pollutant.basic.map { item in
            let isMean = EvaluationRules.hasMeanLimit(item)
            return SimulationFigure(
                "air.\(item.id).\(isMean ? "annual_mean" : "annual_percentile")",
                LocalizedText(
                    en: "\(Self.name(item)), \(isMean ? "annual mean" : "annual percentile")",
                    zh: "\(Self.name(item)) 年\(isMean ? "均值" : "百分位数")"),
                unit: item.unit, lessIsBetter: true, isMean: true)
        }
        return items + [
            SimulationFigure(
                "air.composite_index", LocalizedText(en: "Composite index", zh: "环境空气质量综合指数"), unit: .one,
                lessIsBetter: true, isMean: true),
            SimulationFigure(
                "air.good_days", LocalizedText(en: "Good days", zh: "优良天数"), unit: .named("d"),
                lessIsBetter: false, isMean: true),
            SimulationFigure(
                "air.good_day_ratio", LocalizedText(en: "Share of good days", zh: "优良天数比例"),
                unit: .named("%"), lessIsBetter: false, isMean: true),
            SimulationFigure(
                "air.heavily_polluted_days", LocalizedText(en: "Heavily polluted days", zh: "重污染天数"),
                unit: .named("d"), lessIsBetter: true, isMean: true),
            SimulationFigure(
                "air.attains", LocalizedText(en: "Share of counties that attain grade II", zh: "达标县比例"),
                unit: .one, lessIsBetter: false, isMean: true),
        ]
    }

    static func name(_ item: Pollutant) -> String {
        switch item {
        case .so2: "SO2"
        case .no2: "NO2"
        case .co: "CO"
        case .o3: "O3"
        case .pm10: "PM10"
        case .pm25: "PM2.5"
        default: item.id
        }
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let (air, year, count) = (state.air, AirKernel.yearSpan, regionCount)
        func put(_ value: (Int) -> Double) {
            let own = (0..<count).map(value)
            values += own
            values.append(Aggregate.mean(own))
        }
        for item in 0..<6 { put { air.assessed[(year * count + $0) * 6 + item] } }
        put { air.index[year * count + $0] }
        put { Double(air.good[year * count + $0]) }
        put { region in
            let valid = air.valid[year * count + region]
            return valid == 0 ? .nan : 100 * Double(air.good[year * count + region]) / Double(valid)
        }
        put { Double(air.heavy[year * count + $0]) }
        put { air.attains[$0] }
    }
}

extension AirYear {
    init(regions: Int) {
        let spans = AirKernel.spanCount
        assessed = [Double](repeating: .nan, count: spans * regions * 6)
        index = [Double](repeating: .nan, count: spans * regions)
        let none = [Int32](repeating: 0, count: spans * regions)
        (good, heavy, valid) = (none, none, none)
        percentiles = [Double](repeating: .nan, count: regions * 6)
        attains = [Double](repeating: .nan, count: regions)
    }
}

extension SimulationWorld {
    /// nil where the scenario has no air, or its rules cannot be followed here; the findings say so.
    func airKernel(_ findings: inout [Diagnostic]) -> AirKernel? {
        guard inputs.series != nil, let evaluator = inputs.evaluator else { return nil }
        let excluded = evaluator.basis.excluded
        if evaluator.indexForm.partDigits != nil || evaluator.basis.roundsDailyValues
            || excluded.concentration != excluded.compositeIndex
        {
            findings.append(
                Diagnostic(
                    code: "contradiction", at: parameters.location, path: "air",
                    "a simulation forms the index from exact parts, of the days that concentrations use",
                    hint: "leave out index_part_digits and round_daily_values, and treat sand-dust alike"))
            return nil
        }
        if kernel == nil {
            findings.append(Diagnostic(code: "overflow", path: "air", "an exact figure overflows"))
        }
        return kernel
    }
}
