import EcoAccounts
import EcoIndicators
import EcoUnits

extension RunFile {
    /// `accounts.csv`: a row for each region, indicator and ecosystem type.
    static func accounts(_ entries: [AccountEntry]) -> RunFile {
        var csv = CSVText(columns: [
            "region", "year", "account", "indicator", "ecosystem", "quantity", "unit", "value_yuan",
            "price_year", "status", "rule_pack", "note", "note_zh",
        ])
        for entry in entries {
            csv.append([
                entry.region.description, "\(entry.year)", entry.account.rawValue, entry.indicator,
                entry.ecosystem?.rawValue, cell(entry.quantity), entry.unit.symbol, cell(entry.valueYuan),
                entry.priceYear.map { "\($0)" }, entry.status.rawValue, entry.rulePack, entry.note.en,
                entry.note.zh,
            ])
        }
        return RunFile("accounts.csv", csv.text)
    }

    /// `layers.csv`: the rasters that took part (T8); `nil` where the account is from tables alone.
    static func layers(_ rasters: [RasterInventoryEntry]) -> RunFile? {
        guard !rasters.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "layer", "file", "unit", "year", "source", "status", "crs", "cell_width", "cell_height", "bands",
            "nodata", "resampling", "valid_cell_share",
        ])
        for raster in rasters {
            csv.append([
                raster.layer.rawValue, raster.file, raster.unit, raster.year, raster.source,
                raster.status.rawValue,
                raster.reference, cell(raster.cellWidth), cell(raster.cellHeight), "\(raster.bandCount)",
                cell(raster.nodata), raster.resampling, cell(raster.validCellShare),
            ])
        }
        return RunFile("layers.csv", csv.text)
    }
}
