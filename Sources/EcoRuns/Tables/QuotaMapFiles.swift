import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits

/// The market as layers of a map: GeoJSON (RFC 7946), degrees, one kind of shape in each file.
extension RunFile {
    /// Deals as lines, accounts and receptors as points; places that the scenario does not tell are left out.
    static func quotaMaps(_ result: QuotaResult, _ regions: RegionTable) -> [RunFile] {
        let places = Dictionary(
            regions.regions.compactMap { region in
                MapPoint(region.longitude, region.latitude).map { (region.code.description, $0) }
            }, uniquingKeysWith: { first, _ in first })
        let layers = [
            ("quota_flows.geojson", flowLines(result, places)),
            ("quota_regions.geojson", accountPoints(result, places)),
            ("quota_receptors.geojson", receptorPoints(result)),
        ]
        return layers.compactMap { name, features in
            guard !features.isEmpty else { return nil }
            let layer = JSON.object([
                ("type", .string("FeatureCollection")), ("features", .array(features)),
            ])
            return RunFile(name, layer.text + "\n")
        }
    }

    /// From the seller to the buyer, with the rows of `quota_flows.csv`; what the reserve sells has no place.
    private static func flowLines(_ result: QuotaResult, _ places: [String: MapPoint]) -> [JSON] {
        result.study.flows.compactMap { flow in
            guard let from = places[flow.from], let to = places[flow.to] else { return nil }
            let properties: [(String, JSON)] = [
                ("pollutant", .string(flow.pollutant)), ("from", .string(flow.from)),
                ("to", .string(flow.to)),
                ("sent_t", tonnes(flow.sent)), ("received_t", tonnes(flow.received)),
                ("ratio", .number(flow.ratio)), ("price_yuan_per_t", .number(flow.price)),
            ]
            return feature(
                "LineString", .array([from.json, to.json]),
                properties + names([("from", flow.from), ("to", flow.to)], result)
                    + period(flow.period, result.market))
        }
    }

    /// What each region holds, deals in and pays for a tonne, by pollutant, pool and period.
    private static func accountPoints(_ result: QuotaResult, _ places: [String: MapPoint]) -> [JSON] {
        let (problem, plan) = (result.market.problem, result.market.solution)
        return zip(problem.accounts, problem.accountPrices(plan)).enumerated().compactMap { index, row in
            let (account, price) = row
            guard let place = places[account.region] else { return nil }
            let sum = { (value: (Int) -> Double) in JSON.number(account.sources.reduce(0) { $0 + value($1) })
            }
            let properties: [(String, JSON)] = [
                ("region", .string(account.region)), ("pollutant", .string(account.pollutant)),
                ("pool", .string(account.pool)), ("quota_t", tonnes(account.quota)),
                ("baseline_t", sum { problem.sources[$0].baseline }), ("emitted_t", sum { plan.emitted[$0] }),
                ("sold_t", tonnes(plan.sold[index])), ("bought_t", tonnes(plan.bought[index])),
                ("shortfall_t", tonnes(plan.shortfall[index])),
                ("price_yuan_per_t", .number(price.shadowPrice)),
                ("place_charge_yuan_per_t", .number(price.placeCharge)),
                ("scarcity_yuan_per_t", .number(price.scarcity)),
            ]
            return feature(
                "Point", place.json,
                properties + names([("region", account.region)], result)
                    + period(account.period, result.market))
        }
    }

    /// Concentrations against their limits.
    private static func receptorPoints(_ result: QuotaResult) -> [JSON] {
        let (problem, plan) = (result.market.problem, result.market.solution)
        let places = Dictionary(
            result.parameters.receptorPlaces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let before = problem.loads(ofEmissions: problem.sources.map(\.baseline))
        let after = problem.loads(ofEmissions: plan.emitted)
        return before.indices.compactMap { row in
            let receptor = problem.receptors[row % problem.receptors.count]
            guard let own = places[receptor.id], let place = MapPoint(own.longitude, own.latitude) else {
                return nil
            }
            let properties: [(String, JSON)] = [
                ("receptor", .string(receptor.id)), ("name_en", .string(own.name.en)),
                ("name_zh", .string(own.name.zh)),
                ("baseline_ug_m3", .number(receptor.background + before[row])),
                ("after_ug_m3", .number(receptor.background + after[row])),
                ("limit_ug_m3", .number(receptor.limit)),
                ("price_yuan_per_ug_m3", .number(plan.multipliers.receptor[row])),
            ]
            return feature(
                "Point", place.json, properties + period(row / problem.receptors.count, result.market))
        }
    }

    private static func tonnes(_ value: Double) -> JSON { .number(settled(value, to: 1e9)) }

    private static func feature(_ shape: String, _ places: JSON, _ properties: [(String, JSON)]) -> JSON {
        .object([
            ("type", .string("Feature")), ("properties", .object(properties)),
            ("geometry", .object([("type", .string(shape)), ("coordinates", places)])),
        ])
    }

    private static func names(_ ids: [(key: String, id: String)], _ result: QuotaResult) -> [(String, JSON)] {
        ids.flatMap { key, id in
            let name = result.name(id)
            return [("\(key)_en", JSON.string(name.en)), ("\(key)_zh", .string(name.zh))]
        }
    }

    private static func period(_ index: Int, _ market: QuotaMarket) -> [(String, JSON)] {
        market.periodName(index).map { [("period", .string($0))] } ?? []
    }
}

/// A place in degrees.
private struct MapPoint {
    let longitude: Double
    let latitude: Double

    init?(_ longitude: Double?, _ latitude: Double?) {
        guard let longitude, let latitude else { return nil }
        (self.longitude, self.latitude) = (longitude, latitude)
    }

    var json: JSON { .array([.number(longitude), .number(latitude)]) }
}
