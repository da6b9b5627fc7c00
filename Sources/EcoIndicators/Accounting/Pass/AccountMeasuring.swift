import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// From layers to sufficient tables: stored sums where they still hold, one pass over the rasters for the rest.
struct AccountMeasuring {
    private let set: IndicatorSet
    let stack: LayerStack
    private let outlines: [RegionOutline]
    private let zoneRule: ZoneRule
    let opener: any RasterOpener
    let settings: PassSettings
    private let keys: SumKeys
    /// The figures that are written cell by cell.
    private let outputs: [RasterOutput]
    private let format: RasterFormat
    /// Those whose figures are written are measured with the coefficients of every cell.
    let measurements: [(id: String, measurement: Measurement)]
    /// Rasters are made from the cells themselves.
    let written: Set<String>

    /// - Parameter writesRasters: false where only a share is measured, which writes none.
    init(
        _ set: IndicatorSet, _ stack: LayerStack, outlines: [RegionOutline], zoneRule: ZoneRule,
        rasters: RasterOutputParameters?, writesRasters: Bool = true, opener: any RasterOpener,
        settings: PassSettings
    ) throws(DiagnosticFailure) {
        var findings: [Diagnostic] = []
        outputs = rasters?.outputs(set.measurements, &findings) ?? []
        format = rasters?.format ?? RasterFormat()
        if writesRasters, !outputs.isEmpty, settings.rasters == nil {
            findings.append(
                Diagnostic(
                    code: "raster_unwritable", path: "accounts.rasters",
                    "no place for raster outputs is given",
                    hint: "leave the block out, or compute with `ecocomp run`"))
        }
        if !findings.isEmpty { throw DiagnosticFailure(findings) }
        let written = Set(outputs.map(\.indicator))
        self.written = written
        measurements = set.measurements.map { id, measurement in
            (id, written.contains(id) ? measurement.byCell : measurement)
        }
        self.set = set
        self.stack = stack
        self.outlines = outlines
        self.opener = opener
        self.settings = settings
        keys = SumKeys(stack, outlines: outlines, zoneRule: zoneRule, settings: settings)
        self.zoneRule = zoneRule
    }

    /// For sums that travel between machines.
    var partKeys: SumKeys {
        var ofParts = settings
        ofParts.engine = settings.partEngine
        return SumKeys(stack, outlines: outlines, zoneRule: zoneRule, settings: ofParts)
    }

    /// - Parameter cut: makes the shares of cells in regions, which a pass needs and stored sums do not.
    func tables(
        cut: () throws(DiagnosticFailure) -> Zones
    ) throws(DiagnosticFailure) -> SufficientTables {
        var extent: MeasuredExtent?
        var sums: [String: MeasuredSums] = [:]
        var zones: Zones?
        if let parts = settings.parts {
            let own = try cut()
            zones = own
            (extent, sums) = try merged(parts, on: own)
        } else {
            extent = storedExtent
            for (id, measurement) in measurements where !written.contains(id) {
                sums[id] = stored(measurement)
            }
        }
        let missing = measurements.filter { sums[$0.id] == nil }
        if extent == nil || !missing.isEmpty {
            settings.observer.begins()
            defer { settings.observer.rests() }
            let whole = if let zones { zones } else { try cut() }
            let measured = try measure(missing, on: whole)
            extent = measured.extent
            sums.merge(measured.sums) { _, new in new }
        }
        guard let extent else { return .none }
        return try tables(extent, sums)
    }

    // MARK: Stored sums

    private var storedExtent: MeasuredExtent? {
        keys.extent.flatMap { settings.sums?.bytes(for: $0) }.flatMap { MeasuredExtent($0) }
    }

    private func stored(_ measurement: Measurement) -> MeasuredSums? {
        keys.key(measurement).flatMap { settings.sums?.bytes(for: $0) }
            .flatMap { MeasuredSums($0, measures: measurement.summed.map(\.id)) }
    }

    private func keep(_ extent: MeasuredExtent, _ sums: [String: MeasuredSums]) {
        guard let store = settings.sums else { return }
        if let key = keys.extent { store.keep(extent.bytes, for: key) }
        for (id, measurement) in measurements {
            if let key = keys.key(measurement), let own = sums[id] { store.keep(own.bytes, for: key) }
        }
    }

    // MARK: Pass

    private func measure(
        _ measurements: [(id: String, measurement: Measurement)], on zones: Zones
    ) throws(DiagnosticFailure) -> (extent: MeasuredExtent, sums: [String: MeasuredSums]) {
        let terrainOnly = PassPlan.terrainOnlyLayers(measurements.map(\.measurement)).filter {
            stack.layers[$0] != nil
        }
        let surveyed = Set(measurements.flatMap { $0.measurement.terrain?.surveyedLayers ?? [] })
        var scanned = try scan(terrainOnly.filter { !surveyed.contains($0) }, zones)
        let (items, terrain) = try derived(measurements, terrainOnly, zones, &scanned)
        // Layers of which kept steps left nothing to read.
        scanned.merge(try scan(terrainOnly.filter { scanned[$0] == nil }, zones))
        let plan = PassPlan(stack, zones: zones, items: items, terrain: terrain, settings: settings)
        let (state, parts) = try RasterPass(
            plan, outputs: outputs, key: key(plan, keys), opener: opener, settings: settings
        ).run()
        let result = try measured(state, plan, state.census.merging(scanned) { own, _ in own })
        if let parts { try write(parts) }
        return result
    }

    /// What a finished pass gave, which is kept for later runs; throws where layers hold what is no data of their kind.
    func measured(
        _ state: PassState, _ plan: PassPlan, _ census: [LayerRole: LayerCensus]
    ) throws(DiagnosticFailure) -> (extent: MeasuredExtent, sums: [String: MeasuredSums]) {
        let extent = measured(state, plan.zones)
        let found = stack.findings(census) + [unknownClasses(extent.table)].compactMap { $0 }
        if !found.isEmpty { throw DiagnosticFailure(found.sortedByLocation()) }
        let sums = measured(state, plan.items, census)
        keep(extent, sums)
        return (extent, sums)
    }

    private func scan(
        _ roles: [LayerRole], _ zones: Zones
    ) throws(DiagnosticFailure) -> [LayerRole: LayerCensus] {
        try TerrainLayerScan(roles, of: stack, regions: zones.extent, opener: opener, settings: settings)
            .run()
    }

    /// Writes the rasters from their parts, several at once.
    private func write(_ parts: RasterParts) throws(DiagnosticFailure) {
        guard let storage = settings.rasters else { return }
        let writing = RasterWriting(parts, grid: stack.grid, format: format, storage: storage)
        Workers.run(min(settings.jobs, outputs.count)) { [settings] in
            writing.run { settings.observer.mustStop }
        }
        let findings = writing.findings
        if !findings.isEmpty { throw DiagnosticFailure(findings) }
        if settings.observer.mustStop {
            settings.observer.stopped(done: stack.grid.cellCount, of: stack.grid.cellCount)
        }
        storage.removeParts()
    }

    /// Everything that the state of a pass depends on.
    func key(_ plan: PassPlan, _ keys: SumKeys) -> String? {
        guard let extent = keys.extent else { return nil }
        var parts = [extent, "tasks \(plan.tasks.count) \(plan.tasks.first.map { "\($0)" } ?? "")"]
        parts += plan.items.flatMap(\.outputs).map { "output \(outputs[$0.number].id)" }
        for item in plan.items {
            guard let key = keys.key(item.measurement) else { return nil }
            parts.append("item \(item.id)\n\(key)")
        }
        return parts.joined(separator: "\n")
    }

    private func measured(_ state: PassState, _ zones: Zones) -> MeasuredExtent {
        let inside = zip(zones.regions, zones.insideShare).compactMap { id, share in
            RegionCode(id).map { ($0, share) }
        }
        return MeasuredExtent(
            table: state.sums.extentTable,
            insideShare: Dictionary(inside, uniquingKeysWith: { first, _ in first }),
            overlapArea: zones.overlapArea, census: state.census.filter { $0.key == .landCover })
    }

    private func measured(
        _ state: PassState, _ items: [PassPlan.Item], _ census: [LayerRole: LayerCensus]
    ) -> [String: MeasuredSums] {
        var sums: [String: MeasuredSums] = [:]
        for (index, item) in items.enumerated() {
            let roles = item.measurement.layers + (item.measurement.terrain?.layers ?? [])
            sums[item.id] = MeasuredSums(
                table: state.sums.table(index, measures: item.measurement.summed.map(\.id)),
                census: census.filter { roles.contains($0.key) })
        }
        return sums
    }

    /// Runs each terrain model once, however many measurements share it; `scanned` takes what was seen of layers that
    /// no kernel reads.
    private func derived(
        _ measurements: [(id: String, measurement: Measurement)], _ terrainOnly: [LayerRole], _ zones: Zones,
        _ scanned: inout [LayerRole: LayerCensus]
    ) throws(DiagnosticFailure) -> ([PassPlan.Item], [PassPlan.Terrain]) {
        var known: [String: Int] = [:]
        var terrain: [PassPlan.Terrain] = []
        var items: [PassPlan.Item] = []
        for (id, measurement) in measurements {
            guard let model = measurement.terrain else {
                items.append(item(id, measurement, terrain: nil))
                continue
            }
            let text = StoredValues.text(of: model)
            let index = text.flatMap { known[$0] } ?? terrain.count
            if index == terrain.count {
                let roles = model.surveyedLayers.filter { terrainOnly.contains($0) && scanned[$0] == nil }
                let survey = TerrainSurvey(roles, of: stack, regions: zones.extent, opener: opener)
                terrain.append(try derive(model, number: index, survey))
                scanned.merge(survey.census)
            }
            if let text { known[text] = index }
            items.append(item(id, measurement, terrain: index))
        }
        return (items, terrain)
    }

    private func item(_ id: String, _ measurement: Measurement, terrain: Int?) -> PassPlan.Item {
        let own = outputs.enumerated().filter { $0.element.indicator == id }
        return PassPlan.Item(
            id: id, measurement: measurement, terrain: terrain,
            outputs: own.map { (number: $0.offset, origin: $0.element.origin) })
    }

    private func derive(
        _ model: any TerrainModel, number: Int, _ survey: TerrainSurvey
    ) throws(DiagnosticFailure) -> PassPlan.Terrain {
        let archive = keys.key(model).flatMap { settings.checkpoints?.layers(ofModel: number, key: $0) }
        var site = TerrainSite(
            grid: stack.grid, jobs: settings.jobs, scratch: settings.scratch, archive: archive,
            archiveInterval: settings.checkpointInterval, observer: settings.observer,
            open: { [stack, opener] role throws(GridError) in try stack.converted(role, opener) })
        site.survey = survey
        do throws(GridError) {
            return PassPlan.Terrain(outputs: model.outputs, products: try model.derive(site))
        } catch {
            let findings = survey.findings
            if !findings.isEmpty { throw DiagnosticFailure(findings.sortedByLocation()) }
            if settings.observer.mustStop { settings.observer.stoppedRouting(isKept: archive?.record != nil) }
            throw stack.failure(error, among: model.layers)
        }
    }

    // MARK: Tables

    private func tables(
        _ extent: MeasuredExtent, _ sums: [String: MeasuredSums]
    ) throws(DiagnosticFailure) -> SufficientTables {
        if let finding = unknownClasses(extent.table) { throw DiagnosticFailure([finding]) }
        var census = extent.census
        for own in sums.values { census.merge(own.census) { _, new in new } }
        return SufficientTables(
            extent: extent.table, indicators: sums.mapValues(\.table), insideShare: extent.insideShare,
            rasters: stack.inventory(census),
            warnings: stack.warnings + stack.doubts(census) + overlapWarning(extent.overlapArea))
    }

    func unknownClasses(_ extent: SufficientTable) -> Diagnostic? {
        let legend = set.context.legend
        let unknown = Set(extent.rows.compactMap(\.sum.classCode)).filter { legend[$0] == nil }.sorted()
        guard !unknown.isEmpty, let layer = stack.layers[.landCover]?.parameters else { return nil }
        let codes = unknown.map { String($0) }.joined(separator: ", ")
        return Diagnostic(
            code: "unknown_class", at: layer.location, path: layer.path,
            "\(layer.file.name) holds classes that the legend '\(legend.id)' does not name: \(codes)",
            hint: "add them to the legend, or state `nodata` if they mark missing cells")
    }

    private func overlapWarning(_ overlap: Double) -> [Diagnostic] {
        let area = NumberText.shortest((overlap / 1e4).rounded() / 100)
        guard overlap > 1 else { return [] }
        return [
            Diagnostic(
                .warning, code: "outlines_overlap", path: "accounts.layers",
                LocalizedText(en: "outlines of regions overlap on \(area) km²", zh: "区域边界重叠 \(area) 平方公里"),
                hint: LocalizedText(
                    en: "the area counts in each of them; mend the boundary file", zh: "重叠面积在各区域均计入，请修正边界文件"))
        ]
    }
}
