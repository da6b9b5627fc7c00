import EcoRuns
import EcoUnits

/// The tables of one county's page; those without a row are left out.
struct CountyTables: Sendable {
    private let region: String
    private let figures: CountyFigures
    private let context: ReportContext
    private static let shownReasons = 8
    private static let shownMeasures = 4

    init(_ region: String, _ figures: CountyFigures, _ context: ReportContext) {
        self.region = region
        self.figures = figures
        self.context = context
    }

    var all: [DataTable] {
        [reasons, better, market, measures, services].compactMap { $0 }.filter { !$0.rows.isEmpty }
    }

    private func table(
        _ caption: LocalizedText, of subject: String = "", _ columns: [DataTable.Column], _ rows: [[String]],
        _ addresses: [String]
    ) -> DataTable {
        var table = DataTable(
            caption: subject.isEmpty ? context(caption) : context.titled(caption, subject), columns: columns,
            rows: rows)
        table.figures = FigureAddresses(pattern: "", rows: addresses, context)
        return table
    }

    // MARK: Payments

    /// A column that names the scheme of each row; where there is one scheme only, the caption names it.
    private func schemes(_ ids: [String]) -> (
        subject: String, column: [DataTable.Column], cell: (String) -> [String]
    ) {
        let name = { context.label(.scheme, $0) }
        guard Set(ids).count > 1 else { return (ids.first.map(name) ?? "", [], { _ in [] }) }
        return ("", [.text(context(ReportText.scheme))], { [name($0)] })
    }

    private struct Reason: Hashable {
        let scheme: String
        let basis: String
        let isPaid: Bool
    }

    /// Payments by scheme and reason, the largest first.
    private var reasons: DataTable? {
        let groups = Dictionary(grouping: figures.transfers(of: region)) { row in
            Reason(scheme: row["scheme"], basis: row["basis"], isPaid: row["payer"] == region)
        }
        let sums = groups.map { reason, rows in
            (
                reason: reason, rows: rows,
                fen: PaymentFigures.sum(rows.compactMap { $0.integer("amount_fen") })
            )
        }.sorted { ($0.fen, $1.reason.scheme, $1.reason.basis) > ($1.fen, $0.reason.scheme, $0.reason.basis) }
        let scale = AmountScale(forYuan: sums.map { Double($0.fen) / 100 }, context.language)
        let schemes = schemes(sums.map(\.reason.scheme))
        let shown = sums.prefix(Self.shownReasons).compactMap { entry -> ([String], String)? in
            let largest = entry.rows.max { ($0.integer("amount_fen") ?? 0) < ($1.integer("amount_fen") ?? 0) }
            guard let largest else { return nil }
            let amount = scale.text(fen: entry.reason.isPaid ? -entry.fen : entry.fen, context.style)
            let top = scale.text(fen: largest.integer("amount_fen") ?? 0, context.style)
            return (
                [context.label(.basis, entry.reason.basis)] + schemes.cell(entry.reason.scheme) + [
                    amount, "\(Set(entry.rows.map { $0["period"] }).count)", "\(largest["period"]): \(top)",
                ], TransferName.address(of: largest)
            )
        }
        let unit = scale.name(context.language)
        return table(
            ReportText.whyTable, of: schemes.subject,
            [.text(context(ReportText.reason))] + schemes.column + [
                .number(context(ReportText.net), unit), .number(context(ReportText.times)),
                .number(context(ReportText.largestOne), unit),
            ], shown.map(\.0), shown.map(\.1))
    }

    /// What one step less of each indicator would bring.
    private var better: DataTable? {
        let rows = figures.rows("marginal_payments.csv", of: region).filter {
            $0.number("gain_if_better_yuan") != nil
        }
        let scale = AmountScale(
            forYuan: rows.compactMap { $0.number("gain_if_better_yuan") }, context.language)
        let unit = scale.name(context.language)
        let schemes = schemes(rows.map { $0["scheme"] })
        return table(
            ReportText.betterTable, of: schemes.subject,
            [.text(context(ReportText.indicator))] + schemes.column + [
                .number(context(ReportText.step)), .number(context(ReportText.bringsColumn), unit),
                .number(context(ReportText.losesColumn), unit),
            ],
            rows.map { row in
                [context.subject(row["indicator"])] + schemes.cell(row["scheme"]) + [
                    row["step"] + (row["unit"] == "1" ? "" : " " + context.unit(row["unit"])),
                    scale.text(yuan: row.number("gain_if_better_yuan"), context.style),
                    scale.text(yuan: row.number("gain_if_worse_yuan"), context.style),
                ]
            }, rows.map { StoredFigure.address(of: $0, in: "marginal_payments") })
    }

    // MARK: Market

    /// Tonnes by pollutant with the price, split into the charge of the place and scarcity.
    private var market: DataTable? {
        guard let quota = figures.quota else { return nil }
        let tonnes = context(ReportText.tonnes)
        let perTonne = context(ReportText.yuanPerTonne)
        let rows = quota.pollutants.flatMap { pollutant in
            quota.amounts(pollutant, region).map { marketRows(pollutant, $0) } ?? []
        }
        return table(
            ReportText.marketTable,
            [.text(context(ReportText.pollutant))]
                + [ReportText.quotaHeld, ReportText.abated, ReportText.bought, ReportText.sold].map {
                    .number(context($0), tonnes)
                }
                + [ReportText.priceColumn, ReportText.ofWhichPlace, ReportText.ofWhichScarcity].map {
                    .number(context($0), perTonne)
                },
            rows.map(\.cells), rows.map(\.address))
    }

    /// A row for each pollutant; below it one for each of its pools, where sectors that may not trade with each other
    /// have prices of their own.
    private func marketRows(
        _ pollutant: String, _ amounts: QuotaFigures.Amounts
    ) -> [(cells: [String], address: String)] {
        let prices = figures.rows("prices.csv", of: region).filter {
            $0["limit"].isEmpty && $0["pollutant"] == pollutant
        }
        let columns = ["shadow_price_yuan_per_t", "place_charge_yuan_per_t", "scarcity_yuan_per_t"]
        let cells = { (rows: [StoredRow]) in
            let dearest = rows.max { ($0.number(columns[0]) ?? 0) < ($1.number(columns[0]) ?? 0) }
            return columns.map { context.style.number(dearest?.number($0), digits: 0) }
        }
        let tonnes = [amounts.quota, amounts.abated, amounts.bought, amounts.sold].map {
            context.style.number($0, digits: 1)
        }
        let groups = PriceGroup.groups(prices, context)
        let head = [context.nameAndUnit(pollutant)] + tonnes
        let rows =
            groups.count > 1
            ? [head + columns.map { _ in "" }]
                + groups.map { [$0.name] + tonnes.map { _ in "" } + cells($0.rows) }
            : [head + cells(prices)]
        let address = StoredFigure.address("quota", [region, pollutant])
        return rows.map { ($0, address) }
    }

    /// Measures that are not or only partly used, from the cheapest tonne on.
    private var measures: DataTable? {
        let rows = figures.rows("quota_steps.csv", of: region).filter {
            ["partly", "next"].contains($0["state"])
        }
        .sorted {
            ($0.number("marginal_cost_yuan_per_t") ?? .infinity, $0.index)
                < ($1.number("marginal_cost_yuan_per_t") ?? .infinity, $1.index)
        }.prefix(Self.shownMeasures)
        return table(
            ReportText.measuresTable,
            [
                .text(context(ReportText.measure)), .text(context(ReportText.pollutant)),
                .number(context(ReportText.stillPossible), context(ReportText.tonnes)),
                .number(context(ReportText.marginalCost), context(ReportText.yuanPerTonne)),
            ],
            rows.map { row in
                let left = (row.number("maximum_t") ?? 0) - (row.number("used_t") ?? 0)
                return [
                    context.label(.measure, row["measure"]),
                    AirSection.pollutantName(row["pollutant"], context),
                    context.style.number(max(left, 0), digits: 1),
                    context.style.number(row.number("marginal_cost_yuan_per_t"), digits: 0),
                ]
            }, rows.map { StoredFigure.address(of: $0, in: "quota_steps") })
    }

    // MARK: Services

    private var services: DataTable? {
        guard let accounts = figures.accounts else { return nil }
        let present = accounts.indicators.compactMap { id in
            accounts.services[id]?[region].map { (id: id, service: $0) }
        }.filter { ($0.service.yuan ?? 0) != 0 || ($0.service.quantity ?? 0) != 0 }
        let scale = AmountScale(forYuan: present.compactMap(\.service.yuan), context.language)
        let total = accounts.totals[region]
        return table(
            ReportText.servicesTable,
            [
                .text(context(ReportText.service)), .number(context(ReportText.quantity)),
                .text(context(ReportText.unit)),
                .number(context(ReportText.worth), scale.name(context.language)),
                .number(context(ReportText.shareOfTotal)),
            ],
            present.map { id, service in
                let share = total.flatMap { total in service.yuan.map { total > 0 ? $0 / total : 0 } }
                return [
                    context.label(.indicator, id), context.style.figure(service.quantity),
                    context.unit(service.unit), scale.text(yuan: service.yuan, context.style),
                    context.style.percent(share),
                ]
            }, present.map { StoredFigure.address("accounts", [region, accounts.year, $0.id]) })
    }
}
