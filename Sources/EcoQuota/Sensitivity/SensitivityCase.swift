import EcoUnits

/// One change of the market's rules and what it does.
public struct SensitivityCase: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// All quota times a factor.
        case cap
        /// One replacement ratio for every buyer, as the sources state it: rules that ask for more still do.
        case replacementRatio = "replacement_ratio"
        /// All reserve times a factor.
        case reserve
        /// The limit of every station less its background times a factor.
        case stationLimit = "station_limit"
        /// The rules of enclaves: 1 as they are, 0 for projects that stay at home.
        case enclave

        public var name: LocalizedText {
            switch self {
            case .cap: LocalizedText(en: "total quota", zh: "指标总量")
            case .replacementRatio: LocalizedText(en: "replacement ratio before the rules", zh: "替代倍数（规则适用前）")
            case .reserve: LocalizedText(en: "reserve", zh: "储备量")
            case .stationLimit: LocalizedText(en: "station limits", zh: "站点限值")
            case .enclave: LocalizedText(en: "enclaves", zh: "飞地政策")
            }
        }

        /// The values that a sweep takes: factors, or the ratio itself.
        public var values: [Double] {
            switch self {
            case .cap: [0.9, 0.95, 0.98, 0.99, 1, 1.01, 1.02, 1.05, 1.1]
            case .replacementRatio: [1, 1.2, 1.5, 2]
            case .reserve: [0, 0.5, 1, 1.5, 2]
            case .stationLimit: [0.95, 0.98, 1, 1.02, 1.05, 1.1]
            case .enclave: [0, 1]
            }
        }
    }

    public let kind: Kind
    /// Factor, or the ratio itself.
    public let value: Double
    /// yuan; nil where the limits cannot be met or no plan is proven.
    public let cost: Double?
    /// Emission without quota, t.
    public let shortfall: Double?
    /// Mean price of quota by pollutant, weighted by quota, yuan/t.
    public let prices: [String: Double]
}

/// What changed rules would cost, case by case.
public struct MarketSensitivity: Sendable {
    public let cases: [SensitivityCase]

    /// - Parameters:
    ///   - records: after the rules.
    ///   - replacing: the market with another replacement ratio in its sources, the rules applied anew.
    ///   - withoutEnclaves: the market without the rules of enclaves; nil where there are none.
    ///   - solve: the market of changed records, nil where its limits cannot be met or its plan is not proven.
    public init(
        _ records: QuotaRecords, replacing: (_ ratio: Double) -> QuotaRecords,
        withoutEnclaves: QuotaRecords? = nil,
        solve: (QuotaRecords) -> (QuotaProblem, QuotaSolution, cost: Double)?
    ) {
        let kinds = SensitivityCase.Kind.allCases.filter {
            $0 == .enclave ? withoutEnclaves != nil : records.has($0)
        }
        cases = kinds.flatMap { kind in
            kind.values.map { value in
                let changed =
                    switch kind {
                    case .replacementRatio: replacing(value)
                    case .enclave where value == 0: withoutEnclaves ?? records
                    default: records.changed(kind, value)
                    }
                let outcome = solve(changed)
                return SensitivityCase(
                    kind: kind, value: value, cost: outcome?.cost,
                    shortfall: outcome.map { $0.1.shortfall.reduce(0, +) },
                    prices: outcome.map { $0.0.meanPrices($0.1) } ?? [:])
            }
        }
    }
}

extension QuotaRecords {
    fileprivate func has(_ kind: SensitivityCase.Kind) -> Bool {
        switch kind {
        case .cap, .replacementRatio, .enclave: true
        case .reserve: rules.contains { $0.reserve > 0 } || reserves.contains { $0.amount > 0 }
        case .stationLimit: !receptors.isEmpty
        }
    }

    /// The same market with one rule changed.
    public func changed(_ kind: SensitivityCase.Kind, _ value: Double) -> QuotaRecords {
        var changed = self
        switch kind {
        case .cap: for index in sources.indices { changed.sources[index].quota *= value }
        case .replacementRatio:
            for index in sources.indices { changed.sources[index].replacementRatio = value }
        case .reserve:
            for index in rules.indices { changed.rules[index].reserve *= value }
            for index in reserves.indices { changed.reserves[index].amount *= value }
        case .enclave: break
        case .stationLimit:
            for index in receptors.indices {
                let background = receptors[index].background
                changed.receptors[index].limit = background + value * (receptors[index].limit - background)
            }
        }
        return changed
    }
}

extension QuotaProblem {
    /// Mean scarcity of quota by pollutant, weighted by quota, in money of its period, yuan/t.
    func meanPrices(_ solution: QuotaSolution) -> [String: Double] {
        var sums: [String: (price: Double, quota: Double)] = [:]
        for (account, price) in zip(accounts, solution.multipliers.scarcity) where account.quota > 0 {
            sums[account.pollutant, default: (0, 0)].price +=
                price / periods[account.period].discount * account.quota
            sums[account.pollutant, default: (0, 0)].quota += account.quota
        }
        // A millionth of a yuan is rounding.
        return sums.mapValues { $0.price > 1e-6 * $0.quota ? $0.price / $0.quota : 0 }
    }
}
