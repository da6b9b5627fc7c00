import EcoParameters
import EcoUnits

extension SandFixationParameters {
    /// The layers of every choice.
    static let layerUses: [LayerUse] =
        LayerUse.always(.landCover, .elevation, .airTemperature, .sand, .silt, .clay, .organicCarbon)
        + LayerUse.with("wind: layer", read: [.windFactor])
        + LayerUse.with(
            "soil_wetness: radiation", "soil_wetness: reference_evapotranspiration",
            "soil_wetness: rain_times_days", "soil_wetness: per_rain_day", read: [.precipitation, .rainDays])
        + LayerUse.with("soil_wetness: radiation", read: [.solarRadiation])
        + LayerUse.with("soil_wetness: reference_evapotranspiration", read: [.referenceEvapotranspiration])
        + LayerUse.with("snow: layer", read: [.snowCover])
        + LayerUse.with("calcium_carbonate: ~", read: [.calciumCarbonate])
        + CoverSource.allCases.flatMap { LayerUse.with("cover: \($0.rawValue)", read: [$0.layer]) }

    /// The layers that the equation reads under these choices.
    var layers: [LayerRole] {
        var layers: [LayerRole] = [.elevation, .airTemperature, .sand, .silt, .clay, .organicCarbon]
        if wind == .layer { layers.append(.windFactor) }
        if wetness != .dry { layers += [.precipitation, .rainDays] }
        if wetness == .radiation { layers.append(.solarRadiation) }
        if wetness == .referenceEvapotranspiration { layers.append(.referenceEvapotranspiration) }
        if snow == .layer { layers.append(.snowCover) }
        if calciumCarbonate == nil { layers.append(.calciumCarbonate) }
        return layers + [cover.layer]
    }

    /// Layers of 12 months; snow and cover may also be one for the year.
    var monthlyLayers: [LayerRole] {
        let monthly: Set<LayerRole> = [
            .airTemperature, .windFactor, .precipitation, .rainDays, .solarRadiation,
            .referenceEvapotranspiration,
        ]
        return layers.filter(monthly.contains)
    }

    var coverFigures: ClassFigures { ClassFigures(coefficients, over: coverTable.coefficients) }

    var register: [RegisterEntry] {
        let table = ClassFigures.register(
            coverTable.coefficients, without: coefficients, unit: "per %", path: "\(path).cover_table",
            coverTable.meaning,
            source: "public RWEQ code; that cover is in percent is from secondary sources",
            status: .provisional)
        let constants = [
            RegisterEntry(
                "\(path).method.formula",
                method == .rweq
                    ? "Qmax = 109.8 X, s = 150.71 X^-0.3711" : "0.1699 X^1.3711 (1 - C^1.3711)",
                method.meaning,
                source: method == .rweq ? WindText.source : "from secondary sources, not checked in print",
                status: method == .rweq ? .published : .provisional)
        ]
        guard wetness == .radiation else { return constants + table }
        let evaporation = RegisterEntry(
            "\(path).soil_wetness.evaporation", "ETp = 0.0162 (SR/58.5)(T + 17.8)", wetness.meaning,
            source: "from secondary sources, not checked in print", status: .provisional)
        return constants + [evaporation] + table
    }
}
