import EcoAccounts
import EcoParameters
import EcoUnits

extension SoilRetentionParameters {
    private static let registerPath = "accounts.indicators.soil_retention"

    /// The published figures that take part.
    var register: [RegisterEntry] {
        let path = Self.registerPath
        return practiceRegister + erosivity.register(path) + erodibility.register(path) + slopeRegister
            + coverFactor.register(path) + [reference]
    }

    private var reference: RegisterEntry {
        RegisterEntry(
            "\(Self.registerPath).reference_state", "bare soil, C = P = 1",
            LocalizedText(
                en: "what erosion is compared with; not the land before restoration", zh: "参照状态：裸土，非治理前状态"),
            source: "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362", status: .published)
    }

    private var practiceRegister: [RegisterEntry] {
        let path = "\(Self.registerPath).practice_table"
        if practiceFollowsSlope {
            return [
                RegisterEntry(
                    "\(path).cropland", "0.2, 0.5, 0.6, 0.8, 1 at 0, to 10, 25, 45 degrees, above",
                    practiceTable.meaning, source: practiceTable.source, status: practiceTable.status)
            ]
        }
        let types = EcosystemType.allCases.compactMap { type -> (String, Double)? in
            guard practice[type.rawValue] == nil else { return nil }
            return practiceTable.factors[type].map { (type.rawValue, $0) }
        }
        let subtypes = practiceTable.subtypeFactors.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return (types + subtypes).map { id, factor in
            RegisterEntry(
                "\(path).\(id)", NumberText.shortest(factor), practiceTable.meaning,
                source: practiceTable.source, status: practiceTable.status)
        }
    }

    private var slopeRegister: [RegisterEntry] {
        if let upslope {
            return [
                RegisterEntry(
                    "\(Self.registerPath).slope_length_form.formula", upslope.form.formula,
                    upslope.form.meaning,
                    source: upslope.form.source, status: .published),
                RegisterEntry(
                    "\(Self.registerPath).slope_breaks.formula", SlopeBreaks.invest.formula,
                    SlopeBreaks.invest.meaning, source: SlopeBreaks.invest.source, status: .published),
            ]
        }
        guard lengthSlope == .fixedLength else { return [] }
        return [
            RegisterEntry(
                "\(Self.registerPath).slope_length_exponent.form", slopeLengthExponent.rawValue,
                slopeLengthExponent.meaning, source: slopeLengthExponent.source,
                status: slopeLengthExponent.status),
            RegisterEntry(
                "\(Self.registerPath).slope_breaks.formula", slopeBreaks.formula, slopeBreaks.meaning,
                source: slopeBreaks.source, status: .published),
        ]
    }
}
