import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// The account of gross ecosystem product: rasters to sufficient tables, tables to quantities and values.
public enum GEPAccounting {
    /// The whole account. Throws all findings about layers, tables, prices and outlines at once.
    public static func evaluate(
        parameters: AccountsParameters, regions: RegionTable, outlines: [RegionOutline],
        opener: any RasterOpener, settings: PassSettings = PassSettings()
    ) throws(DiagnosticFailure) -> AccountResult {
        let tables = try measure(
            parameters: parameters, regions: regions, outlines: outlines, opener: opener, settings: settings)
        return try account(parameters: parameters, regions: regions, tables: tables)
    }

    /// Everything that can be checked without computing: returns warnings, throws errors.
    public static func check(
        parameters: AccountsParameters, regions: RegionTable, outlines: [RegionOutline],
        opener: any RasterOpener
    ) throws(DiagnosticFailure) -> [Diagnostic] {
        let ready = try prepare(parameters, regions, outlines, opener)
        if let stack = ready.stack { _ = try cut(stack.grid, ready.outlines, parameters) }
        var findings: [Diagnostic] = []
        _ = parameters.rasters?.outputs(ready.set.measurements, &findings)
        if !findings.isEmpty { throw DiagnosticFailure(findings) }
        return (ready.stack?.warnings ?? []) + ready.set.warnings + ready.warnings
    }

    /// Sums over the rasters: stored ones where they still hold, one pass for the rest.
    ///
    /// They depend on layers, outlines and what kernels store, not on prices.
    public static func measure(
        parameters: AccountsParameters, regions: RegionTable, outlines: [RegionOutline],
        opener: any RasterOpener, settings: PassSettings = PassSettings()
    ) throws(DiagnosticFailure) -> SufficientTables {
        let ready = try prepare(parameters, regions, outlines, opener)
        guard let stack = ready.stack else { return .none }
        let measuring = try AccountMeasuring(
            ready.set, stack, outlines: ready.outlines, zoneRule: parameters.zoneRule,
            rasters: parameters.rasters, opener: opener, settings: settings)
        let tables = try measuring.tables { () throws(DiagnosticFailure) in
            try cut(stack.grid, ready.outlines, parameters)
        }.adding(ready.warnings)
        let empty = emptyLayers(tables, parameters.layers)
        if !empty.isEmpty { throw DiagnosticFailure(empty.sortedByLocation()) }
        return tables
    }

    /// The sums of one share of the windows, for a run that takes all shares by ``PassSettings/parts``.
    ///
    /// - Parameter known: what an earlier call may have left; given back where it holds just these sums.
    public static func part(
        _ share: TaskShare, known: MeasuredPart? = nil, parameters: AccountsParameters, regions: RegionTable,
        outlines: [RegionOutline], opener: any RasterOpener, settings: PassSettings = PassSettings()
    ) throws(DiagnosticFailure) -> MeasuredPart {
        let ready = try prepare(parameters, regions, outlines, opener)
        guard let stack = ready.stack else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "nothing_to_cut", path: "accounts", "the account reads no rasters",
                    hint: "compute in one task with `ecocomp run`")
            ])
        }
        let measuring = try AccountMeasuring(
            ready.set, stack, outlines: ready.outlines, zoneRule: parameters.zoneRule,
            rasters: parameters.rasters, writesRasters: false, opener: opener, settings: settings)
        return try measuring.part(share, known: known, on: try cut(stack.grid, ready.outlines, parameters))
    }

    /// Layers without a single valid cell where the regions are: nothing can be told from them.
    private static func emptyLayers(_ tables: SufficientTables, _ layers: LayersParameters) -> [Diagnostic] {
        guard tables.insideShare.values.contains(where: { $0 > 0 }) else { return [] }
        return tables.rasters.filter { $0.validCellShare == 0 }.compactMap { raster in
            layers[raster.layer].map { layer in
                Diagnostic(
                    code: "raster_without_data", at: layer.location, path: layer.path,
                    "\(raster.file) has no valid cell where the regions are",
                    hint: "every cell is marked as missing: check `nodata`, the file and its place")
            }
        }
    }

    /// Quantities and values from tables alone.
    public static func account(
        parameters: AccountsParameters, regions: RegionTable, tables: SufficientTables
    ) throws(DiagnosticFailure) -> AccountResult {
        let set = try IndicatorSet(parameters, regions)
        let absent = set.measurements.map(\.id).filter { tables.indicators[$0] == nil }
        guard absent.isEmpty else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "sums_missing", path: "accounts.indicators",
                    "the stored sums do not hold \(absent.joined(separator: ", "))",
                    hint: "measure again with these indicators")
            ])
        }
        return AccountAssembly(parameters, set, tables).result()
    }

    private static func prepare(
        _ parameters: AccountsParameters, _ regions: RegionTable, _ outlines: [RegionOutline],
        _ opener: any RasterOpener
    ) throws(DiagnosticFailure) -> (
        set: IndicatorSet, stack: LayerStack?, outlines: [RegionOutline], warnings: [Diagnostic]
    ) {
        var findings: [Diagnostic] = []
        let set = collect(&findings) { () throws(DiagnosticFailure) in try IndicatorSet(parameters, regions) }
        let roles = set?.layers ?? parameters.layers.layers.keys.sorted { $0.rawValue < $1.rawValue }
        guard !roles.isEmpty else {
            guard let set, findings.isEmpty else { throw DiagnosticFailure(findings) }
            return (set, nil, [], [])
        }
        let stack = collect(&findings) { () throws(DiagnosticFailure) in
            try LayerStack(
                roles, monthly: set?.monthlyLayers ?? [], parameters: parameters.layers, opener: opener)
        }
        let known = collect(&findings) { () throws(DiagnosticFailure) in
            try matched(outlines, regions, parameters.layers)
        }
        let areas =
            if let stack, let known {
                RegionPlausibility.areaFindings(regions, known, on: stack.grid)
            } else { [Diagnostic]() }
        findings += areas.filter { $0.severity == .error }
        guard let set, let stack, let known, findings.isEmpty else {
            throw DiagnosticFailure(findings.sortedByLocation())
        }
        return (set, stack, known, areas)
    }

    private static func collect<Value>(
        _ findings: inout [Diagnostic], _ body: () throws(DiagnosticFailure) -> Value
    ) -> Value? {
        do throws(DiagnosticFailure) {
            return try body()
        } catch {
            findings += error.diagnostics
            return nil
        }
    }

    /// One outline for each region of the scenario.
    private static func matched(
        _ outlines: [RegionOutline], _ regions: RegionTable, _ layers: LayersParameters
    ) throws(DiagnosticFailure) -> [RegionOutline] {
        let known = outlines.filter { outline in RegionCode(outline.id).map(regions.contains) ?? false }
        var findings: [Diagnostic] = []
        for region in regions.regions {
            let count = known.count { $0.id == region.code.description }
            guard count != 1 else { continue }
            findings.append(
                Diagnostic(
                    code: count == 0 ? "outline_missing" : "outline_duplicate", at: layers.location,
                    path: layers.path,
                    count == 0
                        ? "there is no outline of \(region.code) \(region.name.zh)"
                        : "there are \(count) outlines of \(region.code) \(region.name.zh)",
                    hint: "rasters are summed within outlines: give each county one"))
        }
        guard findings.isEmpty else { throw DiagnosticFailure(findings) }
        return known
    }

    /// Shares of cells in regions.
    private static func cut(
        _ grid: Grid, _ outlines: [RegionOutline], _ parameters: AccountsParameters
    ) throws(DiagnosticFailure) -> Zones {
        do throws(GridError) {
            return try Zones(grid: grid, outlines: outlines, rule: parameters.zoneRule)
        } catch {
            let layers = parameters.layers
            throw DiagnosticFailure([error.diagnostic(at: layers.location, path: layers.path)])
        }
    }
}
