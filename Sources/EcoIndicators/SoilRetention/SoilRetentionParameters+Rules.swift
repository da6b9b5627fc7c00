import EcoParameters

extension SoilRetentionParameters {
    static func checkSlope(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if bound[lengthSlope] == .upslopeArea {
            let reason = "LS from the land above needs this value"
            bound.require(flow, reason, &diagnostics)
            bound.require(upslopeForm, reason, &diagnostics)
        }
        guard bound[lengthSlope] == .fixedLength else { return }
        let reason = "LS of a fixed slope length needs this value"
        bound.require(slopeLength, reason, &diagnostics)
        bound.require(slopeLengthExponent, reason, &diagnostics)
        bound.require(slopeBreaks, reason, &diagnostics)
    }

    static func checkCover(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let takesTable = bound[coverFactor] == .classTable || bound[practiceTable] == .classTable
        if takesTable { bound.require(factors, "C or P by class comes from this table", &diagnostics) }
        if bound[coverFactor] != .classTable {
            bound.require(coverSource, "C from vegetation cover needs its source", &diagnostics)
        }
    }

    static func checkNDVI(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard bound[coverFactor] != .classTable, bound[coverSource] == .ndvi else { return }
        for parameter in [bareNDVI, fullNDVI] {
            bound.require(parameter, "cover from NDVI needs this value", &diagnostics)
        }
        if let bare = bound[bareNDVI], let full = bound[fullNDVI], full <= bare {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: fullNDVI), path: bound.path(of: fullNDVI),
                    "full cover has NDVI \(full), bare ground \(bare)", hint: "full cover must lie above"))
        }
    }

    static func checkSilt(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard bound[silt] == .share else { return }
        bound.require(density, "silt is counted in cubic metres", &diagnostics)
        bound.require(dredgingCost, "silt kept from waters is priced by dredging", &diagnostics)
    }

    /// The same nutrients as fertiliser and as pollution would be counted twice.
    static func checkNutrients(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        let treated = [nitrogenPrice, phosphorusPrice].filter { bound[$0] != nil }
        let bought = [nitrogenFertiliser, phosphorusFertiliser, potassiumFertiliser, organicMatterPrice]
            .filter { bound[$0] != nil }
        if !treated.isEmpty, let second = bought.first {
            diagnostics.append(
                Diagnostic(
                    code: "double_counting", at: bound.location(of: second), path: bound.path(of: second),
                    "nutrients of the soil are priced as pollution (\(treated[0].key)) and as fertiliser",
                    hint: "keep treatment costs or fertiliser prices, not both"))
        }
        let pairs = [
            (nitrogenPrice, nitrogen), (nitrogenFertiliser, nitrogen), (phosphorusPrice, phosphorus),
            (phosphorusFertiliser, phosphorus), (potassiumFertiliser, potassium),
            (organicMatterPrice, organicMatter),
        ]
        for (price, content) in pairs where bound[price] != nil {
            bound.require(content, "'\(price.key)' prices this content of the soil", &diagnostics)
        }
    }
}

extension BoundGroup {
    /// A finding where an optional parameter is absent though other choices ask for it.
    func require<Value>(
        _ parameter: Parameter<Value?>, _ reason: String, _ diagnostics: inout [Diagnostic]
    ) {
        guard self[parameter] == nil else { return }
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: location, path: path(of: parameter), reason,
                hint: parameter.declaration.meaning.en))
    }
}
