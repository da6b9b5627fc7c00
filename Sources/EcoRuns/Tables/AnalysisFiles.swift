import EcoAccounts
import EcoCompensation
import EcoUnits

extension RunFile {
    /// `fairness.csv` and `inequality.csv`: how the payments of a year fall on the regions.
    static func fairness(_ fairness: Fairness) throws(ArithmeticOverflow) -> [RunFile] {
        var burdens = CSVText(columns: [
            "region", "year", "paid_fen", "received_fen", "net_fen", "net_per_head_yuan", "net_per_km2_yuan",
            "burden_of_revenue", "revenue_yuan",
        ])
        for burden in fairness.burdens {
            burdens.append([
                burden.region.description, "\(burden.year)", "\(burden.paid.fen)", "\(burden.received.fen)",
                "\(try (burden.received - burden.paid).fen)", cell(burden.netPerHead),
                cell(burden.netPerSquareKilometre), cell(burden.burdenOfRevenue),
                cell(burden.revenue),
            ])
        }
        var years = CSVText(columns: [
            "year", "gini_of_paid", "gini_of_received", "heaviest_region", "heaviest_burden_of_revenue",
        ])
        for year in fairness.inequalities {
            years.append([
                "\(year.year)", cell(year.giniOfPaid), cell(year.giniOfReceived),
                year.heaviest?.description, cell(year.heaviestBurden),
            ])
        }
        return [RunFile("fairness.csv", burdens.text), RunFile("inequality.csv", years.text)]
    }

    /// `marginal_payments.csv`, `payment_jumps.csv`, `dead_zones.csv` and `fund_risk.csv`, those that the
    /// scenario asks for; without rows where nothing was found.
    static func analysis(_ analysis: Analysis) -> [RunFile] {
        [
            analysis.marginalPayments.map(marginalPayments), analysis.jumps.map(jumps),
            analysis.deadZones.map(deadZones), fundRisk(analysis.fundRisk),
        ].compactMap { $0 }
    }

    private static func marginalPayments(_ payments: [MarginalPayment]) -> RunFile {
        var csv = CSVText(columns: [
            "scheme", "region", "year", "indicator", "step", "unit", "gain_if_better_yuan",
            "gain_if_worse_yuan", "net_yuan", "net_if_better_yuan", "net_if_worse_yuan",
        ])
        for payment in payments {
            csv.append([
                payment.scheme, payment.region.description, "\(payment.year)", payment.indicator.rawValue,
                cell(payment.step.doubleValue), payment.indicator.unit.symbol,
                cell(payment.gainIfBetter.doubleValue), cell(payment.gainIfWorse.doubleValue),
                cell(payment.net.doubleValue), cell(payment.netIfBetter.doubleValue),
                cell(payment.netIfWorse.doubleValue),
            ])
        }
        return RunFile("marginal_payments.csv", csv.text)
    }

    private static func jumps(_ jumps: [PaymentJump]) -> RunFile {
        var csv = CSVText(columns: [
            "scheme", "region", "period", "indicator", "lower", "upper", "unit", "payment_at_lower_yuan",
            "payment_at_upper_yuan",
        ])
        for jump in jumps {
            csv.append([
                jump.scheme, jump.region.description, jump.period.description, jump.indicator.rawValue,
                cell(jump.lower.doubleValue), cell(jump.upper.doubleValue), jump.indicator.unit.symbol,
                cell(jump.paymentAtLower.doubleValue), cell(jump.paymentAtUpper.doubleValue),
            ])
        }
        return RunFile("payment_jumps.csv", csv.text)
    }

    private static func deadZones(_ zones: [DeadZone]) -> RunFile {
        var csv = CSVText(columns: [
            "scheme", "region", "period", "indicator", "lower", "upper", "unit", "payment_yuan",
            "holds_present_value",
        ])
        for zone in zones {
            csv.append([
                zone.scheme, zone.region.description, zone.period.description, zone.indicator.rawValue,
                cell(zone.lower.doubleValue), cell(zone.upper.doubleValue), zone.indicator.unit.symbol,
                cell(zone.payment.doubleValue), zone.holdsPresentValue ? "yes" : "no",
            ])
        }
        return RunFile("dead_zones.csv", csv.text)
    }

    private static func fundRisk(_ results: [FundRiskResult]) -> RunFile? {
        guard !results.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "scheme", "year", "item", "replicates", "mean_yuan", "q05_yuan", "median_yuan", "q95_yuan",
        ])
        for result in results {
            csv.append([
                result.scheme, "\(result.year)", result.item.rawValue, "\(result.replicates)",
                cell(result.mean), cell(result.quantile05), cell(result.median), cell(result.quantile95),
            ])
        }
        return RunFile("fund_risk.csv", csv.text)
    }
}
