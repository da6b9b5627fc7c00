import EcoParameters
import EcoRuns
import EcoUnits

/// What an account figure is made from: its services with quantity and price, the price from its parameter and index,
/// the quantity by ecosystem type, coefficients, layers and rows of the input.
struct AccountTrail: Sendable {
    let context: ReportContext
    let trail: ParameterTrail

    /// The lines below a row of `accounts.csv`.
    func service(region: String, indicator: String) throws(DiagnosticFailure) -> [Explanation.Line] {
        let id = indicator.split(separator: ".").first.map(String.init) ?? indicator
        let services = services(region, id)
        let parts = services.filter { !$0["component"].isEmpty && !$0["value_yuan"].isEmpty }
        var lines = services.filter { $0["component"].isEmpty }.map { total($0, parts) }
        let cells = try CellTrail(context, region: region, indicator: id)
        lines += services.filter { !$0["component"].isEmpty }.flatMap { component($0, id, cells) }
        lines += byEcosystem(region, id, cells)
        return lines + cells.layers(trail, depth: 1) + rules(id) + coefficients(id, cells)
            + inputs(region, id)
    }

    /// The lines below a row of `account_regions.csv`: the services of each account.
    func region(_ region: String) -> [Explanation.Line] {
        let table = context.table("account_regions.csv")
        guard let row = table?.rows.first(where: { $0["region"] == region }) else { return [] }
        return ["provisioning", "regulating", "cultural"].flatMap { account -> [Explanation.Line] in
            let services = (context.table("account_services.csv")?.rows).map { rows in
                rows.filter {
                    $0["region"] == region && $0["component"].isEmpty && $0["account"] == account
                        && !$0["value_yuan"].isEmpty
                }
            }
            var head = Explanation.Line(
                depth: 1, title: context.label(.account, account), value: row[account + "_yuan"])
            head.formula = .sum(row[account + "_yuan"], (services ?? []).map { (.plus, $0["value_yuan"]) })
            return [head]
                + (services ?? []).map { service in
                    let name = region == "all" ? "" : address(region, service["indicator"])
                    return .init(
                        depth: 2, title: context.label(.indicator, service["indicator"]),
                        value: service["value_yuan"], remarks: name.isEmpty ? [] : ["explain \(name)"])
                }
        }
    }

    private func address(_ region: String, _ indicator: String) -> String {
        let row = context.table("accounts.csv")?.rows.first {
            $0["region"] == region && $0["indicator"] == indicator
        }
        return row.map { StoredFigure.address(of: $0, in: "accounts") } ?? ""
    }

    // MARK: Value

    private func services(_ region: String, _ indicator: String) -> [StoredRow] {
        (context.table("account_services.csv")?.rows).map { rows in
            rows.filter { $0["region"] == region && $0["indicator"] == indicator }
        } ?? []
    }

    private func total(_ row: StoredRow, _ parts: [StoredRow]) -> Explanation.Line {
        var line = Explanation.Line(
            depth: 1, title: context.label(.indicator, row["indicator"]), value: row["value_yuan"],
            remarks: [row[context.language == .zh ? "method_zh" : "method"]].filter { !$0.isEmpty })
        line.formula = .sum(row["value_yuan"], parts.map { (.plus, $0["value_yuan"]) })
        return line
    }

    /// A component with its price, and the price from the parameter that it follows from.
    private func component(
        _ row: StoredRow, _ indicator: String, _ cells: CellTrail
    ) -> [Explanation.Line] {
        var line = Explanation.Line(
            depth: 2, title: context.component(indicator + "." + row["component"]), value: row["value_yuan"],
            remarks: ["\(row["quantity"]) \(context.unit(row["unit"]))"])
        line.formula = .product(row["value_yuan"], [row["quantity"], row["unit_price_yuan"]])
        let quantity = cells.formula(row["quantity"], ofComponent: row["component"]).map { formula in
            Explanation.Line(
                depth: 3, title: context(ReportText.quantity),
                value: "\(row["quantity"]) \(context.unit(row["unit"]))", formula: formula)
        }
        return [line] + [quantity].compactMap { $0 } + price(row["unit_price_yuan"], indicator)
    }

    /// A price of a parameter, lifted by an index where its year differs: only where the numbers meet.
    private func price(_ unitPrice: String, _ indicator: String) -> [Explanation.Line] {
        guard let wanted = Double(unitPrice) else { return [] }
        let blocks = trail.block("accounts.indicators.\(indicator)").filter {
            $0["path"].hasSuffix(".amount")
        }
        for row in blocks {
            guard let number = row["value"].split(separator: " ").first, let amount = Double(number) else {
                continue
            }
            let path = String(row["path"].dropLast(".amount".count))
            let index = trail.parameter(path + ".index")?["value"]
            let year = trail.parameter(path + ".price_year")
            let factor = factor(index ?? "", year?["value"] ?? "")
            guard abs(amount * (factor?.number ?? 1) - wanted) <= 1e-9 * abs(wanted) else { continue }
            var line = Explanation.Line(
                depth: 3, title: context(LocalizedText(en: "unit price, yuan", zh: "单价（元）")), value: unitPrice
            )
            line.formula = .product(unitPrice, [String(number)] + (factor.map { [$0.row["value"]] } ?? []))
            return [line, trail.line(row, depth: 4)]
                + [year, factor?.row].compactMap { $0 }.map {
                    trail.line($0, depth: 4)
                }
        }
        return []
    }

    /// The factor of an index from a year to the account's price year.
    private func factor(_ index: String, _ year: String) -> (number: Double, row: StoredRow)? {
        guard !index.isEmpty else { return nil }
        for place in 0..<trail.block("accounts.price_indices").count {
            let path = "accounts.price_indices[\(place)]"
            guard let row = trail.parameter(path + ".factor") else { return nil }
            guard trail.parameter(path + ".id")?["value"] == index,
                trail.parameter(path + ".year")?["value"] == year, let number = Double(row["value"])
            else { continue }
            return (number, row)
        }
        return nil
    }

    // MARK: Quantity

    /// The quantity as the sum over ecosystem types.
    private func byEcosystem(
        _ region: String, _ indicator: String, _ cells: CellTrail
    ) -> [Explanation.Line] {
        let rows =
            (context.table("accounts.csv")?.rows).map { rows in
                rows.filter { $0["region"] == region && $0["indicator"] == indicator }
            } ?? []
        let types = rows.filter { !$0["ecosystem"].isEmpty && !$0["quantity"].isEmpty }
        guard let total = rows.first(where: { $0["ecosystem"].isEmpty }), !types.isEmpty else { return [] }
        var line = Explanation.Line(
            depth: 1, title: context(ReportText.quantity),
            value: "\(total["quantity"]) \(context.unit(total["unit"]))",
            remarks: [total[context.language == .zh ? "note_zh" : "note"]].filter { !$0.isEmpty })
        line.formula = .sum(total["quantity"], types.map { (.plus, $0["quantity"]) })
        return [line]
            + types.filter { Double($0["quantity"]) != 0 }.flatMap { type in
                var own = Explanation.Line(
                    depth: 2, title: context.label(.ecosystem, type["ecosystem"]),
                    value: "\(type["quantity"]) \(context.unit(type["unit"]))")
                own.formula = cells.formula(type["quantity"], ofType: type["ecosystem"])
                return [own] + cells.classes(ofType: type["ecosystem"], depth: 3)
            }
    }

    // MARK: Where it comes from

    /// What the rule pack says of the service.
    private func rules(_ indicator: String) -> [Explanation.Line] {
        (context.table("account_rules.csv")?.rows).map { rows in
            rows.filter { $0["id"] == indicator }.map { row in
                let language = context.language.rawValue
                let text = [
                    row["text_" + language], row["source"], context(ReportText.status(row["status"])),
                ]
                return .init(
                    depth: 1, title: row["title_" + language], value: row["standing"],
                    remarks: [
                        text.filter { !$0.isEmpty }.joined(separator: context(ReportText.listSeparator))
                    ])
            }
        } ?? []
    }

    /// Parameters of the service; where no cells stand behind it, with the layers of the account.
    private func coefficients(_ indicator: String, _ cells: CellTrail) -> [Explanation.Line] {
        let layers = cells.isEmpty ? trail.block("accounts.layers") : []
        return trail.block("accounts.indicators.\(indicator)").map { trail.line($0, depth: 1) }
            + layers.filter { $0["path"].hasSuffix(".file") }.map { trail.line($0, depth: 1) }
    }

    private func inputs(_ region: String, _ indicator: String) -> [Explanation.Line] {
        trail.rows("accounts.indicators.\(indicator).", region: region).map {
            trail.line(input: $0, depth: 1)
        }
    }
}
