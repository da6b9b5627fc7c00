import EcoGrids
import EcoUnits

/// Erosion, delivery and deposition of cells in t/ha a year; 0 where a figure is undefined on valid ground.
struct SedimentDeliveryKernel: CellKernel {
    typealias Lanes = SIMD8<Double>

    let classes: SedimentClasses

    enum Figure: Int, CaseIterable {
        case bareErosion, erosion, avoidedErosion, export, deposition, avoidedExport, stream, undrained
    }

    func densities(_ cells: LayerWindow, into densities: inout DensityWindow) {
        let bare = cells.terrain(SedimentTerrain.Output.bareErosion.rawValue)
        let ratio = cells.terrain(SedimentTerrain.Output.ratio.rawValue)
        let deposition = cells.terrain(SedimentTerrain.Output.deposition.rawValue)
        let kept = classes.kept(cells.classes.cells)
        densities.withCells { all in
            guard let target = all.baseAddress else { return }
            Self.fill(bare, kept, ratio, deposition, target)
        }
    }

    private static func fill(
        _ bare: [Double], _ kept: [Double], _ ratio: [Double], _ deposition: [Double],
        _ target: UnsafeMutablePointer<Double>
    ) {
        let count = bare.count
        func column(_ figure: Figure) -> UnsafeMutablePointer<Double> { target + figure.rawValue * count }
        let (bareColumn, erosionColumn) = (column(.bareErosion), column(.erosion))
        let (avoidedColumn, exportColumn) = (column(.avoidedErosion), column(.export))
        let (depositionColumn, keptColumn) = (column(.deposition), column(.avoidedExport))
        let (streamColumn, undrainedColumn) = (column(.stream), column(.undrained))
        forEachCellBlock(count) { block in
            let (raw, factor) = (block.load(bare), block.load(kept))
            let valid = raw * 0 + factor * 0
            let ratio = block.load(ratio)
            let isStream = ratio .== 1
            let isDrained = ratio .== ratio
            let bare = raw.replacing(with: 0, where: isStream)
            let erosion = (raw * factor).replacing(with: 0, where: isStream)
            let delivered = ratio.replacing(with: 0, where: .!isDrained)
            let settled = block.load(deposition)
            let deposited = settled.replacing(with: 0, where: .!(settled .== settled)) + valid
            let spared = (bare - erosion) * delivered + deposited
            block.store(bare + valid, to: bareColumn)
            block.store(erosion + valid, to: erosionColumn)
            block.store(bare - erosion + valid, to: avoidedColumn)
            block.store(erosion * delivered + valid, to: exportColumn)
            block.store(deposited, to: depositionColumn)
            block.store(spared.replacing(with: 0, where: isStream) + valid, to: keptColumn)
            block.store(valid.replacing(with: 1, where: isStream) + valid, to: streamColumn)
            block.store(valid.replacing(with: 1, where: .!isDrained) + valid, to: undrainedColumn)
        }
    }
}

extension SedimentDeliveryKernel.Figure {
    var measure: Measure {
        switch self {
        case .bareErosion:
            Self.mass("bare_erosion_t_per_ha", LocalizedText(en: "erosion of bare ground", zh: "潜在侵蚀模数"))
        case .erosion: Self.mass("erosion_t_per_ha", LocalizedText(en: "erosion", zh: "实际侵蚀模数"))
        case .avoidedErosion:
            Self.mass("avoided_erosion_t_per_ha", LocalizedText(en: "erosion avoided", zh: "避免侵蚀模数"))
        case .export:
            Self.mass("export_t_per_ha", LocalizedText(en: "sediment that reaches streams", zh: "泥沙输出模数"))
        case .deposition:
            Self.mass("deposition_t_per_ha", LocalizedText(en: "sediment deposited", zh: "泥沙沉积模数"))
        case .avoidedExport:
            Self.mass(
                "avoided_export_t_per_ha", LocalizedText(en: "sediment kept from streams", zh: "避免泥沙输出模数"))
        case .stream: Measure("stream", LocalizedText(en: "streams", zh: "河网"), unit: .one, ceiling: 1)
        case .undrained:
            Measure(
                "undrained", LocalizedText(en: "ground that drains to no stream", zh: "未汇入河网"), unit: .one,
                ceiling: 1)
        }
    }

    private static func mass(_ id: String, _ title: LocalizedText) -> Measure {
        Measure(id, title, unit: .named("t/ha"), ceiling: 65_536)
    }
}
