import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoUnits

extension RunFile {
    /// `transfers.csv`: every payment of every scheme, in whole fen.
    static func transfers(_ ledger: Ledger) -> RunFile {
        var csv = CSVText(columns: ["year", "period", "scheme", "payer", "payee", "amount_fen", "basis"])
        for transfer in ledger.sorted() {
            csv.append([
                "\(transfer.period.year)", transfer.period.description, transfer.scheme,
                transfer.payer.description, transfer.payee.description, "\(transfer.amount.fen)",
                transfer.basis,
            ])
        }
        return RunFile("transfers.csv", csv.text)
    }

    /// `statement.csv`: per party, year and scheme. The nets of a scheme's parties add to zero.
    static func statement(
        _ ledger: Ledger, _ rules: [String: SettlementRules]
    ) throws(ArithmeticOverflow) -> RunFile {
        var csv = CSVText(columns: [
            "party", "year", "scheme", "paid_fen", "received_fen", "retained_fen", "carried_fen", "net_fen",
        ])
        for row in try ledger.statement() {
            let isUpperLevel = row.party == rules[row.scheme].map { .fund($0.upperLevel) }
            let isCarried = row.party == rules[row.scheme].map { .fund($0.carriedFund) }
            csv.append([
                row.party.description, "\(row.year)", row.scheme, "\(row.paid.fen)", "\(row.received.fen)",
                isUpperLevel ? "\(row.received.fen)" : "0", isCarried ? "\(row.received.fen)" : "0",
                "\(try row.net().fen)",
            ])
        }
        return RunFile("statement.csv", csv.text)
    }

    /// `balances.csv`: per scheme and period; `paid_in + topped_up = paid_out + retained + carried
    /// + set_aside`.
    static func balances(_ balances: [SchemeBalance]) -> RunFile {
        var csv = CSVText(columns: [
            "scheme", "period", "paid_in_fen", "paid_out_fen", "retained_fen", "carried_fen", "topped_up_fen",
            "set_aside_fen",
        ])
        for balance in balances {
            let sums = [
                balance.paidIn, balance.paidOut, balance.retained, balance.carried, balance.toppedUp,
                balance.setAside,
            ]
            csv.append([balance.scheme, balance.period.description] + sums.map { "\($0.fen)" })
        }
        return RunFile("balances.csv", csv.text)
    }

    /// `corrections.csv`: what revised data change in an earlier ledger; `nil` where none is corrected.
    static func corrections(_ corrections: [Correction]) throws(ArithmeticOverflow) -> RunFile? {
        guard !corrections.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "period", "scheme", "payer", "payee", "basis", "settled_fen", "recomputed_fen", "difference_fen",
        ])
        for correction in corrections {
            csv.append([
                correction.period.description, correction.scheme, correction.payer.description,
                correction.payee.description, correction.basis, "\(correction.settled.fen)",
                "\(correction.recomputed.fen)", "\(try correction.difference().fen)",
            ])
        }
        return RunFile("corrections.csv", csv.text)
    }

    /// `scores.csv`: what the appraisals gave; `nil` where the scenario has none.
    static func scores(_ scores: [Score]) -> RunFile? {
        guard !scores.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "appraisal", "subject", "period", "indicator", "value", "unit", "grade",
        ])
        for score in scores {
            csv.append([
                score.appraisal, score.subject, score.period.description, score.indicator,
                cell(score.value?.doubleValue), score.unit.symbol, score.grade,
            ])
        }
        return RunFile("scores.csv", csv.text)
    }

    /// `allocations.csv`: who gets what of a stock, and what stays undivided (recipient `unallocated`).
    static func allocations(_ result: SettlementResult) -> RunFile? {
        guard !result.stocks.isEmpty else { return nil }
        var csv = CSVText(columns: ["allocation", "period", "item", "recipient", "amount", "unit"])
        for part in result.allocated {
            csv.append([
                part.allocation, part.period.description, part.item, part.recipient,
                cell(part.amount.doubleValue), part.unit.symbol,
            ])
        }
        for stock in result.stocks {
            csv.append([
                stock.allocation, stock.period.description, stock.item, "unallocated",
                cell(stock.unallocated.doubleValue), stock.unit.symbol,
            ])
        }
        return RunFile("allocations.csv", csv.text)
    }

    /// `in_kind.csv`: compensation that is not money, beside the payments; `nil` where there is none.
    static func inKind(_ entries: [InKindEntry]) -> RunFile? {
        guard !entries.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "year", "period", "provider", "recipient", "form", "subject", "quantity", "unit",
            "declared_value_fen", "basis",
        ])
        for entry in entries {
            csv.append([
                "\(entry.period.year)", entry.period.description, entry.provider.description,
                entry.recipient.description, entry.form.rawValue, entry.subject,
                cell(entry.quantity?.doubleValue), entry.unit,
                entry.declaredValue.map { "\($0.fen)" } ?? "", entry.basis,
            ])
        }
        return RunFile("in_kind.csv", csv.text)
    }

    /// `published.csv`: what authorities published, beside the result; `nil` where the scenario gives none.
    static func published(_ payments: [PublishedPayment]) -> RunFile? {
        guard !payments.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "period", "unit", "kind", "amount_wan_yuan", "note", "note_zh", "source",
        ])
        for payment in payments {
            let wanYuan = Rational(Int128(payment.amount.fen), over: 1_000_000)?.doubleValue
            csv.append([
                payment.period, payment.unit, payment.kind, cell(wanYuan), payment.note, payment.noteZh,
                payment.source,
            ])
        }
        return RunFile("published.csv", csv.text)
    }
}
