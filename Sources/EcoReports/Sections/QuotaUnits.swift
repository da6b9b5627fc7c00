import EcoRuns
import EcoUnits

extension ReportContext {
    /// The unit of a commodity's amounts, where it is not tonnes.
    private func ownSymbol(_ pollutant: String) -> String? {
        guard let row = table("quota_commodities.csv")?.rows.first(where: { $0["pollutant"] == pollutant }),
            !row["unit"].isEmpty, row["unit"] != "t"
        else { return nil }
        return row["unit"]
    }

    /// In which amounts of a pollutant or other commodity are told.
    func amountUnit(_ pollutant: String) -> String {
        ownSymbol(pollutant).map(unit) ?? self(ReportText.tonnes)
    }

    /// In which its prices are told.
    func quotaPriceUnit(_ pollutant: String) -> String {
        ownSymbol(pollutant).map { unit("CNY/" + $0) } ?? self(ReportText.yuanPerTonne)
    }

    /// Its name, with its unit where that is not tonnes: for tables of several pollutants.
    func nameAndUnit(_ pollutant: String) -> String {
        let name = AirSection.pollutantName(pollutant, self)
        return ownSymbol(pollutant).map { name + bracketed(unit($0)) } ?? name
    }
}
