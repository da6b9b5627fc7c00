import Foundation
import FoundationXML

/// What a validator and an accessibility checker would say of a page of ours, without either and without a network.
final class PageChecker: NSObject, XMLParserDelegate {
    /// Everything wrong with the page, in its order.
    private(set) var findings: [String] = []
    private(set) var figures: Set<String> = []
    private var ids: Set<String> = []
    private var links: [String] = []
    private var references: [String] = []
    private var open: [(name: String, hasContent: Bool)] = []
    private var lastHeading = 0
    private var svgTitles: [Bool] = []
    private var landmarks: Set<String> = []
    private var scripts = 0
    private var isBroken = false
    /// Of the table, the row and the columns at hand.
    private var address = ""
    private var part: String?
    private var columns: [(pattern: String, part: String)] = []
    private var cell = 0
    private var isNumber = false

    init(_ page: String) {
        super.init()
        if !page.hasPrefix("<!DOCTYPE html>") { findings.append("no document type") }
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        if !parser.parse(), !isBroken { findings.append("not well-formed") }
        for link in links where !ids.contains(link) { findings.append("a link leads to no #\(link)") }
        for id in references where !ids.contains(id) { findings.append("no element is called \(id)") }
        if scripts > 1 { findings.append("\(scripts) scripts") }
    }

    /// Elements that may not stand within others, by HTML's content models.
    private static let inlineOnly: Set = [
        "p", "h1", "h2", "h3", "h4", "caption", "summary", "dt", "figcaption", "th",
    ]
    private static let blocks: Set = [
        "p", "div", "ul", "ol", "dl", "table", "section", "figure", "h1", "h2", "h3", "h4", "details", "nav",
        "header",
    ]
    private static let parents: [String: Set<String>] = [
        "li": ["ul", "ol"], "tr": ["thead", "tbody"], "td": ["tr"], "th": ["tr"], "caption": ["table"],
        "thead": ["table"], "tbody": ["table"], "dt": ["dl", "div"], "dd": ["dl", "div"],
        "figcaption": ["figure"], "summary": ["details"], "main": ["body"], "nav": ["body"],
    ]
    private static let children: [String: Set<String>] = [
        "ul": ["li"], "ol": ["li"], "tr": ["td", "th"], "table": ["caption", "thead", "tbody"],
        "thead": ["tr"], "tbody": ["tr"],
    ]
    private static let external: Set = ["src", "action", "srcset", "data", "poster", "background"]

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        checkPlace(name)
        checkNames(name, attributes)
        checkAlternatives(name, attributes)
        checkAddresses(name, attributes)
        open.append((name, false))
    }

    /// A row's own part takes the place of the star in the address of its table, a column's own that of the @.
    private func checkAddresses(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "table": (address, part, columns) = (attributes["data-figure"] ?? "", nil, [])
        case "tr":
            part = attributes["data-row"]
            if part != nil, address.isEmpty { say("a row with a part of an address in a table without one") }
            if open.last?.name == "thead" { columns = [] }
            cell = -1
            if !address.contains("@"), part?.contains("@") != true { insert(address, "@") }
        case "th", "td":
            cell += 1
            isNumber = name == "td" && attributes["class"] == nil
            if attributes["scope"] == "col" {
                columns.append((attributes["data-figure"] ?? address, attributes["data-column"] ?? "@"))
            }
        default: if let figure = attributes["data-figure"] { figures.insert(figure) }
        }
    }

    private func insert(_ pattern: String, _ column: String) {
        guard let part, !pattern.isEmpty else { return }
        let row = pattern.replacingOccurrences(of: "*", with: part)
        if column != "@" || !row.contains("@") {
            figures.insert(row.replacingOccurrences(of: "@", with: column))
        }
    }

    private func say(_ finding: String) { findings.append(finding) }

    private func checkPlace(_ name: String) {
        let parent = open.last?.name ?? ""
        if let allowed = Self.parents[name], !allowed.contains(parent) { say("\(name) within \(parent)") }
        if let allowed = Self.children[parent], !allowed.contains(name) { say("\(name) within \(parent)") }
        if Self.blocks.contains(name), let outer = open.last(where: { Self.inlineOnly.contains($0.name) }) {
            say("\(name) within \(outer.name)")
        }
        if name == "title", parent == "svg" || parent == "g" {
            svgTitles.indices.last.map { svgTitles[$0] = true }
        }
        if ["iframe", "object", "embed", "link", "base", "form", "img"].contains(name) { say("a \(name)") }
        if name == "script" { scripts += 1 }
        guard name.count == 2, name.first == "h", let level = Int(name.dropFirst()) else { return }
        if level > lastHeading + 1 { say("h\(level) after h\(lastHeading)") }
        lastHeading = level
    }

    private func checkNames(_ name: String, _ attributes: [String: String]) {
        if let id = attributes["id"] {
            if !ids.insert(id).inserted { say("two elements called \(id)") }
            if id.isEmpty || id.contains(where: \.isWhitespace) { say("the identifier “\(id)”") }
        }
        if let target = attributes["href"] {
            if target.hasPrefix("#") {
                links.append(String(target.dropFirst()))
            } else {
                say("a link to \(target)")
            }
        }
        references += attributes["aria-labelledby"].map { $0.split(separator: " ").map(String.init) } ?? []
        for attribute in attributes.keys where attribute.hasPrefix("on") || attribute == "style" {
            say("the attribute \(attribute)")
        }
        for attribute in attributes.keys where Self.external.contains(attribute) {
            say("the attribute \(attribute)")
        }
    }

    private func checkAlternatives(_ name: String, _ attributes: [String: String]) {
        if name == "html", (attributes["lang"] ?? "").isEmpty { say("no language") }
        if name == "svg" {
            svgTitles.append(false)
            if attributes["role"] != "img" || (attributes["aria-label"] ?? "").count < 10 {
                say("a picture without a text alternative")
            }
        }
        if name == "th", !["col", "row", "colgroup", "rowgroup"].contains(attributes["scope"] ?? "") {
            say("a heading of a table without scope")
        }
        if attributes["role"] == "region" {
            let label = attributes["aria-label"] ?? ""
            if label.isEmpty { say("a region without a name") }
            if !landmarks.insert(label).inserted { say("two regions named \(label)") }
        }
        if name == "input", !open.contains(where: { $0.name == "label" }), attributes["aria-label"] == nil {
            say("a field without a label")
        }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: Error) {
        guard !isBroken else { return }
        isBroken = true
        findings.append("not well-formed: \(parseError)")
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard string.contains(where: { !$0.isWhitespace }) else { return }
        for index in open.indices { open[index].hasContent = true }
        guard isNumber, open.last?.name == "td", columns.indices.contains(cell),
            string.contains(where: \.isNumber)
        else { return }
        insert(columns[cell].pattern, columns[cell].part)
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        let element = open.popLast()
        if name == "svg", svgTitles.popLast() == false { say("a picture without a title") }
        let mustSpeak = ["a", "h1", "h2", "h3", "caption", "summary", "figcaption", "label", "title"]
        if mustSpeak.contains(name), element?.hasContent == false { say("an empty \(name)") }
    }
}
