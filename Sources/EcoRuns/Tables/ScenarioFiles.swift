import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoUnits

extension RunFile {
    /// `regions.csv`: the counties, for reports that read the run alone.
    static func regions(_ regions: RegionTable) -> RunFile {
        var csv = CSVText(columns: [
            "region", "name_zh", "name_en", "city_zh", "city_en", "area_km2", "population", "longitude",
            "latitude",
        ])
        for region in regions.regions {
            csv.append([
                region.code.description, region.name.zh, region.name.en, region.city.zh, region.city.en,
                cell(region.areaSquareKilometres), cell(region.population), cell(region.longitude),
                cell(region.latitude),
            ])
        }
        return RunFile("regions.csv", csv.text)
    }

    /// `neighbours.csv`: which counties border on each other; `nil` where the scenario does not say it.
    static func neighbours(_ borders: [SharedBorder]) -> RunFile? {
        guard !borders.isEmpty else { return nil }
        var csv = CSVText(columns: ["region", "neighbour", "shared_km"])
        for border in borders {
            csv.append([border.first.description, border.second.description, cell(border.kilometres)])
        }
        return RunFile("neighbours.csv", csv.text)
    }

    /// `assumptions.csv`: what the scenario takes for granted; `nil` where it states nothing.
    static func assumptions(_ assumptions: [Assumption]) -> RunFile? {
        guard !assumptions.isEmpty else { return nil }
        var csv = CSVText(columns: ["id", "topic", "statement_zh", "statement_en", "formula", "affects"])
        for assumption in assumptions {
            csv.append([
                assumption.id, assumption.topic, assumption.statement.zh, assumption.statement.en,
                assumption.formula, assumption.affects,
            ])
        }
        return RunFile("assumptions.csv", csv.text)
    }

    /// `diagnostics.json`: places are written from the scenario's folder, so that a run is the same wherever the
    /// scenario lies.
    static func diagnostics(_ diagnostics: [Diagnostic], _ files: ScenarioFiles) -> RunFile {
        let placed = diagnostics.map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.location = diagnostic.location.map {
                let file = $0.file == Override.fileName ? $0.file : files.relativeName($0.file)
                return SourceLocation(file: file, line: $0.line, column: $0.column)
            }
            return diagnostic
        }
        return RunFile(
            "diagnostics.json", JSON.object([("diagnostics", .array(placed.map(\.json)))]).text + "\n")
    }
}
