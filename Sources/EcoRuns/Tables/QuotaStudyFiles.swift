import EcoParameters
import EcoQuota
import EcoUnits

extension RunFile {
    /// The files of the study of a market, those that it has something for.
    static func quotaStudy(_ result: QuotaResult, year: Int) -> [RunFile] {
        let (study, market) = (result.study, result.market)
        return [
            quotaPrices(study.prices, market, result.name), quotaLedger(study.statement),
            quotaSteps(study.steps, market), quotaSensitivity(study.sensitivity),
            quotaEquity(study.equity), quotaRents(result, year: year), quotaSharing(study.sharing),
            receptorContributions(study.contributions, market),
            quotaRules(study.audit, result.parameters.rules), quotaAllocations(study.allocations, market),
            quotaCurves(result), quotaReliefs(result),
        ].compactMap { $0 } + programs(result)
    }

    /// `quota_prices.csv`: every price with its parts, its interval, the range in which it holds, and what it says.
    private static func quotaPrices(
        _ prices: [QuotaPrice], _ market: QuotaMarket, _ name: (String) -> LocalizedText
    ) -> RunFile? {
        guard !prices.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "kind", "pollutant", "pool", "period", "name", "price", "price_unit", "place_charge_yuan_per_t",
            "scarcity_yuan_per_t", "benchmark_yuan_per_t", "price_lower", "price_upper", "holds_tighter",
            "holds_looser", "limit_unit", "meaning_en", "meaning_zh", "range_is_exact",
        ])
        for price in prices {
            let meaning = price.meaning(period: market.periodName(price.period), name: name)
            csv.append([
                price.kind.rawValue, price.pollutant, price.pool, market.periodName(price.period),
                price.name, cell(price.price), price.priceUnit, cell(price.placeCharge),
                cell(price.scarcity), cell(price.benchmark), cell(price.interval?.lower),
                cell(finite(price.interval?.upper)), cell(finite(price.range?.tighter)),
                cell(finite(price.range?.looser)), price.limitUnit, meaning.en, meaning.zh,
                price.range.map { $0.isExact ? "yes" : "no" },
            ])
        }
        return RunFile("quota_prices.csv", csv.text)
    }

    /// Without end is no number in a table.
    private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

    /// `quota_ledger.csv`: what the market means for every region and fund; gains and rents add to what trade
    /// saves.
    private static func quotaLedger(_ statement: MarketStatement) -> RunFile {
        var csv = CSVText(columns: [
            "party", "measure_cost_yuan", "project_value_yuan", "enclave_value_yuan", "tax_yuan",
            "shortfall_cost_yuan", "quota_paid_yuan", "quota_received_yuan", "fees_yuan", "net_cost_yuan",
            "cost_alone_yuan", "gain_yuan", "income_yuan", "rent_yuan",
        ])
        for region in statement.regions {
            csv.append([
                region.region, money(region.measureCost), money(region.projectValue),
                money(region.enclaveValue), money(region.tax), money(region.shortfallCost),
                money(region.quotaPaid), money(region.quotaReceived), money(region.feesPaid),
                money(region.netCost), money(region.costAlone), money(region.gain), nil, nil,
            ])
        }
        for fund in statement.funds {
            csv.append(
                [fund.kind.rawValue] + [String?](repeating: nil, count: 11)
                    + [money(fund.income), money(fund.rent)])
        }
        return RunFile("quota_ledger.csv", csv.text)
    }

    /// `quota_steps.csv`: every measure and how far the plan uses it, and what a stricter target would add.
    private static func quotaSteps(_ steps: [MeasureStep], _ market: QuotaMarket) -> RunFile? {
        guard !steps.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "region", "pollutant", "sector", "period", "measure", "state", "maximum_t", "used_t",
            "marginal_cost_yuan_per_t", "cost_yuan", "worth_yuan", "used_when_stricter_t", "investment_yuan",
            "payback_years",
        ])
        for step in steps {
            csv.append([
                step.region, step.pollutant, step.sector, market.periodName(step.period), step.measure,
                step.state.rawValue, amount(step.maximum), amount(step.used), money(step.marginalCost),
                money(step.cost), money(step.worth), amount(step.usedWhenStricter), money(step.investment),
                cell(step.payback),
            ])
        }
        return RunFile("quota_steps.csv", csv.text)
    }

    /// `quota_sensitivity.csv`: cost and mean prices under changed rules; empty where the limits cannot be met.
    private static func quotaSensitivity(_ cases: [SensitivityCase]) -> RunFile? {
        guard !cases.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "kind", "value", "cost_yuan", "shortfall_t", "pollutant", "mean_price_yuan_per_t",
        ])
        for one in cases {
            let head = [one.kind.rawValue, cell(one.value), cell(one.cost), amount(one.shortfall)]
            if one.prices.isEmpty { csv.append(head + [nil, nil]) }
            for (pollutant, price) in one.prices.sorted(by: { $0.key < $1.key }) {
                csv.append(head + [pollutant, cell(price)])
            }
        }
        return RunFile("quota_sensitivity.csv", csv.text)
    }

    /// `quota_equity.csv`: shares and amounts per head before and after trade; rows without a region give the Gini
    /// coefficients over people.
    private static func quotaEquity(_ equity: QuotaEquity) -> RunFile {
        var csv = CSVText(columns: [
            "region", "pollutant", "share_of_baseline", "share_before", "share_after", "quota_kg_per_head",
            "emission_kg_per_head", "gini_before", "gini_after",
        ])
        for row in equity.rows {
            csv.append([
                row.region, row.pollutant, cell(row.shareOfBaseline), cell(row.shareBefore),
                cell(row.shareAfter), cell(row.quotaPerHead), cell(row.emissionPerHead), nil, nil,
            ])
        }
        for summary in equity.summaries {
            csv.append([
                nil, summary.pollutant, nil, nil, nil, nil, nil, cell(summary.giniOfQuota),
                cell(summary.giniOfEmission),
            ])
        }
        return RunFile("quota_equity.csv", csv.text)
    }

    /// `quota_rents.csv`: what the limits of receptors charge each region, in the columns of the scheme
    /// `receptor_rent`.
    private static func quotaRents(_ result: QuotaResult, year: Int) -> RunFile? {
        let charges = result.placeCharges(year: year)
        guard !charges.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "region", "year", "receptor", "receptor_region", "charge_yuan", "endowment_yuan",
        ])
        for charge in charges {
            csv.append([
                charge.region.description, "\(charge.year)", charge.receptor,
                charge.receptorRegion?.description, charge.charge.text(digits: 2),
                charge.endowment.text(digits: 2),
            ])
        }
        return RunFile("quota_rents.csv", csv.text)
    }

    /// `quota_sharing.csv`: what trade saves, by player; the rents of funds and the whole come last.
    private static func quotaSharing(_ sharing: MarketSharing?) -> RunFile? {
        guard let sharing else { return nil }
        var csv = CSVText(columns: [
            "player", "regions", "owen_yuan", "shapley_yuan", "standard_error_yuan", "orders_drawn",
        ])
        for player in sharing.players {
            csv.append([
                player.id, player.regions.joined(separator: " "), cell(player.owen), cell(player.shapley),
                cell(player.standardError), player.shapley == nil ? nil : "\(sharing.samples)",
            ])
        }
        csv.append(["rents", nil, cell(sharing.rents), nil, nil, nil])
        csv.append(["all", nil, cell(sharing.saving), nil, nil, nil])
        return RunFile("quota_sharing.csv", csv.text)
    }

    /// `receptor_contributions.csv`: who adds most at each receptor.
    private static func receptorContributions(
        _ contributions: [ReceptorContribution], _ market: QuotaMarket
    ) -> RunFile? {
        guard !contributions.isEmpty else { return nil }
        var csv = CSVText(columns: ["receptor", "period", "rank", "region", "before_ug_m3", "after_ug_m3"])
        for part in contributions {
            csv.append([
                part.receptor, market.periodName(part.period), "\(part.rank)", part.region, cell(part.before),
                cell(part.after),
            ])
        }
        return RunFile("receptor_contributions.csv", csv.text)
    }

    /// `quota_rules.csv`: what each rule touches, blocks and costs.
    private static func quotaRules(_ audit: RuleAudit?, _ rules: [any QuotaRule]) -> RunFile? {
        guard let audit else { return nil }
        var csv = CSVText(columns: [
            "rule", "name_en", "name_zh", "records_touched", "exempted_t", "blocked_deals", "blocked_t",
            "blocked_projects", "blocked_growth_t", "limits_broken_without", "rule_cost_yuan",
            "rule_cost_uncertainty_yuan", "deals_without", "cost_without_yuan",
        ])
        for row in audit.rows {
            let title = rules.first { $0.id == row.rule }.map { type(of: $0).declaration.title }
            csv.append([
                row.rule, title?.en, title?.zh, "\(row.touched)", cell(row.exempted), "\(row.blockedDeals)",
                cell(row.blockedQuota), "\(row.blockedProjects)", cell(row.blockedGrowth),
                "\(row.brokenLimits)", cell(row.cost), cell(row.uncertainty),
                "\(row.checkedDeals)", cell(row.costWithout),
            ])
        }
        return RunFile("quota_rules.csv", csv.text)
    }

    /// `quota_allocations.csv`: the quota that each primary allocation gives; rows without a region tell what the
    /// market behind it costs.
    private static func quotaAllocations(_ study: AllocationStudy?, _ market: QuotaMarket) -> RunFile? {
        guard let study else { return nil }
        var csv = CSVText(columns: [
            "method", "period", "pollutant", "region", "baseline_t", "held_t", "quota_t", "cost_yuan",
            "shortfall_t",
        ])
        for row in study.comparison.rows {
            csv.append([
                row.method, market.periodName(row.period), row.pollutant, row.region, cell(row.baseline),
                cell(row.held), cell(row.quota), nil, nil,
            ])
        }
        for outcome in study.outcomes {
            csv.append([
                outcome.method, nil, nil, nil, nil, nil, nil, cell(outcome.cost),
                amount(outcome.shortfall),
            ])
        }
        return RunFile("quota_allocations.csv", csv.text)
    }
}
