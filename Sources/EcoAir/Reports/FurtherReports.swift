import EcoAccounts
import EcoParameters
import EcoUnits

extension AirReport {
    /// `air_changes`: changes against the year before under one standard, with ranks of improvement.
    static func changes(_ changes: [AirChange]) -> AirReport {
        AirReport(
            "air_changes",
            columns: [
                "region", "period", "base_period", "indicator", "base", "current", "difference", "percent",
                "unit",
                "flag", "base_source", "improvement_rank", "deterioration_rank", "valid", "standard",
            ]
        ) { sink throws(Diagnostic) in
            for change in changes where change.base != nil || change.current != nil {
                try sink([
                    "\(change.region)", "\(change.period)", "\(change.basePeriod)", change.indicator.id,
                    cell(change.base), cell(change.current), cell(change.difference), cell(change.percent),
                    change.indicator.unit.symbol, change.flag.rawValue, change.baseSource,
                    cell(change.improvementRank), cell(change.deteriorationRank), cell(change.isValid),
                    change.standard.rawValue,
                ])
            }
        }
    }

    /// `air_dustfall`: means, extremes, verdicts and ranks by region and period.
    static func dustfall(_ results: [DustfallResult], _ limits: DustfallLimits) -> AirReport {
        AirReport(
            "air_dustfall",
            columns: [
                "region", "period", "sand_dust_removed", "sites", "missing", "mean_t_km2_month",
                "largest_t_km2_month", "smallest_t_km2_month", "limit_t_km2_month", "complies",
                "special_clean_up", "rank", "percent",
            ]
        ) { sink throws(Diagnostic) in
            for result in results {
                try sink([
                    "\(result.region)", "\(result.period)", cell(result.withoutSandDust), cell(result.sites),
                    cell(result.missing), cell(result.mean), cell(result.largest), cell(result.smallest),
                    cell(limits.limit), cell(result.complies), cell(result.needsCleanUp), cell(result.rank),
                    cell(result.percent),
                ])
            }
        }
    }

    /// `air_rank_gaps`: ranks among listed cities and the gap to the target rank.
    static func rankGaps(_ gaps: [RankGap]) -> AirReport {
        AirReport(
            "air_rank_gaps",
            columns: [
                "region", "period", "composite_index", "rank", "cities", "target_rank", "gap", "standard",
            ]
        ) { sink throws(Diagnostic) in
            for gap in gaps {
                try sink([
                    "\(gap.region)", "\(gap.period)", cell(gap.index), cell(gap.rank), cell(gap.cities),
                    cell(gap.targetRank), cell(gap.gap), gap.standard.rawValue,
                ])
            }
        }
    }

    /// `air_exclusions`: every day that the list of sand-dust takes from a statistic, with the value as measured
    /// and what remains of it.
    static func exclusions(_ list: ExclusionList, _ blocks: [RegionDays]) -> AirReport {
        AirReport(
            "air_exclusions",
            columns: ["region", "date", "hour", "pollutant", "cause", "measured", "remaining", "source"]
        ) { sink throws(Diagnostic) in
            for days in blocks {
                for entry in list.entries where entry.date.year == days.year {
                    for (position, region) in days.regions.enumerated() {
                        let (item, day) = (entry.item, entry.date.dayOfYear)
                        guard let measured = days[position, item, day],
                            days.isTouched(region: position, item: item, day: day), entry.touches(region)
                        else { continue }
                        let remaining = days.value(
                            region: position, item: item, day: day, without: [entry.cause])
                        try sink([
                            "\(region)", "\(entry.date)", cell(entry.hour), item.pollutant.id,
                            entry.cause.rawValue, cell(measured), cell(remaining), entry.source,
                        ])
                    }
                }
            }
        }
    }
}

extension ExclusionList.Entry {
    /// A region that lies in the area, or a city that the area lies in.
    fileprivate func touches(_ region: RegionCode) -> Bool { covers(region) || area.prefecture == region }
}
