using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>Walks an ask beside its dialect's field table: what the target has no form for is named or refused, unknown members are named, in request order.</summary>
internal sealed class FieldWalk
{
    private readonly List<(string? Name, int Index)> _path = [];
    private readonly FieldTable _table;
    private readonly int _column;
    private readonly char _target;
    private readonly MappingReport _report;

    private FieldWalk(FieldTable table, char target, MappingReport report)
    {
        _table = table;
        _target = target;
        _column = table.Targets.IndexOf(target, StringComparison.Ordinal);
        _report = report;
    }

    public static void Run(JsonElement ask, FieldTable table, char target, MappingReport report) =>
        new FieldWalk(table, target, report).Walk(ask, FieldTree.Of(table));

    private void Walk(JsonElement value, FieldTree? field)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, met) in value.Members())
            {
                _path.Add((name, 0));
                Meet(met, field?.Member(_table.Canonical(name)));
                _path.RemoveAt(_path.Count - 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var element in value.EnumerateArray())
            {
                _path.Add((null, index++));
                if (field?.Elements() is { } elements)
                {
                    Meet(element, elements);
                }
                else
                {
                    Walk(element, null);
                }

                _path.RemoveAt(_path.Count - 1);
            }
        }
    }

    private void Meet(JsonElement value, FieldTree? field)
    {
        if (field is null)
        {
            _report.Drop(Pointer());
            return;
        }

        // A null asks for nothing, so nothing is lost with it.
        if (value.ValueKind == JsonValueKind.Null || field.IsIdle(value))
        {
            return;
        }

        switch (field.Label(_column))
        {
            case FieldLabel.Dropped:
                _report.Drop(Pointer());
                break;
            case FieldLabel.Refused:
                var pointer = Pointer();
                _report.Refuse(pointer, $"{pointer} has no form in the language of the chosen model ({_target}) and would change the answer; leave it out or name a model of your own dialect.");
                break;
            case FieldLabel.Mapped when !field.IsOpaque:
                Walk(value, field);
                break;
            case FieldLabel.Mapped:
                break;
        }
    }

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var (name, index) in _path)
        {
            pointer.Append('/');
            if (name is null)
            {
                pointer.Append(CultureInfo.InvariantCulture, $"{index}");
            }
            else
            {
                pointer.Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return pointer.ToString();
    }
}
