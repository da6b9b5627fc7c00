import EcoAccounts
import EcoParameters

extension SettlementBasis {
    private init(_ evidence: Evidence) { self.evidence = evidence }

    /// The same tables with what a model makes of accounts, of the market and of sections of rivers.
    public func with(
        accounts: [AccountEntry], placeCharges: [PlaceCharge], waterChanges: [WaterChange]
    ) -> SettlementBasis {
        var evidence = evidence
        evidence.accounts = accounts
        evidence.placeCharges = placeCharges
        evidence.waterChanges = waterChanges
        return SettlementBasis(evidence)
    }

    /// The same tables with the figures of a year, and with those of the year before to compare with.
    ///
    /// Figures of the year before are settled no more; they go before the rows of the table `reference`.
    /// - Throws: a figure that no scheme can read, such as one of a wrong unit.
    public func with(
        _ indicators: [EvaluatedIndicator], earlier: [EvaluatedIndicator]
    ) throws(DiagnosticFailure) -> SettlementBasis {
        var evidence = evidence
        var diagnostics: [Diagnostic] = []
        for figure in indicators {
            guard let assessed = AssessedIndicator(rawValue: figure.indicator) else { continue }
            evidence.add(figure, as: assessed, &diagnostics)
        }
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
        for figure in earlier {
            guard let assessed = AssessedIndicator(rawValue: figure.indicator) else { continue }
            let key = Evidence.Key(indicator: assessed, region: figure.region, period: figure.period)
            evidence.reference[key] = Evidence.Observation(
                value: figure.isValid ? figure.value : nil, standard: figure.standard,
                basis: FigureBasis.text(figure.basis))
        }
        return SettlementBasis(evidence)
    }

    /// Puts other values in the place of figures that the basis has, each under its own standard.
    ///
    /// - Throws: a figure that no scheme can read.
    public mutating func renew(_ figures: [EvaluatedIndicator]) throws(DiagnosticFailure) {
        for figure in figures {
            guard let assessed = AssessedIndicator(rawValue: figure.indicator) else { continue }
            try evidence.renew(figure, as: assessed)
        }
        memo = memo.withoutComparisons
    }
}
