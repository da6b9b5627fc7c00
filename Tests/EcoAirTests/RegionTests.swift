import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

@Suite("From stations to counties and cities")
struct RegionTests {
    private static let heading = "time,station,pm25_ug_m3,pm10_ug_m3,so2_ug_m3,no2_ug_m3,o3_ug_m3,co_mg_m3\n"

    /// One day of hours; PM2.5 by station.
    private func result(
        _ pm25: [(String, Int)], stations: String, codes: [String], _ more: [String: [String]] = [:]
    ) throws -> AirResult {
        var text = Self.heading
        for hour in 1...24 {
            for (station, value) in pm25 {
                text += "2019-01-01T\(hour < 10 ? "0" : "")\(hour):00,\(station),\(value),50,10,20,50,0.5\n"
            }
        }
        let values = ["hourly": ["h.csv"], "stations": ["s.csv"], "periods": ["2019-01"]].merging(more) { $1 }
        return try AirScenario(values, files: ["h.csv": text, "s.csv": stations], codes: codes).evaluate()
    }

    private func means(_ result: AirResult) -> [String: Rational] {
        var means: [String: Rational] = [:]
        for evaluation in result.evaluations { means["\(evaluation.region)"] = evaluation[.pm25]?.mean }
        return means
    }

    private static let stations = """
        station,region,background,longitude,latitude
        S1,140121,no,112.1,38
        S2,140121,no,112.0,38
        S3,140105,no,113.1,38
        S4,140105,yes,112.5,38

        """

    @Test("a city is the mean of its stations, not of its counties; background stations stay out of both")
    func city() throws {
        let found = try means(
            result(
                [("S1", 30), ("S2", 60), ("S3", 90), ("S4", 900)], stations: Self.stations,
                codes: ["140121", "140105", "140100"]))
        // Stations: (30 + 60 + 90) / 3 = 60; counties 45 and 90 would make 67.5.
        #expect(found == ["140121": Rational(45), "140105": Rational(90), "140100": Rational(60)])
    }

    @Test("stations of counties that are not listed make the mean of their city")
    func cityAlone() throws {
        let found = try means(
            result(
                [("S1", 30), ("S2", 60), ("S3", 90), ("S4", 900)], stations: Self.stations, codes: ["140100"])
        )
        #expect(found == ["140100": Rational(60)])
    }

    @Test("75 % of the stations: three of four counted, two of three not")
    func stationShare() throws {
        let stations = "station,region\n" + (1...4).map { "S\($0),140121\n" }.joined()
        let three = try means(
            result([("S1", 10), ("S2", 20), ("S3", 60)], stations: stations, codes: ["140121"]))
        #expect(three == ["140121": Rational(30)])
        let two = try result([("S1", 10), ("S2", 20)], stations: stations, codes: ["140121"])
        #expect(means(two).isEmpty)
        #expect(two.diagnostics.map(\.code) == ["air_without_data"])
    }

    @Test("all stations of a county missing: missing, never 0, and told")
    func allMissing() throws {
        let result = try result([("S3", 90)], stations: Self.stations, codes: ["140121", "140105"])
        #expect(means(result) == ["140105": Rational(90)])
        #expect(result.rows.allSatisfy { $0.region != RegionCode("140121") })
        #expect(
            result.indicators.filter { $0.region == RegionCode("140121") }.allSatisfy {
                $0.value == nil && !$0.isValid
            })
        #expect(result.diagnostics.contains { $0.message == "no air data for A140121 (140121)" })
    }

    @Test(
        "a county without a station: missing, the mean of the city or the nearest station, as declared and flagged"
    )
    func proxies() throws {
        let values = [("S1", 30), ("S2", 60), ("S3", 90), ("S4", 900)]
        // The third region has its centroid at 114 degrees east: S3 at 113.1 is nearest.
        let codes = ["140121", "140105", "140106"]
        let proxy = { (policy: String) throws -> (Rational?, String?, [String]) in
            let result = try self.result(
                values, stations: Self.stations, codes: codes, ["county_without_station": [policy]])
            let county = result.indicators.first { "\($0.region)" == "140106" && $0.indicator == "pm25" }
            return (county?.value, county?.basis, result.diagnostics.map(\.code))
        }
        let missing = try proxy("missing")
        #expect(missing.0 == nil && missing.2 == ["air_without_data", "air_incomplete", "air_incomplete"])
        let city = try proxy("city_mean")
        #expect(city.0 == Rational(60) && city.1 == "city_mean" && city.2.first == "air_city_mean")
        let nearest = try proxy("nearest_station")
        #expect(nearest.0 == Rational(90) && nearest.1 == "nearest_station")
        #expect(nearest.2.first == "air_nearest_station")
    }

    @Test("a station in no county of the scenario is refused with its place")
    func stationInNoCounty() throws {
        let scenario = try AirScenario(
            ["hourly": ["h.csv"], "stations": ["s.csv"]],
            files: ["h.csv": Self.heading, "s.csv": "station,region\nS1,150121\n"], codes: ["140121"])
        let found = try scenario.refusal()
        #expect(
            found.count == 1
                && found[0].hasPrefix("s.csv:2:4: error: region: the scenario has no county '150121'"))
    }
}
