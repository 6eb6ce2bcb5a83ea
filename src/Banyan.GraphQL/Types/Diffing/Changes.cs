namespace Banyan.GraphQL.Types.Diffing;

/// <summary>Changes as they are found.</summary>
internal sealed class Changes
{
    private readonly List<SchemaChange> _found = [];

    public IReadOnlyList<SchemaChange> Found => _found;

    public void Breaking(string code, string coordinate, string message) => _found.Add(new SchemaChange(ChangeImpact.Breaking, code, coordinate, message));

    public void Dangerous(string code, string coordinate, string message) => _found.Add(new SchemaChange(ChangeImpact.Dangerous, code, coordinate, message));

    public void Safe(string code, string coordinate, string message) => _found.Add(new SchemaChange(ChangeImpact.Safe, code, coordinate, message));

    public void Description(string coordinate, string? before, string? after)
    {
        if (before != after)
        {
            Safe("DESCRIPTION_CHANGED", coordinate, "The description changed.");
        }
    }

    public void Deprecation(string coordinate, string? before, string? after)
    {
        if (before != after)
        {
            Safe("DEPRECATION_CHANGED", coordinate, after is null ? "It is no longer deprecated." : $"It is deprecated: {after}");
        }
    }
}
