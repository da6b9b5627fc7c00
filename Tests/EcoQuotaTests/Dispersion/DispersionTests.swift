import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@testable import EcoQuota

@Suite("Screening dispersion")
struct DispersionTests {
    /// All wind from one sector.
    private static func rose(
        from sector: String, _ stability: StabilityClass = .d, speed: Double = 5, part: Double = 1
    ) -> WindRose {
        let index = WindRose.sectors.firstIndex(of: sector)!
        let frequency = (0..<16).map { $0 == index ? part : 0 }
        return WindRose([.init(stability: stability, speed: speed, frequency: frequency)])
    }

    private static let even = WindRose([
        .init(stability: .d, speed: 5, frequency: (0..<16).map { _ in 1.0 / 16 })
    ])

    private func value(_ method: some DispersionMethod, _ distance: Double, _ bearing: Double) -> Double {
        method.coefficient(pollutant: "so2", release: "", distance: distance, bearing: bearing)
    }

    /// 1 t/y = 1e12 ug / 31,556,952 s = 31,688.7 ug/s. Class D, open country, 1000 m: s_z = 60 / sqrt(2.5) = 37.947 m;
    /// 5 m/s at 10 m is 5 x 5^0.15 = 6.3653 m/s at 50 m; a tenth of the year:
    /// 2.0318 x 31,688.7 x 0.1 x exp(-50² / (2 x 37.947²)) / (37.947 x 6.3653 x 1000) = 0.011189 ug/m3.
    @Test func oneSectorByHand() {
        let plume = GaussianPlume(Self.rose(from: "W", part: 0.1), height: 50, mixingHeight: 1e9)
        #expect((value(plume, 1000, 90) - 0.0111892).magnitude < 1e-6)
    }

    /// The coefficients of Turner's workbook (AP-26, chapter 5): 2.03 Q f / (s_z u x) near a source at the ground, and
    /// 2.55 Q f / (L u x) where the plume fills the mixed layer.
    @Test func coefficientsOfTheWorkbook() {
        let near = GaussianPlume(Self.rose(from: "N", .b, speed: 4), height: 0, mixingHeight: 1e9)
        let spread = 0.12 * 800
        let expected = GaussianPlume.microgramsPerSecond / (spread * 4 * 800)
        #expect((value(near, 800, 180) / expected - 2.03).magnitude < 0.005)
        let far = GaussianPlume(Self.rose(from: "N", .b, speed: 4), height: 0, mixingHeight: 500)
        let filled = GaussianPlume.microgramsPerSecond / (500.0 * 4 * 20_000)
        #expect((value(far, 20_000, 180) / filled - 2.55).magnitude < 0.005)
    }

    /// The sum of reflections passes into the well-mixed form nearly without a step: by Poisson's summation formula they
    /// differ by 2 exp(-pi² 1.6² / 2) = 6.5e-6 of themselves at most where s_z = 1.6 L.
    @Test func reflectionsBecomeMixing() {
        let plume = GaussianPlume(Self.even, mixingHeight: 1000)
        // Class A: s_z = 0.2 x, so 1.6 L is reached at 8000 m.
        let before = plume.verticalDensity(.a, height: 50, at: 7999.999)
        let after = plume.verticalDensity(.a, height: 50, at: 8000.001)
        #expect((before - after).magnitude < 6.6e-9 && (after - 1e-3).magnitude < 1e-15)
        #expect(plume.verticalDensity(.d, height: 1200, at: 5000) == 0)
        #expect(plume.verticalDensity(.f, height: 1200, at: 5000) > 0)
    }

    /// Mass is conserved: what flows through a ring at any distance is what is emitted. From a source at the ground the
    /// profile is c0 exp(-z² / 2 s_z²), of depth s_z sqrt(pi / 2); mixed, it is L.
    @Test func massIsConserved() {
        let lopsided = WindRose([
            .init(stability: .c, speed: 3, frequency: (0..<16).map { Double($0 + 1) / 136 })
        ])
        for (distance, lid) in [(500.0, 1e9), (5000, 1e9), (40_000, 300)] {
            let plume = GaussianPlume(lopsided, height: 0, mixingHeight: lid)
            let spread = 0.08 * distance / (1 + 0.0002 * distance).squareRoot()
            let depth = lid < 1e9 ? lid : spread * (Double.pi / 2).squareRoot()
            var flow = 0.0
            for step in 0..<3600 {
                flow +=
                    value(plume, distance, Double(step) / 10) * 3 * depth * distance * 2 * Double.pi / 3600
            }
            #expect((flow / GaussianPlume.microgramsPerSecond - 1).magnitude < 1e-9)
        }
    }

    /// Wind FROM the west carries to the east, and nothing to the west; half way to the next sector half arrives.
    @Test func windCarriesAway() {
        let methods: [any DispersionMethod] = [
            GaussianPlume(Self.rose(from: "W")),
            DistanceDecay(strength: ["so2": 1], windRose: Self.rose(from: "W")),
        ]
        for method in methods {
            let east = method.coefficient(pollutant: "so2", release: "", distance: 9000, bearing: 90)
            #expect(east > 0)
            for bearing in [0.0, 180, 270, 112.5, 67.5] {
                #expect(
                    method.coefficient(pollutant: "so2", release: "", distance: 9000, bearing: bearing) == 0)
            }
            let between = method.coefficient(pollutant: "so2", release: "", distance: 9000, bearing: 101.25)
            #expect((between / east - 0.5).magnitude < 1e-12)
        }
    }

    @Test func windSpeedHeightAndDecay() {
        let plume = { (speed: Double, height: Double, half: [String: Double]) in
            GaussianPlume(
                Self.rose(from: "N", speed: speed), height: height, mixingHeight: 1e9, halfLife: half,
                contribution: ["so2": 0.5])
        }
        // Calms count as 1 m/s; twice the wind halves the mean; at 10 m the wind is as given.
        #expect(value(plume(0, 10, [:]), 3000, 180) == value(plume(1, 10, [:]), 3000, 180))
        #expect(
            (value(plume(4, 10, [:]), 3000, 180) / value(plume(8, 10, [:]), 3000, 180) - 2).magnitude < 1e-12)
        #expect(value(plume(4, 10, [:]), 3000, 180) > value(plume(4, 120, [:]), 3000, 180))
        // 14.4 km at 4 m/s take one hour.
        let ratio = value(plume(4, 10, ["so2": 1]), 14_400, 180) / value(plume(4, 10, [:]), 14_400, 180)
        #expect((ratio - 0.5).magnitude < 1e-12)
    }

    /// 2 exp(-40 / 40) = 0.7358 at 40 km; without a rose alike in all directions, with one 1 on the mean.
    @Test func distanceDecayByHand() {
        let plain = DistanceDecay(strength: ["so2": 2])
        #expect((value(plain, 40_000, 17) - 0.7357588823).magnitude < 1e-9)
        #expect(plain.coefficient(pollutant: "nox", release: "", distance: 1, bearing: 0) == 0)
        let rose = WindRose([
            .init(stability: .d, speed: 2, frequency: (0..<16).map { $0 == 4 ? 0.2 : 0 }),
            .init(stability: .f, speed: 8, frequency: (0..<16).map { $0 == 12 ? 0.8 : 0 }),
        ])
        // 0.2 / 2 and 0.8 / 8: both ways the same ventilation, 8 times the mean of 16 sectors.
        let weighted = DistanceDecay(strength: ["so2": 2], windRose: rose)
        #expect((value(weighted, 40_000, 270) / value(plain, 40_000, 270) - 8).magnitude < 1e-12)
        #expect((value(weighted, 40_000, 90) / value(plain, 40_000, 90) - 8).magnitude < 1e-12)
    }

    /// Spreads in the tables of Briggs' formulas: open country D at 1 km 37.9 m, F at 10 km 40 m; city D at 1 km
    /// 140 / sqrt(1.3) = 122.8 m.
    @Test func spreads() {
        #expect((DispersionTerrain.rural.verticalSpread(.d, at: 1000) - 37.947).magnitude < 1e-3)
        #expect((DispersionTerrain.rural.verticalSpread(.f, at: 10_000) - 40).magnitude < 1e-9)
        #expect((DispersionTerrain.urban.verticalSpread(.d, at: 1000) - 122.788).magnitude < 1e-3)
        // Less stable air mixes more, at any distance.
        for terrain in DispersionTerrain.allCases {
            for x in [200.0, 1000, 8000] {
                let spreads = StabilityClass.allCases.map { terrain.verticalSpread($0, at: x) }
                #expect(zip(spreads, spreads.dropFirst()).allSatisfy { $0 >= $1 })
            }
        }
    }

    // MARK: Matrix

    private static func region(_ code: String, _ longitude: Double?, _ latitude: Double?, area: Double? = nil)
        -> Region
    {
        Region(
            code: RegionCode(code)!, name: LocalizedText(code), city: LocalizedText(""),
            areaSquareKilometres: area, longitude: longitude, latitude: latitude)
    }

    private static func place(_ id: String, _ longitude: Double?, _ latitude: Double?) -> ReceptorPlace {
        ReceptorPlace(
            id: id, name: LocalizedText(id), longitude: longitude, latitude: latitude, region: nil)
    }

    /// One degree of a meridian of the sphere of 6371.0088 km is 111.195 km; north is 0, east 90.
    @Test func sphere() {
        let origin = GeographicPoint(longitude: 112, latitude: 38)
        let north = GeographicPoint(longitude: 112, latitude: 39)
        #expect((origin.distance(to: north) - 111_195.08).magnitude < 0.01)
        #expect(origin.bearing(to: north) == 0 && (north.bearing(to: origin) - 180).magnitude < 1e-9)
        let east = origin.moved(east: 1000, north: 0)
        #expect((origin.distance(to: east) - 1000).magnitude < 0.01)
        #expect((origin.bearing(to: east) - 90).magnitude < 0.01)
        #expect((east.bearing(to: origin) - 270).magnitude < 0.01)
    }

    /// Two places that stand as region and as receptor each: with the same wind from everywhere the effects are alike,
    /// with wind from the south only the northern one is loaded.
    @Test func matrixIsSymmetricInEvenWind() throws {
        let regions = RegionTable([Self.region("140122", 112, 38), Self.region("140123", 112, 38.3)])
        let places = [Self.place("s", 112, 38), Self.place("n", 112, 38.3)]
        let sources = ["140122", "140123"].map {
            EmissionSource(region: $0, pollutant: "so2", baseline: 1, quota: 1)
        }
        let matrix = { (rose: WindRose) in
            try ScreeningMatrix(method: GaussianPlume(rose)).coefficients(
                sources: sources, receptors: places, regions: regions)
        }
        let even = try matrix(Self.even)
        #expect(even.map(\.receptor) == ["s", "s", "n", "n"])
        #expect((even[1].concentrationPerTonne / even[2].concentrationPerTonne - 1).magnitude < 1e-9)
        #expect(even[0].concentrationPerTonne == even[3].concentrationPerTonne)
        // No row says that nothing is felt: that of the southern receptor from the north is left out.
        let south = try matrix(Self.rose(from: "S"))
        #expect(south.map(\.receptor) == ["s", "n", "n"])
        #expect(south.map(\.region) == ["140122", "140122", "140123"])
    }

    /// The area of a region takes the edge off: a station at the centre of a disc of 20 km radius gets the mean of the
    /// disc, between the values at its edge and at its centre; the classes of release have their own heights.
    @Test func areasAndReleases() throws {
        let area = Double.pi * 400
        let regions = RegionTable([Self.region("140122", 112, 38, area: area)])
        let sources = ["low", "high"].map {
            EmissionSource(region: "140122", pollutant: "so2", sector: $0, baseline: 1, quota: 1, release: $0)
        }
        let decay = DistanceDecay(
            strength: ["so2": 1], length: 20, pointsPerRegion: 1000, smallestDistance: 100)
        let rows = try ScreeningMatrix(method: decay).coefficients(
            sources: sources, receptors: [Self.place("r", 112, 38)], regions: regions)
        // The mean of exp(-r / R) over a disc of radius R is 2 (1 - 2 / e) = 0.52848.
        #expect((rows[0].concentrationPerTonne - 0.52848).magnitude < 1e-3)
        let plume = GaussianPlume(Self.even, heights: ["low": 10, "high": 200])
        let high = try ScreeningMatrix(method: plume).coefficients(
            sources: sources, receptors: [Self.place("r", 112, 38)], regions: regions)
        #expect(high.map(\.release) == ["high", "low"])
        #expect(high[0].concentrationPerTonne < high[1].concentrationPerTonne)
    }

    @Test func missingPlacesAndHeightsAreTold() throws {
        let regions = RegionTable([Self.region("140122", nil, 38)])
        let source = EmissionSource(
            region: "140122", pollutant: "so2", baseline: 1, quota: 1, release: "middle")
        let method = ScreeningMatrix(method: GaussianPlume(Self.even, heights: ["low": 10]))
        let failure = #expect(throws: DiagnosticFailure.self) {
            try method.coefficients(
                sources: [source], receptors: [Self.place("r", 112, nil)], regions: regions)
        }
        #expect(
            failure?.diagnostics.map(\.code) == ["missing_value", "missing_value", "unknown_release"])
    }

    @Test func roseIsReadFromItsTable() throws {
        let text = """
            direction,speed_m_s,stability,frequency
            N,2,D,0.25
            S,2,D,0.25
            W,6,B,0.5

            """
        let table = try TableReader.read(Array(text.utf8), file: "rose.csv", as: WindRose.declaration)
        let rose = WindRose(table)
        #expect(rose.classes.map(\.stability) == [.b, .d] && rose.classes.map(\.speed) == [6, 2])
        #expect(rose.classes[1].frequency[0] == 0.25 && rose.classes[1].frequency[8] == 0.25)
        #expect(rose.classes[0].frequency[12] == 0.5)
        #expect(throws: DiagnosticFailure.self) {
            try TableReader.read(
                Array(text.replacing("W,6,B", with: "X,6,G").utf8), file: "rose.csv",
                as: WindRose.declaration)
        }
    }
}
