import Foundation
import Testing

@testable import EcoRuns

/// The layers of a map, read back as GeoJSON by a reader that is not ours.
@Suite struct QuotaMapTests {
    private struct Layer {
        let features: [[String: Any]]

        init(_ run: StoredRun, _ name: String) throws {
            let bytes = try #require(run.bytes(name))
            let document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            #expect(document?["type"] as? String == "FeatureCollection")
            features = try #require(document?["features"] as? [[String: Any]])
            #expect(features.allSatisfy { $0["type"] as? String == "Feature" })
        }

        func properties(_ index: Int) -> [String: Any] {
            features[index]["properties"] as? [String: Any] ?? [:]
        }

        func geometry(_ index: Int) -> (type: String, places: [[Double]]) {
            let geometry = features[index]["geometry"] as? [String: Any]
            let places = geometry?["coordinates"]
            let points = places as? [[Double]] ?? (places as? [Double]).map { [$0] } ?? []
            return (geometry?["type"] as? String ?? "", points)
        }
    }

    @Test func layersSayWhatTheTablesSay() throws {
        let temporary = TemporaryFolder()
        try RunStore.write(Taixin.runner.run(Taixin.load(), only: [.quota]), to: temporary.path + "/r")
        let run = try StoredRun(folder: temporary.path + "/r")
        var places: [String: [Double]] = [:]
        for row in try #require(try run.table("regions.csv")).rows {
            places[row["region"]] = [
                try #require(row.number("longitude")), try #require(row.number("latitude")),
            ]
        }
        try expectFlows(run, places)
        try expectRegions(run, places)
        let receptors = try Layer(run, "quota_receptors.geojson")
        let table = try #require(try run.table("receptors.csv"))
        #expect(receptors.features.count == table.rowCount)
        for (index, row) in table.rows.enumerated() {
            let properties = receptors.properties(index)
            #expect(properties["receptor"] as? String == row["receptor"])
            expectSame(properties["after_ug_m3"], row.number("after_ug_m3"))
            let place = [try #require(row.number("longitude")), try #require(row.number("latitude"))]
            #expect(receptors.geometry(index).type == "Point")
            #expect(receptors.geometry(index).places == [place])
        }
    }

    /// The reader of JSON may lose the last digit.
    private func expectSame(_ property: Any?, _ number: Double?) {
        guard let number, let property = property as? Double else {
            return #expect((property as? Double) == number)
        }
        #expect(abs(property - number) <= 1e-14 * abs(number))
    }

    private func expectFlows(_ run: StoredRun, _ places: [String: [Double]]) throws {
        let lines = try Layer(run, "quota_flows.geojson")
        let deals = try #require(try run.table("quota_flows.csv")).rows.filter {
            places[$0["from"]] != nil && places[$0["to"]] != nil
        }
        #expect(!deals.isEmpty && lines.features.count == deals.count)
        for (index, row) in deals.enumerated() {
            #expect(lines.geometry(index).type == "LineString")
            #expect(lines.geometry(index).places == [places[row["from"]], places[row["to"]]])
            let properties = lines.properties(index)
            for key in ["sent_t", "received_t", "ratio", "price_yuan_per_t"] {
                expectSame(properties[key], row.number(key))
            }
            #expect((properties["from_zh"] as? String)?.isEmpty == false)
        }
    }

    private func expectRegions(_ run: StoredRun, _ places: [String: [Double]]) throws {
        let points = try Layer(run, "quota_regions.geojson")
        let prices = try #require(try run.table("prices.csv")).rows.filter { !$0["region"].isEmpty }
        #expect(points.features.count == prices.count)
        for (index, row) in prices.enumerated() {
            #expect(points.geometry(index).places == [places[row["region"]]])
            let properties = points.properties(index)
            #expect(properties["pollutant"] as? String == row["pollutant"])
            expectSame(properties["price_yuan_per_t"], row.number("shadow_price_yuan_per_t"))
        }
        // What the sectors of a region emit is what its accounts emit.
        let emitted = points.features.indices.reduce(0) {
            $0 + (points.properties($1)["emitted_t"] as? Double ?? 0)
        }
        let sum = try #require(try run.table("quota.csv")).rows.reduce(0) {
            $0 + ($1.number("emitted_t") ?? 0)
        }
        #expect(abs(emitted - sum) <= 1e-9 * sum)
    }
}
