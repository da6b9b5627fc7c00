import EcoUnits

/// The keys of a table that is written as a block.
public enum TableKeys {
    public static let file = "file"
    /// What stands over the file's own values, each under its row and column.
    public static let values = "values"
}

extension Binder {

    mutating func bindTable(
        _ name: String, _ node: DocumentNode, _ declaration: TableDeclaration, path: String
    ) -> BoundValue? {
        guard let file = bindFile(name, node, path: path) else { return nil }
        do throws(DiagnosticFailure) {
            if declaration.isLong {
                let bytes = try files.bytes(of: file)
                return .longTable(LongTable(file: file.path, declaration: declaration, bytes: bytes))
            }
            return .table(try files.table(file, as: declaration))
        } catch {
            diagnostics += error.diagnostics
            return nil
        }
    }

    /// `{file: sources.csv, values: {140121.so2.steel.baseline_t: 900}}`: the table of a file with values over its own.
    mutating func bindChangedTable(
        _ node: DocumentNode, _ declaration: TableDeclaration, path: String
    ) -> BoundField? {
        let keys = [TableKeys.file, TableKeys.values]
        let entries = mapping(node, path: path, expected: keys.joined(separator: ", ")) ?? []
        for entry in entries where !keys.contains(entry.key) { reportUnknownKey(entry, keys, path: path) }
        guard let file = node.entry(TableKeys.file), let name = file.scalarText, !file.isNull else {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: node.location, path: join(path, TableKeys.file),
                    LocalizedText(en: "the value is missing", zh: "缺少数值"),
                    hint: LocalizedText(
                        en: "the path of a CSV table (\(declaration.id))", zh: "CSV 表路径（\(declaration.id)）")))
            return nil
        }
        let changes = cellChanges(node.entry(TableKeys.values), path: path)
        guard let value = bindTable(name, file, declaration, path: path) else { return nil }
        guard let table = value.table else {
            diagnostics.append(Self.pieceByPiece(changes.first?.location ?? node.location, path))
            return nil
        }
        let before = diagnostics.count
        let changed = table.setting(changes, path: path, &diagnostics)
        guard diagnostics.count == before else { return nil }
        return BoundField(.table(changed), origin: file.origin, location: file.location, text: name)
    }

    private mutating func cellChanges(_ node: DocumentNode?, path: String) -> [CellChange] {
        guard let node,
            let entries = mapping(node, path: join(path, TableKeys.values), expected: "ROW.COLUMN")
        else { return [] }
        return entries.compactMap { entry in
            guard case .scalar(let scalar) = entry.value.content else {
                report(
                    entry.value.location, join(path, entry.key), "wrong_type",
                    "expected a single value, got \(entry.value.kindName)", hint: "a cell holds one value")
                return nil
            }
            return CellChange(
                name: entry.key, value: scalar, nameLocation: entry.keyLocation,
                location: entry.value.location, origin: entry.value.origin)
        }
    }

    private static func pieceByPiece(_ location: SourceLocation, _ path: String) -> Diagnostic {
        Diagnostic(
            code: "fixed_value", at: location, path: path,
            LocalizedText(
                en: "this table is read piece by piece, and its values are not set",
                zh: "该表分段读取，不能对其单元格设值"),
            hint: LocalizedText(en: "write a table of its own, and name that", zh: "请另写一张表并引用它"))
    }
}

extension DocumentNode {
    /// The table's block with one more value over its cells; of a table that is written as its file's name, too.
    ///
    /// - Parameter name: what names the row, and the column, joined by points.
    public func settingCell(_ name: String, to value: DocumentNode, at place: SourceLocation) -> DocumentNode
    {
        var own: [Entry] = [Entry(key: TableKeys.file, keyLocation: location, value: self)]
        var cells: [Entry] = []
        if case .mapping(let entries) = content {
            own = entries.filter { $0.key != TableKeys.values }
            if case .mapping(let given)? = entry(TableKeys.values)?.content {
                cells = given.filter { $0.key != name }
            }
        }
        cells.append(Entry(key: name, keyLocation: place, value: value))
        let values = DocumentNode(.mapping(cells), at: place, origin: value.origin)
        return DocumentNode(
            .mapping(own + [Entry(key: TableKeys.values, keyLocation: place, value: values)]), at: location,
            origin: origin)
    }
}
