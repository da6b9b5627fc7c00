import EcoGrids

/// Sand that cover keeps from blowing away, and the loss under that cover, kg/m2 a year: the sum of 12 months.
struct SandFixationKernel: CellKernel {
    private let method: SandMethod
    private let distance: Double
    private let wetness: SoilWetnessForm
    private let snow: SnowSource
    private let organicMatterPerCarbon: Double
    private let calciumCarbonate: Double?
    private let ridgeFactor: Double?
    private let cover: CoverSource
    private let bareNDVI: Double
    private let fullNDVI: Double
    /// Observed wind factors by month; empty where the layer gives them.
    private let windFactors: [Double]
    /// Coefficient of cover by class.
    private let coefficients: ClassLookup

    init(_ parameters: SandFixationParameters, windFactors: [Double], coefficients: ClassLookup) {
        method = parameters.method
        distance = parameters.distance
        wetness = parameters.wetness
        snow = parameters.snow
        organicMatterPerCarbon = parameters.organicMatterPerCarbon
        calciumCarbonate = parameters.calciumCarbonate
        ridgeFactor = parameters.ridgeFactor
        cover = parameters.cover
        bareNDVI = parameters.bareNDVI
        fullNDVI = parameters.fullNDVI
        self.windFactors = windFactors
        self.coefficients = coefficients
    }

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let count = cells.window.cellCount
        let soil = soilFactor(cells)
        let coefficient = cells.codes(.landCover).map { coefficients[$0] }
        densities.withCells { all in
            for index in all.indices { all[index] = 0 }
            for month in 0..<12 {
                let weather = weatherFactor(cells, month)
                let cover = percentCover(cells, month)
                addMonth(all, count, weather: weather, soil: soil, cover: cover, coefficient: coefficient)
            }
        }
    }

    private func addMonth(
        _ all: UnsafeMutableBufferPointer<Double>, _ count: Int, weather: [Double], soil: [Double],
        cover: [Double], coefficient: [Double]
    ) {
        guard let fixed = all.baseAddress else { return }
        let actual = fixed + count
        let (isFull, z) = (method == .rweq, distance)
        forEachCellBlock(count) { block in
            let bare = block.load(weather) * block.load(soil)
            let covered =
                bare * WindErosion.cover(coefficient: block.load(coefficient), percent: block.load(cover))
            let lossBare =
                isFull ? WindErosion.loss(bare, distance: z) : WindErosion.closedForm(bare)
            let lossCovered =
                isFull ? WindErosion.loss(covered, distance: z) : WindErosion.closedForm(covered)
            block.store(block.load(fixed) + (lossBare - lossCovered), to: fixed)
            // Missing where the difference is: a month of bare ground is a number without cover.
            block.store(block.load(actual) + (lossCovered + (lossBare - lossBare)), to: actual)
        }
    }

    /// EF x SCF x K': what the soil gives, whatever the weather.
    private func soilFactor(_ cells: LayerWindow) -> [Double] {
        let count = cells.window.cellCount
        let (sand, silt, clay) = (cells.cells(.sand), cells.cells(.silt), cells.cells(.clay))
        let carbon = cells.cells(.organicCarbon)
        let carbonate =
            calciumCarbonate.map { [Double](repeating: $0, count: count) }
            ?? cells.cells(.calciumCarbonate)
        let ground = roughness(cells)
        let perCarbon = organicMatterPerCarbon
        return blocks(count) { block in
            let organic = block.load(carbon) * perCarbon
            let erodible = WindErosion.erodibleFraction(
                sand: block.load(sand), silt: block.load(silt), clay: block.load(clay),
                organicMatter: organic, calciumCarbonate: block.load(carbonate))
            let crust = WindErosion.soilCrust(clay: block.load(clay), organicMatter: organic)
            return erodible * crust * block.load(ground)
        }
    }

    private func roughness(_ cells: LayerWindow) -> [Double] {
        let count = cells.window.cellCount
        if let ridges = ridgeFactor { return [Double](repeating: ridges, count: count) }
        let slope = cells.slope?.cells ?? [Double](repeating: .nan, count: count)
        return blocks(count) { VectorMath.cos($0.load(slope) * (.pi / 180)) }
    }

    /// WF: wind factor x air density / g x soil wetness x snow.
    private func weatherFactor(_ cells: LayerWindow, _ month: Int) -> [Double] {
        let count = cells.window.cellCount
        let wind =
            windFactors.isEmpty
            ? cells.month(.windFactor, month) : [Double](repeating: windFactors[month], count: count)
        let (height, warmth) = (cells.cells(.elevation), cells.month(.airTemperature, month))
        let dryness = soilWetness(cells, month)
        let snow =
            snow == .layer
            ? cells.month(.snowCover, month) : [Double](repeating: 0, count: count)
        return blocks(count) { block in
            let density = WindErosion.airDensity(metres: block.load(height), celsius: block.load(warmth))
            return block.load(wind) * (density / WindErosion.gravity) * block.load(dryness)
                * (1 - block.load(snow))
        }
    }

    private func soilWetness(_ cells: LayerWindow, _ month: Int) -> [Double] {
        let count = cells.window.cellCount
        guard wetness != .dry else { return [Double](repeating: 1, count: count) }
        let days = Self.days[month]
        let (rain, rainDays) = (cells.month(.precipitation, month), cells.month(.rainDays, month))
        let isFromRadiation = wetness == .radiation
        let source = cells.month(isFromRadiation ? .solarRadiation : .referenceEvapotranspiration, month)
        let warmth = cells.month(.airTemperature, month)
        return blocks(count) { block in
            let evaporation =
                isFromRadiation
                ? WindErosion.potentialEvaporation(
                    megajoules: block.load(source), celsius: block.load(warmth)) * days : block.load(source)
            return WindErosion.soilWetness(
                evaporation: evaporation, rain: block.load(rain), rainDays: block.load(rainDays), days: days)
        }
    }

    /// Vegetation cover in percent.
    private func percentCover(_ cells: LayerWindow, _ month: Int) -> [Double] {
        let own = cells.month(cover.layer, month)
        guard cover == .ndvi else { return own.map { $0 * 100 } }
        let (bare, full) = (bareNDVI, fullNDVI)
        return blocks(cells.window.cellCount) {
            WindErosion.within0And1(($0.load(own) - bare) / (full - bare)) * 100
        }
    }

    /// Mean length of each month; leap days are spread.
    static let days: [Double] = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    private func blocks(_ count: Int, _ value: (CellBlock) -> SIMD8<Double>) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { cells, filled in
            filled = count
            guard let start = cells.baseAddress else { return }
            forEachCellBlock(count) { $0.store(value($0), to: start) }
        }
    }
}

extension LayerWindow {
    /// The band of a month (0 is January); the one band of a layer that has no months.
    func month(_ role: LayerRole, _ month: Int) -> [Double] {
        let months = self.months(role)
        return months.count == 12 ? months[month] : cells(role)
    }
}
