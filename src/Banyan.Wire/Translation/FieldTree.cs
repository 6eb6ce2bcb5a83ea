using System.Runtime.CompilerServices;
using System.Text.Json;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Translation;

/// <summary>The patterns of a <see cref="FieldTable"/> as a tree, so that a document is walked beside it in one pass.</summary>
internal sealed class FieldTree
{
    private static readonly ConditionalWeakTable<FieldTable, FieldTree> Trees = [];

    private readonly Dictionary<string, FieldTree> _members = new(StringComparer.Ordinal);
    private FieldTree? _elements;
    private string? _labels;
    private string? _idle;

    /// <summary>Whether nothing below is looked at: the label holds for all of it.</summary>
    public bool IsOpaque { get; private set; }

    public static FieldTree Of(FieldTable table) => Trees.GetValue(table, Build);

    /// <summary>The label for the target in this column; a node that only leads to others is mapped, as it is with no column at all.</summary>
    public FieldLabel Label(int column) => (_labels is null || column < 0 ? 'm' : _labels[column]) switch
    {
        'm' => FieldLabel.Mapped,
        'd' => FieldLabel.Dropped,
        'r' => FieldLabel.Refused,
        var other => throw new InvalidOperationException($"'{other}' is no label."),
    };

    /// <summary>Whether a value asks for what happens anyway.</summary>
    public bool IsIdle(JsonElement value) => _idle is not null && value.GetRawText() == _idle;

    public FieldTree? Member(string name) => _members.GetValueOrDefault(name);

    public FieldTree? Elements() => _elements;

    private static FieldTree Build(FieldTable table)
    {
        var root = new FieldTree();
        foreach (var row in table.Rows)
        {
            root.Add(row);
        }

        return root;
    }

    private void Add(FieldRow row)
    {
        var node = this;
        var opaque = row.Pattern.EndsWith("/**", StringComparison.Ordinal);
        foreach (var name in (opaque ? row.Pattern[..^3] : row.Pattern).Split('/').Skip(1))
        {
            node = name == "*" ? node._elements ??= new FieldTree() : node.MemberOrNew(name);
        }

        node._labels ??= row.Labels;
        node._idle ??= row.Idle;
        node.IsOpaque |= opaque;
    }

    private FieldTree MemberOrNew(string name)
    {
        if (!_members.TryGetValue(name, out var member))
        {
            _members[name] = member = new FieldTree();
        }

        return member;
    }
}
