using System.Collections.Frozen;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>A tenant's tools at one instant. Immutable.</summary>
internal sealed class ToolBook
{
    private readonly FrozenDictionary<string, Tool> _byName;
    private readonly FrozenDictionary<Guid, Tool> _byId;

    private ToolBook(IReadOnlyList<Tool> tools)
    {
        Tools = tools;
        _byName = tools.ToFrozenDictionary(tool => tool.Name, StringComparer.Ordinal);
        _byId = tools.ToFrozenDictionary(tool => tool.Id);
    }

    /// <summary>All of them by name.</summary>
    public IReadOnlyList<Tool> Tools { get; }

    /// <summary>Puts together what sources offer and what is stored: a row of a tool that a source offers says whether it is enabled, other rows are tools themselves.</summary>
    /// <remarks>Names are first come, first served: a source's later tool never takes the name of an earlier one, nor a row that of a source.</remarks>
    public static ToolBook Of(IEnumerable<Tool> offered, IReadOnlyList<Tool> rows)
    {
        var kept = rows.ToDictionary(row => row.Id);
        var known = new Dictionary<string, Tool>(StringComparer.Ordinal);
        foreach (var tool in offered)
        {
            known.TryAdd(tool.Name, kept.Remove(tool.Id, out var row)
                ? tool with { IsEnabled = row.IsEnabled, Revision = row.Revision, CreatedAt = row.CreatedAt, UpdatedAt = row.UpdatedAt, UpdatedBy = row.UpdatedBy }
                : tool);
        }

        foreach (var row in kept.Values.Where(row => row.Executor == ToolExecutorKind.Http))
        {
            known.TryAdd(row.Name, row);
        }

        return new ToolBook([.. known.Values.OrderBy(tool => tool.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Finds by id.</summary>
    public Tool? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds by name, or by an id as text.</summary>
    public Tool? Find(string nameOrId) =>
        _byName.GetValueOrDefault(nameOrId) ?? (Guid.TryParseExact(nameOrId, "D", out var id) ? Find(id) : null);
}
