import EcoGrids
import EcoParameters
import EcoUnits

/// The needed layers of an account, checked on the analysis grid before anything is computed.
struct LayerStack: Sendable {
    struct Layer: Sendable {
        let parameters: LayerParameters
        let request: RasterRequest
        let bands: [BandDescription]
        let blockSize: (width: Int, height: Int)
        /// Turns stored numbers into the unit of the role.
        let factor: Double
        let offset: Double

        /// A source for one thread.
        func open(_ opener: any RasterOpener) throws(DiagnosticFailure) -> any RasterSource {
            do throws(GridError) { return try opener.open(request) } catch { throw failure(error) }
        }

        /// A fault of the file, at the place that names it.
        func failure(_ error: GridError) -> DiagnosticFailure {
            DiagnosticFailure([error.diagnostic(at: parameters.location, path: parameters.path)])
        }
    }

    let grid: Grid
    private(set) var layers: [LayerRole: Layer] = [:]
    private(set) var warnings: [Diagnostic] = []

    /// Opens the layers. Throws every finding about all of them: missing files, other cells or CRS without a
    /// method, wrong units, wrong numbers of bands.
    init(
        _ roles: [LayerRole], monthly: [LayerRole], parameters: LayersParameters, opener: any RasterOpener
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        guard let base = parameters[parameters.grid],
            let first = Self.open(base, onto: nil, opener, &findings)
        else {
            for role in roles where role != parameters.grid {
                if let layer = parameters[role] { _ = Self.open(layer, onto: nil, opener, &findings) }
            }
            throw DiagnosticFailure(findings)
        }
        grid = first.grid
        if grid.reference.distortsArea {
            findings.append(
                Diagnostic(
                    .warning, code: "projection_distorts_area", at: base.location, path: base.path,
                    LocalizedText(
                        en: "cells of \(grid.reference.shortName) are far from their true area",
                        zh: "\(grid.reference.shortName) 的像元面积与真实面积相差很大"),
                    hint: LocalizedText(en: "use degrees or an equal-area projection", zh: "改用经纬度或等积投影")))
        }
        for role in roles {
            guard let layer = parameters[role] else { continue }
            let source = role == parameters.grid ? first : Self.open(layer, onto: grid, opener, &findings)
            guard let source else { continue }
            layers[role] = checked(layer, source, monthly: monthly.contains(role), &findings)
        }
        if findings.hasErrors { throw DiagnosticFailure(findings.sortedByLocation()) }
        warnings = findings
    }

    private static func open(
        _ layer: LayerParameters, onto grid: Grid?, _ opener: any RasterOpener,
        _ findings: inout [Diagnostic]
    ) -> (any RasterSource)? {
        do throws(GridError) {
            return try opener.open(request(layer, onto: grid))
        } catch {
            findings.append(error.diagnostic(at: layer.location, path: layer.path))
            return nil
        }
    }

    private static func request(_ layer: LayerParameters, onto grid: Grid?) -> RasterRequest {
        RasterRequest(
            layer.file.path, nodata: layer.nodata.map(NodataStatement.value) ?? .declared, onto: grid,
            resampling: layer.resampling)
    }

    private func checked(
        _ layer: LayerParameters, _ source: any RasterSource, monthly: Bool, _ findings: inout [Diagnostic]
    ) -> Layer {
        let counts = monthly ? [12] : layer.role.bandCounts
        if !counts.contains(source.bands.count) {
            let expected = counts.map(String.init).joined(separator: " or ")
            findings.append(
                Diagnostic(
                    code: "wrong_band_count", at: layer.location, path: layer.path,
                    "\(source.name) has \(source.bands.count) band(s), expected \(expected)",
                    hint: layer.role.meaning.en))
        }
        if layer.slopeUnit != nil {
            Self.checkSlopeUnit(layer, source, &findings)
        } else if !layer.role.isClasses {
            Self.checkUnit(layer, source, &findings)
        }
        let offset = layer.unit.convert(0, to: layer.role.unit) ?? 0
        let factor = (layer.unit.convert(1, to: layer.role.unit) ?? 1) - offset
        return Layer(
            parameters: layer, request: Self.request(layer, onto: grid), bands: source.bands,
            blockSize: source.blockSize, factor: factor, offset: offset)
    }

    /// The file's own unit, where it names one, must be the one that the scenario states.
    private static func checkUnit(
        _ layer: LayerParameters, _ source: any RasterSource, _ findings: inout [Diagnostic]
    ) {
        guard let written = source.bands.first(where: { !$0.unit.isEmpty })?.unit else { return }
        guard let unit = try? Unit(written) else { return findings.append(unreadable(written, layer)) }
        if unit.convert(1, to: layer.unit) == 1, unit.convert(0, to: layer.unit) == 0 { return }
        findings.append(otherUnit(written, layer, source))
    }

    private static func checkSlopeUnit(
        _ layer: LayerParameters, _ source: any RasterSource, _ findings: inout [Diagnostic]
    ) {
        guard let written = source.bands.first(where: { !$0.unit.isEmpty })?.unit else { return }
        guard let unit = SlopeUnit(file: written) else { return findings.append(unreadable(written, layer)) }
        if unit != layer.slopeUnit { findings.append(otherUnit(written, layer, source)) }
    }

    private static func unreadable(_ written: String, _ layer: LayerParameters) -> Diagnostic {
        let taken = layer.statedUnit
        return Diagnostic(
            .warning, code: "unit_unreadable", at: layer.location, path: "\(layer.path).unit",
            LocalizedText(
                en: "the unit '\(written)' of \(layer.file.name) cannot be read; \(taken) is taken",
                zh: "无法识别 \(layer.file.name) 的单位“\(written)”，按 \(taken) 处理"),
            hint: LocalizedText(en: "check the unit of the file", zh: "核对文件单位"))
    }

    private static func otherUnit(
        _ written: String, _ layer: LayerParameters, _ source: any RasterSource
    ) -> Diagnostic {
        Diagnostic(
            code: "wrong_unit", at: layer.location, path: "\(layer.path).unit",
            "\(source.name) is in \(written), the scenario says \(layer.statedUnit)",
            hint: "state the unit of the file; it is converted")
    }
}
